"""Measures over the days, as lines; those of an ensemble as a median with a band.

A frame of measures has a row per hour (its index) and a column per measure; an ensemble's has each
hour once per replication, which its column `replication` tells.
"""

from typing import Any

import pandas as pd

from model.clock import HOURS_PER_DAY
from reports.colours import Theme

REPLICATION = "replication"
BAND = (0.05, 0.95)
"""Nine of ten replications lie between these quantiles."""


def is_band(measures: pd.DataFrame) -> bool:
    """Whether these are the measures of many runs."""
    return REPLICATION in measures.columns


def last(measures: pd.DataFrame, name: str) -> float | None:
    """The last value of a measure (the median of many runs'), if there is any."""
    if name not in measures.columns:
        return None
    values = measures[name].dropna()
    if is_band(measures):
        values = values.groupby(level=0).median()
    return float(values.iloc[-1]) if len(values) else None


def line(
    axes: Any, measures: pd.DataFrame, name: str, colour: str, label: str, style: str = "-"
) -> None:
    """Draw a measure over the days; one that was never taken leaves the axes as they are."""
    if name not in measures.columns or not measures[name].notna().any():
        return
    values = measures[name]
    if is_band(measures):
        by_hour = values.groupby(level=0)
        low, high = (by_hour.quantile(share) for share in BAND)
        axes.fill_between(low.index / HOURS_PER_DAY, low, high, color=colour, alpha=0.18, lw=0)
        values = by_hour.median()
    axes.plot(values.index / HOURS_PER_DAY, values, color=colour, label=label, linestyle=style)


def over_days(axes: Any, title: str, unit: str, *, whole: bool = True, legend: bool = True) -> None:
    """What axes of time share: labels with units, lines of help, and a legend.

    `whole` says that there are only whole numbers.
    """
    axes.set_xlabel("virtual days")
    axes.set_ylabel(unit)
    axes.margins(x=0)
    axes.grid(axis="y")
    least = 1.05 if whole else 1e-9
    axes.set_ylim(0, max(axes.get_ylim()[1], least))
    thousands(axes.yaxis, whole=whole)
    if legend:
        headed(axes, title)
    else:
        axes.set_title(title)


def headed(axes: Any, title: str) -> None:
    """A title, and below it, above the axes, what the colours mean."""
    labels = axes.get_legend_handles_labels()[1]
    if not labels:
        axes.set_title(title)
        return
    axes.set_title(title, pad=21)
    axes.legend(
        loc="lower left",
        bbox_to_anchor=(-0.015, 0.985),
        ncols=len(labels),
        handlelength=1.3,
        columnspacing=1.2,
        borderaxespad=0.1,
    )


def thousands(axis: Any, *, whole: bool = True) -> None:
    """Numbers on an axis with separators, and few of them; whole ones, unless there are others."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=whole))
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))


def threshold(axes: Any, at: float, label: str, theme: Theme) -> None:
    """A dashed line across, with its meaning above its right end."""
    axes.axhline(at, color=theme.quiet, linestyle="--", linewidth=1)
    place = (0.995, at)
    axes.annotate(
        label,
        place,
        xycoords=("axes fraction", "data"),
        xytext=(0, 2),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=8,
        color=theme.quiet,
    )


def said(value: float | None, digits: int = 0) -> str:
    """A number as people read it; "none" where there is nothing to measure."""
    return "none" if value is None or pd.isna(value) else f"{value:,.{digits}f}"


def percent(part: float, whole: float) -> str:
    """A share in per cent; a dash of nothing."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


LONGEST_NAME = 30


def shortened(name: str) -> str:
    """A name from a run, for a label: both its ends, since halves of a split begin alike."""
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 11].rstrip()}…{name[-10:].lstrip()}"
    return plain(name)


def plain(label: str) -> str:
    """A label as text: an underline in front would hide it, and a dollar sign start a formula."""
    return label.lstrip("_").replace("$", r"\$")
