"""Pictures of several runs over each other: one colour and one line style a side."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.karma import lorenz as lorenz_of
from reports.plots.lines import BAND, is_band, last, line, over_days, plain, said, thousands
from reports.plots.requests import draw_survival, steps_of
from reports.survival import survival_of, until

STYLES = ("-", "--", ":", "-.")
MAIN: tuple[tuple[str, str, str], ...] = (
    ("users_registered", "People", "people"),
    ("communities", "Communities", "communities"),
    ("members_per_community_mean", "Members per community", "members"),
    ("requests_open", "Requests without a helper", "requests"),
    ("completion_rate", "Completed of all requests", "share"),
    ("time_to_first_offer_median_h", "To a first offer, median", "hours"),
    ("feedback_rate", "Ratings written", "share"),
    ("karma_gini", "Gini of karma", "Gini coefficient"),
    ("reciprocity", "Mutual helps", "share"),
)
"""The measures that are drawn, with what they are called and their units."""
ROWS = 3


def looks(labels: Sequence[str], theme: Theme) -> dict[str, tuple[str, str]]:
    """The colour and the line style of each side."""
    colours = theme.series
    return {
        label: (colours[place % len(colours)], STYLES[place % len(STYLES)])
        for place, label in enumerate(labels)
    }


def over_time(sides: Mapping[str, pd.DataFrame], *, theme: Theme = LIGHT) -> Picture:
    """The main measures over the days, from frames of measures by name."""
    styles = looks(list(sides), theme)
    banded = any(is_band(measures) for measures in sides.values())
    with canvas(theme, rows=ROWS, columns=3, inches=(3.5, 2.4)) as (figure, grid):
        for axes, (name, title, unit) in zip(grid, MAIN, strict=True):
            for label, measures in sides.items():
                colour, style = styles[label]
                line(axes, measures, name, colour, plain(label), style)
            over_days(axes, title, unit, legend=False, whole=unit not in ("share", "hours"))
        _legend(figure, grid[0])
    told = [_last(sides, name, title) for name, title, _ in MAIN[:5]]
    bands = (
        "Lines are medians of many runs, nine of ten runs lie within the band." if banded else ""
    )
    return Picture(
        "overlay",
        figure,
        "Over time",
        f"Nine line charts over virtual days. At the end: {'; '.join(told)}.",
        bands,
    )


def _last(sides: Mapping[str, pd.DataFrame], name: str, title: str) -> str:
    values = ", ".join(f"{label} {said(last(frame, name), 2)}" for label, frame in sides.items())
    return f"{title.lower()}: {values}"


def finals(sides: Mapping[str, pd.DataFrame], *, theme: Theme = LIGHT) -> Picture:
    """The main measures at the end, a dot for each run, from a frame of final measures a side."""
    styles = looks(list(sides), theme)
    height = 1.15 + 0.34 * len(sides)
    with canvas(theme, rows=ROWS, columns=3, inches=(3.5, height)) as (figure, grid):
        for place, (axes, (name, title, unit)) in enumerate(zip(grid, MAIN, strict=True)):
            for row, (label, frame) in enumerate(sides.items()):
                _strip(axes, frame.get(name), row, styles[label][0], theme)
            axes.set_title(title)
            axes.set_xlabel(unit)
            axes.set_ylim(len(sides) - 0.4, -0.6)
            names = [plain(label) for label in sides] if place % 3 == 0 else []
            axes.set_yticks(range(len(names)), names)
            axes.tick_params(axis="y", length=0)
            axes.spines["left"].set_visible(False)
            axes.grid(axis="x")
            thousands(axes.xaxis, whole=False)
            axes.margins(x=0.08)
    middle = [
        f"{label}: {MAIN[4][1].lower()} {said(frame[MAIN[4][0]].median(), 3)}"
        for label, frame in sides.items()
        if MAIN[4][0] in frame
    ]
    return Picture(
        "finals",
        figure,
        "At the end",
        "Nine strips with a dot for each run. Medians: " + "; ".join(middle),
        "A dot is a run, the bar is their median, and the line holds nine of ten runs.",
    )


def _strip(
    axes: Any, values: "pd.Series[float] | None", row: int, colour: str, theme: Theme
) -> None:
    if values is None or not values.notna().any():
        return
    values = values.dropna()
    low, high = (values.quantile(share) for share in BAND)
    # Dots beside each other where they would hide each other; the same in every drawing.
    beside = 0.16 * (np.arange(len(values)) % 5 - 2) / 2 if len(values) > 1 else np.zeros(1)
    axes.plot(values, row + beside, "o", color=colour, alpha=0.45, markersize=3.5, mew=0)
    if len(values) > 1:
        axes.plot([low, high], [row, row], color=colour, linewidth=1.4)
        middle = values.median()
        axes.plot([middle, middle], [row - 0.3, row + 0.3], color=theme.ink, linewidth=1.6)


def survival(sides: Mapping[str, tuple[pd.DataFrame, float]], *, theme: Theme = LIGHT) -> Picture:
    """How long requests wait for a helper and for completion, side by side.

    From frames of requests with how many hours their runs lasted.
    """
    styles = looks(list(sides), theme)
    told, reach = [], 1.0
    with canvas(theme, columns=2, sharey=True) as (figure, grid):
        for axes, milestone, title in zip(
            grid,
            ("accepted_hour", "completed_hour"),
            ("No helper yet", "Not completed yet"),
            strict=True,
        ):
            for label, (requests, hours) in sides.items():
                found = survival_of(*until(requests, milestone, hours))
                colour, style = styles[label]
                draw_survival(axes, found, colour, plain(label), style=style)
                reach = max(reach, found.nearly_over)
                told.append(f"{title.lower()}, {label}: half after {said(found.median, 1)} hours")
            axes.set_title(title)
            axes.set_xlabel("hours since posting")
            axes.grid(axis="y")
        for axes in grid:
            axes.set_xlim(0, reach)
        grid[0].set_ylim(0, 1.02)
        grid[0].set_ylabel("share still waiting")
        _legend(figure, grid[0])
    return Picture(
        "overlay-survival",
        figure,
        "How long requests wait",
        "Falling curves of the share of requests that still wait. " + "; ".join(told),
        "Kaplan–Meier estimates with 95 % bands.",
    )


def shares(
    sides: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]], *, theme: Theme = LIGHT
) -> Picture:
    """How far requests come, and how evenly karma lies, from frames of requests and of members."""
    styles = looks(list(sides), theme)
    told = []
    with canvas(theme, columns=2) as (figure, (funnel, karma)):
        width = 0.8 / max(len(sides), 1)
        steps: Sequence[str] = ()
        for place, (label, (requests, members)) in enumerate(sides.items()):
            colour, style = styles[label]
            found = steps_of(requests)
            steps = found["step"].tolist()
            parts = 100 * found["requests"] / max(len(requests), 1)
            funnel.barh(np.arange(len(parts)) + place * width, parts, width, color=colour)
            people, had = lorenz_of(members["karma"])
            karma.plot(100 * people, 100 * had, style, color=colour, label=plain(label))
            told.append(f"{label}: {parts.iloc[3]:.1f} % completed")
        funnel.set_yticks(np.arange(len(steps)) + 0.4 - width / 2, steps)
        funnel.invert_yaxis()
        funnel.set_xlabel("% of requests posted")
        funnel.set_title("From request to rating")
        funnel.grid(axis="x")
        karma.plot([0, 100], [0, 100], color=theme.quiet, linestyle="--", linewidth=1)
        karma.set_title("Karma, Lorenz curves")
        karma.set_xlabel("% of people, the poorest first")
        karma.set_ylabel("% of all karma")
        karma.set_xlim(0, 100)
        karma.set_ylim(0, 100)
        _legend(figure, karma)
    return Picture(
        "overlay-shares",
        figure,
        "How far requests come, how evenly karma lies",
        "Bars of the share of requests that came so far, and Lorenz curves. " + "; ".join(told),
    )


def _legend(figure: Any, axes: Any) -> None:
    handles = axes.get_legend_handles_labels()
    if handles[1]:
        figure.legend(*handles, loc="outside upper left", ncols=4, handlelength=2.2)
