"""Pictures of ties: whether help comes back, and who carries how much of it."""

from typing import Any

import numpy as np
import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.karma import lorenz
from reports.plots.lines import headed, percent, said, thousands

MOST_HELPS = 8
"""Pairs with more helps between them share a bar."""


def pairs_of(exchanges: pd.DataFrame) -> pd.DataFrame:
    """A row for each two people who helped: `one other helps mutual`, in either direction."""
    helped = exchanges[exchanges["helper"] != exchanges["requester"]]
    people = np.sort(helped[["helper", "requester"]].to_numpy(dtype=str), axis=1)
    known = pd.DataFrame({"one": people[:, 0], "other": people[:, 1]})
    known["forth"] = helped["helper"].to_numpy() == known["one"]
    found = known.groupby(["one", "other"])["forth"].agg(["size", "sum"]).reset_index()
    mutual = (found["sum"] > 0) & (found["sum"] < found["size"])
    return found[["one", "other"]].assign(helps=found["size"], mutual=mutual)


def reciprocity(exchanges: pd.DataFrame) -> float | None:
    """The share of helps between two who have helped each other; None before there is any."""
    pairs = pairs_of(exchanges)
    whole = pairs["helps"].sum()
    return float(pairs.loc[pairs["mutual"], "helps"].sum() / whole) if whole else None


def mutual(exchanges: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """How often the same two help, one way or both, and how that share grows with time."""
    pairs = pairs_of(exchanges)
    with canvas(theme, columns=2) as (figure, (repeats, course)):
        _repeats(repeats, pairs, theme)
        days = exchanges["hour"] / 24
        moments = np.linspace(0, days.max() if len(days) else 1, 60)[1:]
        shares = [reciprocity(exchanges[days <= day]) for day in moments]
        course.plot(moments, [100 * (share or 0) for share in shares], color=theme.purple)
        course.set_title("Helps between two who helped each other")
        course.set_xlabel("virtual days")
        course.set_ylabel("% of all helps so far")
        course.set_ylim(bottom=0)
        course.margins(x=0)
        course.grid(axis="y")
    both = int(pairs["mutual"].sum())
    share = reciprocity(exchanges)
    told = said(None if share is None else 100 * share, 1)
    return Picture(
        "mutual",
        figure,
        "Does help come back?",
        f"Bars of {len(pairs):,} pairs by how many helps there were between them, {both:,} of them "
        f"in both directions, and a line of the share of mutual helps, {told} % at the end.",
        "A pair is mutual when each has helped the other at least once.",
    )


def _repeats(axes: Any, pairs: pd.DataFrame, theme: Theme) -> None:
    helps = pairs["helps"].clip(upper=MOST_HELPS)
    most = int(helps.max()) if len(helps) else 1
    below = np.zeros(most)
    for flag, colour, label in ((False, theme.helped, "one way"), (True, theme.purple, "mutual")):
        counts = np.bincount(helps[pairs["mutual"] == flag], minlength=most + 1)[1:]
        axes.bar(range(1, most + 1), counts, bottom=below, color=colour, label=label, width=0.75)
        below += counts
    labels = [f"{n}+" if n == MOST_HELPS else str(n) for n in range(1, most + 1)]
    axes.set_xticks(range(1, most + 1), labels)
    axes.set_xlabel("helps between the two")
    axes.set_ylabel("pairs")
    axes.grid(axis="y")
    thousands(axes.yaxis)
    headed(axes, "Pairs of people")


def load(members: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Who gives and who gets: Lorenz curves over people, and means by profile."""
    sides = (
        ("helps_given", theme.helped, "given", "-"),
        ("helps_received", theme.asked, "received", "--"),
    )
    known = members[members["profile"] != ""]
    means = known.groupby("profile")[["helps_given", "helps_received"]].mean()
    means = means.sort_values("helps_given")
    with canvas(theme, columns=2) as (figure, (curves, bars)):
        curves.plot([0, 100], [0, 100], color=theme.quiet, linestyle=":", linewidth=1)
        for column, colour, label, style in sides:
            people, parts = lorenz(members[column])
            curves.plot(100 * people, 100 * parts, style, color=colour, label=label)
        curves.set_xlabel("% of those who have any, the least first")
        curves.set_ylabel("% of all helps")
        curves.set_xlim(0, 100)
        curves.set_ylim(0, 100)
        headed(curves, "How evenly it is spread")
        places = np.arange(len(means))
        for (column, colour, label, _), at in zip(sides, (0.2, -0.2), strict=True):
            bars.barh(places + at, means[column], 0.38, color=colour, label=label)
        bars.set_yticks(places, [name.replace("_", " ") for name in means.index])
        bars.set_xlabel("helps a person, on average")
        bars.grid(axis="x")
        bars.tick_params(axis="y", length=0)
        headed(bars, "By profile")
    given = members["helps_given"].sort_values(ascending=False)
    top = given.head(max(1, len(given) // 10)).sum()
    return Picture(
        "load",
        figure,
        "Who carries how much",
        f"Two Lorenz curves and bars by profile. The tenth of the people who help most gives "
        f"{percent(float(top), float(given.sum()))} of all help.",
        "A profile is what somebody tends to do: a requester asks more often than others.",
    )
