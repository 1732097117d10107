"""Draws a stored run: `python docs/pictures/draw.py RUN_FOLDER PICTURE.svg`.

Needs the extra `see`; `make picture` draws the README's. Six panels, one idea each: people, the
sizes of their communities, how many these are, what waits, how long, and how far requests came.
They are the report's pictures, in one frame.
"""

import sys
from pathlib import Path
from typing import Any

from model.crowding import SPLIT_MEMBERS
from reports import Run, load
from reports.canvas import Picture, canvas
from reports.colours import LIGHT
from reports.plots.lines import line, over_days, threshold
from reports.plots.requests import draw_funnel

THEME = LIGHT
PANELS: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...] = (
    ("People registered", "people", (("users_registered", THEME.blue, ""),)),
    (
        "Members of a community",
        "members",
        (
            ("members_per_community_max", THEME.vermilion, "largest"),
            ("members_per_community_mean", THEME.green, "mean"),
        ),
    ),
    (
        "Communities and their splits",
        "communities",
        (
            ("communities", THEME.blue, "communities"),
            ("splits_executed", THEME.vermilion, "splits so far"),
        ),
    ),
    (
        "Requests that wait",
        "requests",
        (
            ("requests_open", THEME.vermilion, "open"),
            ("requests_matched", THEME.green, "matched, not completed"),
        ),
    ),
    (
        "Median hours from posting to",
        "hours",
        (
            ("time_to_first_offer_median_h", THEME.orange, "first offer"),
            ("time_to_accept_median_h", THEME.green, "acceptance"),
            ("time_to_complete_median_h", THEME.blue, "completion"),
        ),
    ),
)


def picture_of(run: Run) -> Picture:
    """The six panels."""
    with canvas(THEME, rows=2, columns=3, inches=(4.0, 2.8)) as (figure, grid):
        for axes, (title, unit, names) in zip(grid, PANELS, strict=False):
            for name, colour, label in names:
                line(axes, run.measures, name, colour, label)
            over_days(axes, title, unit)
        threshold(grid[1], SPLIT_MEMBERS, f"may split at {SPLIT_MEMBERS}", THEME)
        _steps(grid[5], run)
    return Picture("month", figure, "A month", "Six panels; the README says what they show.")


def _steps(axes: Any, run: Run) -> None:
    draw_funnel(axes, run.requests, THEME, brief=True)
    axes.set_title("Requests that came so far")


if __name__ == "__main__":
    run_folder, file = sys.argv[1:]
    picture_of(load(run_folder)).save(Path(file))
