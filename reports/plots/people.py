"""Pictures of people: how many, and whether they stay."""

from typing import Any

import numpy as np
import pandas as pd

from model.clock import HOURS_PER_DAY
from reports.canvas import Picture, canvas
from reports.colours import LIGHT, ON_COLOUR, Theme, fading
from reports.plots.lines import headed, last, line, over_days, said

WEEKLY_FROM_DAYS = 21
"""Shorter runs are told by the day, longer ones by the week."""


def growth(measures: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """People and communities over time, from a frame of measures."""
    with canvas(theme, columns=2) as (figure, (people, places)):
        line(people, measures, "users_registered", theme.completed, "registered")
        active = ("members_active_last_day", theme.orange, "active within 24 hours")
        line(people, measures, *active, "--")
        over_days(people, "People", "people")
        line(places, measures, "communities", theme.completed, "communities")
        for name, colour, label in (
            ("splits_executed", theme.vermilion, "splits so far"),
            ("fusions_executed", theme.purple, "fusions so far"),
        ):
            if last(measures, name):
                line(places, measures, name, colour, label)
        over_days(places, "Communities", "communities")
    registered, awake = (
        said(last(measures, name)) for name in ("users_registered", "members_active_last_day")
    )
    communities, splits = (said(last(measures, n)) for n in ("communities", "splits_executed"))
    return Picture(
        "growth",
        figure,
        "Members and communities",
        f"Two line charts over virtual days. At the end {registered} people are registered, "
        f"{awake} of them active within a day, in {communities} communities after {splits} splits.",
    )


def retention(
    members: pd.DataFrame,
    requests: pd.DataFrame,
    matches: pd.DataFrame,
    hours: float,
    *,
    theme: Theme = LIGHT,
) -> Picture:
    """Who goes on asking or helping, by the time since people joined."""
    weekly = hours >= WEEKLY_FROM_DAYS * HOURS_PER_DAY
    unit, unit_hours = ("week", 7 * 24) if weekly else ("day", 24)
    helped = matches[["helper", "offered_hour"]].set_axis(["member", "hour"], axis=1)
    asked = requests[["requester", "posted_hour"]].set_axis(["member", "hour"], axis=1)
    both = pd.concat([helped, asked])
    table = _cohorts(members, both, unit_hours, hours)
    with canvas(theme, columns=2) as (figure, (cells, curves)):
        _triangle(figure, cells, table, unit, theme)
        for acts, colour, label, style in (
            (both, theme.completed, "either", "o-"),
            (helped, theme.helped, "offered help", "s--"),
            (asked, theme.asked, "asked for help", "D:"),
        ):
            share = _curve(members, acts, unit_hours, hours)
            curves.plot(share.index, share, style, color=colour, label=label, markersize=4)
        curves.set_xlabel(f"{unit}s since joining")
        curves.set_ylabel(f"% who did so in that {unit}")
        curves.set_ylim(0, 104)
        curves.grid(axis="y")
        curves.xaxis.get_major_locator().set_params(integer=True)
        headed(curves, "All who joined")
    overall = _curve(members, both, unit_hours, hours)
    ends = (said(overall.iloc[place]) if len(overall) else "none" for place in (0, -1))
    first, final = ends
    return Picture(
        "retention",
        figure,
        "Do people stay?",
        f"A heat map of cohorts by the {unit} in which people joined, and curves. In their first "
        f"{unit} {first} % of newcomers asked or offered help, in the last full {unit} that can be "
        f"seen {final} % did.",
        f"A cell is the share of those who joined in one {unit} that asked for help or offered it "
        f"so many {unit}s later; only whole {unit}s count.",
    )


def _cohorts(
    members: pd.DataFrame, acts: pd.DataFrame, unit_hours: int, hours: float
) -> pd.DataFrame:
    """Share of each cohort that acted, in %, by age; missing where the age is not over yet."""
    joined = members.set_index("member")["registered_hour"].clip(lower=0)
    cohort = (joined // unit_hours).astype(int)
    seen = _ages(joined, acts, unit_hours).assign(cohort=lambda f: f["member"].map(cohort))
    sizes = cohort.value_counts().sort_index()
    counts = seen.groupby(["cohort", "age"]).size().unstack(fill_value=0)
    ages = range(int(hours // unit_hours))
    table = counts.reindex(index=sizes.index, columns=ages, fill_value=0).astype(float)
    table = 100 * table.div(sizes, axis=0)
    for name in table.index:
        # The cohort's youngest must have lived through the whole of it.
        table.loc[name, [age for age in ages if (name + age + 2) * unit_hours > hours]] = np.nan
    table.loc[0] = 100 * counts.reindex(index=[0], columns=ages, fill_value=0).loc[0] / sizes[0]
    return table.dropna(how="all")


def _ages(joined: "pd.Series[float]", acts: pd.DataFrame, unit_hours: int) -> pd.DataFrame:
    known = acts.dropna()
    age = (known["hour"] - known["member"].map(joined)) // unit_hours
    return pd.DataFrame({"member": known["member"], "age": age}).dropna().drop_duplicates()


def _curve(
    members: pd.DataFrame, acts: pd.DataFrame, unit_hours: int, hours: float
) -> "pd.Series[float]":
    """Share of all who acted by age, in %, over those who have lived through the whole of it."""
    joined = members.set_index("member")["registered_hour"].clip(lower=0)
    whole = ((hours - joined) // unit_hours).astype(int)
    seen = _ages(joined, acts, unit_hours)
    seen = seen[seen["age"] < seen["member"].map(whole)]
    counts = seen["age"].value_counts()
    ages = [age for age in range(int(hours // unit_hours)) if (whole > age).any()]
    shares = [100 * counts.get(age, 0) / (whole > age).sum() for age in ages]
    return pd.Series(shares, index=ages, dtype=float)


def _triangle(figure: Any, axes: Any, table: pd.DataFrame, unit: str, theme: Theme) -> None:
    axes.set_title(f"By the {unit} of joining")
    axes.set_xlabel(f"{unit}s since joining")
    axes.set_ylabel(f"joined in {unit}")
    if table.empty:
        axes.text(0.5, 0.5, f"no whole {unit} yet", transform=axes.transAxes, ha="center")
        return
    image = axes.imshow(
        np.ma.masked_invalid(table.to_numpy()),
        cmap=fading(theme.completed),
        vmin=0,
        vmax=100,
        aspect="auto",
        interpolation="nearest",
    )
    axes.set_yticks(range(len(table)), [str(1 + name) for name in table.index])
    axes.xaxis.get_major_locator().set_params(integer=True)
    if table.size <= 80:
        for (row, column), value in np.ndenumerate(table.to_numpy()):
            if not np.isnan(value):
                colour = ON_COLOUR if value > 50 else theme.ink
                axes.text(column, row, f"{value:.0f}", ha="center", va="center", color=colour)
    figure.colorbar(image, ax=axes, label="% active", shrink=0.8)
