"""Pictures of requests: how far they come, how long that takes, and what waits."""

from typing import Any

import numpy as np
import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, REQUEST_TYPES, Theme, of
from reports.plots.lines import headed, last, line, over_days, percent, said, thousands
from reports.survival import Survival, survival_of, until

MILESTONES = (
    ("first_offer_hour", "first offer"),
    ("accepted_hour", "acceptance"),
    ("completed_hour", "completion"),
)


def steps_of(requests: pd.DataFrame) -> pd.DataFrame:
    """How many requests came how far: `step requests median_hours`, the hours since posting."""
    rows: list[tuple[str, int, float | None]] = [("posted", len(requests), None)]
    for milestone, step in zip(
        ("first_offer_hour", "accepted_hour", "completed_hour"),
        ("with an offer", "with a helper", "completed"),
        strict=True,
    ):
        hours = hours_to(requests, milestone).sort_values()
        # The upper of two middle values, as the run's own measure has it.
        middle = None if hours.empty else float(hours.iloc[len(hours) // 2])
        rows.append((step, int(requests[milestone].count()), middle))
    rows.append(("rated", int((requests["feedback"] > 0).sum()), None))
    return pd.DataFrame(rows, columns=["step", "requests", "median_hours"])


def hours_to(requests: pd.DataFrame, milestone: str) -> "pd.Series[float]":
    """Hours from posting to a milestone, of the requests that reached it.

    A helper who was asked first, or proposed, makes no offer: the first one took no time then.
    """
    reached = requests[requests["offers"] > 0] if milestone == "first_offer_hour" else requests
    return (reached[milestone] - reached["posted_hour"]).dropna()


def funnel(requests: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Request, offer, acceptance, completion, rating: how many, which share, how soon."""
    with canvas(theme, inches=(8.2, 2.9)) as (figure, (axes,)):
        steps = draw_funnel(axes, requests, theme)
    feedback = int(requests["feedback"].sum())
    completed = int(requests["completed_hour"].notna().sum())
    return Picture(
        "funnel",
        figure,
        "From request to rating",
        "Horizontal bars: "
        + "; ".join(f"{row.step} {row.requests:,}" for row in steps.itertuples()),
        "Each share is of the step before; hours are the median since posting. Both sides can "
        f"rate: {feedback:,} did, {percent(feedback, 2 * completed)} of two for each completed "
        "request.",
    )


def draw_funnel(
    axes: Any, requests: pd.DataFrame, theme: Theme, *, brief: bool = False
) -> pd.DataFrame:
    """The bars, and the steps that they show; `brief` says only how many."""
    steps = steps_of(requests)
    colours = (theme.asked, theme.helped, theme.helped, theme.completed, theme.purple)
    counts = steps["requests"].tolist()
    axes.barh(steps["step"], counts, color=colours, height=0.62)
    axes.invert_yaxis()
    for place, count in enumerate(counts):
        axes.annotate(
            f"{count:,}" if brief else _about(steps, place),
            (count, place),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            color=theme.ink,
        )
    most = max(counts[0], 1)
    axes.set_xlim(0, 1.45 * most)
    thousands(axes.xaxis)
    axes.set_xticks([at for at in axes.get_xticks() if 0 <= at <= 1.05 * most])
    axes.set_xlabel("requests")
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    return steps


def _about(steps: pd.DataFrame, place: int) -> str:
    row = steps.iloc[place]
    told = f"{row['requests']:,}"
    if place:
        told += f"  ·  {percent(row['requests'], steps['requests'].iloc[place - 1])}"
    if pd.notna(row["median_hours"]):
        told += f"  ·  after {row['median_hours']:.1f} h"
    return told


def survival(requests: pd.DataFrame, hours: float, *, theme: Theme = LIGHT) -> Picture:
    """The share of requests still waiting, by hours since posting (Kaplan and Meier)."""
    with canvas(theme, columns=2, sharey=True) as (figure, (all_types, by_type)):
        accepted = survival_of(*until(requests, "accepted_hour", hours))
        completed = survival_of(*until(requests, "completed_hour", hours))
        draw_survival(all_types, accepted, theme.asked, "no helper yet")
        draw_survival(all_types, completed, theme.completed, "not completed yet")
        shown = max(accepted.nearly_over, completed.nearly_over)
        for kind, colour in REQUEST_TYPES.items():
            some = requests[requests["type"] == kind]
            if len(some):
                found = survival_of(*until(some, "accepted_hour", hours))
                draw_survival(by_type, found, of(theme, {kind: colour}, kind), kind, band=False)
        _waiting_axes(all_types, "All requests", shown)
        _waiting_axes(by_type, "No helper yet, by type", shown)
        by_type.set_ylabel("")
    halves = [said(found.median, 1) for found in (accepted, completed)]
    return Picture(
        "survival",
        figure,
        "How long requests wait",
        "Falling curves of the share of requests that still wait, by hours since posting. Half "
        f"have a helper after {halves[0]} hours and are completed after {halves[1]} hours.",
        "Kaplan–Meier estimates with 95 % bands, drawn to where they fall by one in a hundred at "
        "most. Requests that wait when the run ends, expire or are withdrawn count for as long as "
        "they were seen.",
    )


def draw_survival(
    axes: Any, found: Survival, colour: str, label: str, *, band: bool = True, style: str = "-"
) -> None:
    """One curve; the band is where the true one lies with 95 %."""
    axes.step(found.hours, found.share, where="post", color=colour, label=label, linestyle=style)
    if band:
        axes.fill_between(
            found.hours, found.low, found.high, step="post", color=colour, alpha=0.18, lw=0
        )


def _waiting_axes(axes: Any, title: str, hours: float) -> None:
    axes.set_xlabel("hours since posting")
    axes.set_ylabel("share still waiting")
    axes.set_ylim(0, 1.02)
    axes.set_xlim(0, 1.02 * hours)
    axes.grid(axis="y")
    headed(axes, title)


def times(requests: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """Hours from posting to first offer, acceptance and completion, as distributions."""
    told = []
    with canvas(theme, columns=3, inches=(3.5, 2.7)) as (figure, panels):
        colours = (theme.orange, theme.helped, theme.completed)
        for axes, (milestone, name), colour in zip(panels, MILESTONES, colours, strict=True):
            hours = hours_to(requests, milestone)
            _distribution(axes, hours, colour, theme)
            axes.set_title(f"To {name}")
            told.append(f"{name} {said(hours.median() if len(hours) else None, 1)} hours")
        panels[0].set_ylabel("% of those requests")
    return Picture(
        "times",
        figure,
        "Time to first offer, acceptance, completion",
        "Three histograms over hours since posting, on a logarithmic scale. Medians: "
        + ", ".join(told),
        "Only requests that came so far; those that still wait are in the curves above.",
    )


def _distribution(axes: Any, hours: "pd.Series[float]", colour: str, theme: Theme) -> None:
    axes.set_xlabel("hours since posting")
    axes.set_xscale("log")
    axes.grid(axis="y")
    shortest = 1 / 60
    longest = max(float(hours.max()) if len(hours) else 1.0, 1.0)
    bins = np.geomspace(shortest, longest * 1.01, 30)
    if len(hours):
        weights = np.full(len(hours), 100 / len(hours))
        axes.hist(hours.clip(lower=shortest), bins=bins, weights=weights, color=colour, alpha=0.85)
        axes.axvline(hours.median(), color=theme.ink, linestyle="--", linewidth=1)
    ticks = {1 / 60: "1 min", 1: "1 h", 24: "1 d", 168: "1 w"}
    axes.set_xlim(shortest, longest * 1.01)
    shown = {at: label for at, label in ticks.items() if at <= longest}
    axes.set_xticks(list(shown), list(shown.values()))
    axes.minorticks_off()


def waiting(measures: pd.DataFrame, *, theme: Theme = LIGHT) -> Picture:
    """What waits at each hour, and the medians so far, from a frame of measures."""
    with canvas(theme, columns=2) as (figure, (stock, patience)):
        line(stock, measures, "requests_open", theme.asked, "without a helper")
        line(stock, measures, "requests_matched", theme.helped, "with a helper, not completed")
        over_days(stock, "Requests that wait", "requests")
        for name, colour, label in (
            ("time_to_first_offer_median_h", theme.orange, "first offer"),
            ("time_to_accept_median_h", theme.helped, "acceptance"),
            ("time_to_complete_median_h", theme.completed, "completion"),
        ):
            line(patience, measures, name, colour, label)
        over_days(patience, "Median so far, from posting to", "hours", whole=False)
    opened, matched = (said(last(measures, name)) for name in ("requests_open", "requests_matched"))
    return Picture(
        "waiting",
        figure,
        "What waits",
        f"Two line charts over virtual days. At the end {opened} requests have no helper and "
        f"{matched} have one but are not completed.",
    )
