"""The picture of a search: targets, parameters and score, trial by trial.

One row of panels for the score and the targets, one for the parameters. A dot is a trial, hollow
where it was given up early; green is a target's tolerance, or the range that was found for a
parameter; the dashed line is the start, the triangle what was chosen.
"""

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from experiments.errors import from_extra
from experiments.tuning.report import Tuned
from experiments.tuning.scoring import mean
from experiments.tuning.trials import VALUES, complete, finished
from experiments.tuning.watching import score_of

PICTURE_FILE = "search.svg"
PANEL_INCHES = (2.9, 2.4)
INK, QUIET, FOUND, CHOSEN = "#1b3a4b", "#8d99ae", "#3d8b7d", "#e07a5f"


def draw_search(tuned: Tuned, file: Path) -> None:
    """Draw it as SVG; raises MissingExtraError without matplotlib."""
    matplotlib = from_extra("matplotlib", "see", "a picture of the search")
    figures = from_extra("matplotlib.figure", "see", "a picture of the search")
    goals, dimensions = tuned.tuning.targets.targets, tuned.tuning.space.dimensions
    columns = max(1 + len(goals), len(dimensions))
    width, height = PANEL_INCHES
    # Text stays text, and a fixed salt keeps the file the same from one drawing to the next.
    style = {"svg.fonttype": "none", "svg.hashsalt": "karmyq", "font.size": 8}
    with matplotlib.rc_context(style):
        figure = figures.Figure(figsize=(width * columns, 2 * height), layout="constrained")
        grid = figure.subplots(2, columns, squeeze=False)
        _score(grid[0][0], tuned)
        for axes, name in zip(grid[0][1:], goals, strict=False):
            _target(axes, tuned, name)
        for axes, one in zip(grid[1], dimensions, strict=False):
            _parameter(axes, tuned, one)
        for axes in (*grid[0][1 + len(goals) :], *grid[1][len(dimensions) :]):
            axes.set_visible(False)
        for axes in grid.flat:
            axes.spines[["top", "right"]].set_visible(False)
            axes.title.set_fontsize(8)
            axes.tick_params(axis="y", which="minor", labelleft=False)
        for axes in grid[1]:
            axes.set_xlabel("trial")
        figure.savefig(file, format="svg", metadata={"Date": None})


def _score(axes: Any, tuned: Tuned) -> None:
    done = [one for one in tuned.trials if complete(one)]
    scores = [max(score_of(tuned.tuning, one), 1e-3) for one in done]
    numbers = [one.number for one in done]
    axes.set_title("score, and the best so far")
    axes.plot(numbers, scores, "o", color=QUIET, markersize=3)
    axes.step(numbers, list(accumulate(scores, min)), where="post", color=INK, linewidth=1.2)
    axes.set_yscale("log")


def _target(axes: Any, tuned: Tuned, name: str) -> None:
    goal = tuned.tuning.targets.targets[name]
    axes.set_title(f"{name}: {goal}")
    rows = [(one, mean(one.user_attrs[VALUES][name])) for one in tuned.trials if finished(one)]
    known = [(one, value) for one, value in rows if value is not None]
    _dots(axes, [one for one, _ in known], [value for _, value in known])
    lowest, highest = axes.get_ylim()
    axes.axhspan(max(goal.low, lowest), min(goal.high, highest), color=FOUND, alpha=0.25, lw=0)
    _chosen(axes, tuned, [(one.number, value) for one, value in known])


def _parameter(axes: Any, tuned: Tuned, dimension: Any) -> None:
    name = dimension.name
    axes.set_title(name)
    seen = [one for one in tuned.trials if finished(one)]
    _dots(axes, seen, [one.params[name] for one in seen])
    axes.axhline(dimension.start, color=QUIET, linestyle="--", linewidth=1)
    for found in tuned.ranges:
        if found.name == name:
            axes.axhspan(found.low, found.high, color=FOUND, alpha=0.25, lw=0)
    if dimension.log:
        axes.set_yscale("log")
    _chosen(axes, tuned, [(one.number, one.params[name]) for one in seen])


def _dots(axes: Any, trials: Sequence[Any], values: Sequence[float]) -> None:
    faces = [INK if complete(one) else "none" for one in trials]
    numbers = [one.number for one in trials]
    axes.scatter(numbers, values, s=12, facecolors=faces, edgecolors=INK, linewidths=0.8)


def _chosen(axes: Any, tuned: Tuned, points: Sequence[tuple[int, float]]) -> None:
    if tuned.ending is None:
        return
    for number, value in points:
        if number == tuned.ending.winner.trial:
            axes.plot([number], [value], "^", color=CHOSEN, markersize=7)
