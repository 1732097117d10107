"""Draws the README's picture from a stored run: `python docs/pictures/draw.py RUN_FOLDER`.

Needs the extra `see`. Four panels, one idea each: people, what waits, how long it waits, and how
far requests came.
"""

import sys
from collections import defaultdict
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from model.runlog import read_measures

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


def draw(series: Series, file: Path) -> None:
    """The picture, as SVG."""
    # Text stays text, and a fixed salt keeps the file the same from one drawing to the next.
    mpl.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "karmyq", "font.size": 9})
    figure, grid = plt.subplots(2, 2, figsize=(10, 5.6), layout="constrained")
    people, waiting, patience, steps = grid.flat
    line(people, series, "users_registered", "registered", INK)
    line(people, series, "members_per_community_mean", "members per community, mean", FRESH)
    people.set_title("People")
    line(waiting, series, "requests_open", "open", WARM)
    line(waiting, series, "requests_matched", "matched, not yet completed", FRESH)
    waiting.set_title("Requests that wait")
    line(patience, series, "time_to_first_offer_median_h", "first offer", WARM)
    line(patience, series, "time_to_accept_median_h", "acceptance", FRESH)
    line(patience, series, "time_to_complete_median_h", "completion", INK)
    patience.set_title("Median hours from posting to")
    funnel(steps, series)
    steps.set_title("Requests that came so far")
    for axes in (people, waiting, patience):
        axes.set_xlabel("virtual days")
        axes.set_ylim(bottom=0)
        axes.margins(x=0)
        axes.legend(frameon=False, loc="best")
    for axes in grid.flat:
        axes.spines[["top", "right"]].set_visible(False)
        axes.title.set_fontweight("bold")
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    draw(series_of(Path(sys.argv[1]) / "run.sqlite"), Path(__file__).with_name("quiet_week.svg"))
