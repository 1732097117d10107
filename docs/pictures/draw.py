"""Draws a stored run: `python docs/pictures/draw.py RUN_FOLDER PICTURE.svg`.

Needs the extra `see`; `make picture` draws the README's. Six panels, one idea each: people, the
sizes of their communities, how many these are, what waits, how long, and how far requests came.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from model.runlog import read_measures

SPLIT_THRESHOLD_MEMBERS = 140

Series = dict[str, list[tuple[float, float]]]

INK, QUIET = "#1b3a4b", "#8d99ae"
WARM, FRESH = "#e07a5f", "#3d8b7d"


def series_of(file: Path) -> Series:
    """Each measure as (day, value) pairs."""
    series: Series = defaultdict(list)
    for hour, name, value in read_measures(file):
        if value is not None:
            series[name].append((hour / 24, value))
    return series


def line(axes: Axes, series: Series, name: str, label: str, colour: str) -> None:
    """One measure over the days."""
    days, values = zip(*series[name], strict=True)
    axes.plot(days, values, color=colour, linewidth=1.6, label=label)


def funnel(axes: Axes, series: Series) -> None:
    """How many requests came how far."""
    created, rate = series["requests_created"][-1][1], series["offer_rate"][-1][1]
    offered = created * rate
    accepted = offered * series["accept_rate"][-1][1]
    steps = {
        "posted": created,
        "offered": offered,
        "accepted": accepted,
        "completed": series["requests_completed"][-1][1],
    }
    axes.barh(list(steps), list(steps.values()), color=[QUIET, FRESH, FRESH, INK], height=0.6)
    axes.invert_yaxis()
    for row, value in enumerate(steps.values()):
        axes.annotate(f" {value:,.0f}", (value, row), va="center", fontsize=9, color=INK)
    axes.set_xlim(0, created * 1.2)
    axes.xaxis.set_visible(False)


def threshold(axes: Axes) -> None:
    """Where karmyq lets a community propose to split."""
    axes.axhline(SPLIT_THRESHOLD_MEMBERS, color=QUIET, linestyle="--", linewidth=1)
    label = f"may split at {SPLIT_THRESHOLD_MEMBERS}"
    right = axes.dataLim.x1
    axes.annotate(
        label, (right, SPLIT_THRESHOLD_MEMBERS), ha="right", va="bottom", fontsize=8, color=QUIET
    )


def panels(grid: Iterable[Axes], series: Series) -> None:
    """One idea each."""
    people, sizes, communities, waiting, patience, steps = grid
    people.set_title("People registered")
    line(people, series, "users_registered", "registered", INK)
    sizes.set_title("Members of a community")
    line(sizes, series, "members_per_community_max", "largest", WARM)
    line(sizes, series, "members_per_community_mean", "mean", FRESH)
    threshold(sizes)
    communities.set_title("Communities and their splits")
    line(communities, series, "communities", "communities", INK)
    line(communities, series, "splits_executed", "splits so far", WARM)
    waiting.set_title("Requests that wait")
    line(waiting, series, "requests_open", "open", WARM)
    line(waiting, series, "requests_matched", "matched, not yet completed", FRESH)
    patience.set_title("Median hours from posting to")
    line(patience, series, "time_to_first_offer_median_h", "first offer", WARM)
    line(patience, series, "time_to_accept_median_h", "acceptance", FRESH)
    line(patience, series, "time_to_complete_median_h", "completion", INK)
    steps.set_title("Requests that came so far")
    funnel(steps, series)
    for axes in (people, sizes, communities, waiting, patience):
        axes.set_xlabel("virtual days")
        axes.set_ylim(bottom=0)
        axes.margins(x=0)
    for axes in (sizes, waiting):
        axes.legend(frameon=False, loc="lower right", fontsize=8)
    # Where these lines leave room.
    communities.legend(frameon=False, loc="center right", fontsize=8)
    patience.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 0.45), fontsize=8)


def draw(series: Series, file: Path) -> None:
    """The picture, as SVG or whatever else the file's name says."""
    # Text stays text, and a fixed salt keeps the file the same from one drawing to the next.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "karmyq", "font.size": 9})
    figure, grid = plt.subplots(2, 3, figsize=(12, 5.6), layout="constrained")
    panels(grid.flat, series)
    for axes in grid.flat:
        axes.spines[["top", "right"]].set_visible(False)
        axes.title.set_fontweight("bold")
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)


if __name__ == "__main__":
    run_folder, picture = map(Path, sys.argv[1:])
    draw(series_of(run_folder / "run.sqlite"), picture)
