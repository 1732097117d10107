"""A picture for each measure of a sweep: its mean with the interval, over what was varied.

One or two varied keys become one picture with a line for each value of the second; more keys, and
samples, become a panel for each key with a dot for each point.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.errors import from_extra
from experiments.results import Results
from experiments.statistics import INTERVAL_IN_WORDS, Estimate

PLOTS = "plots"
MOST_LINES = 8
"""Values of a second key that can be told apart by colour."""

PANEL_INCHES = (6.0, 4.0)

type Dot = tuple[dict[str, Any], Estimate]


def draw_sweep(results: Results, names: Sequence[str], folder: Path) -> Iterator[Path]:
    """Draw these measures as SVG files, one after the other.

    Raises MissingExtraError without matplotlib.
    """
    figures = from_extra("matplotlib.figure", "see", "a plot")
    places = range(len(results.points))
    tables = [results.estimates(place) for place in places]
    values = [results.values(place) for place in places]
    folder.mkdir(exist_ok=True)
    for name in names:
        dots = [(point, table[name]) for point, table in zip(values, tables, strict=True)]
        file = folder / f"{name}.svg"
        _draw(figures.Figure, name, dots, str(results.notes["asked"]["design"])).savefig(file)
        yield file


def _draw(figure_class: Any, name: str, dots: Sequence[Dot], design: str) -> Any:
    keys = list(dots[0][0])
    lines = design == "grid" and (
        len(keys) == 1
        or (len(keys) == 2 and len({point[keys[1]] for point, _ in dots}) <= MOST_LINES)
    )
    panels = 1 if lines else len(keys)
    width, height = PANEL_INCHES
    figure = figure_class(figsize=(width * panels, height), layout="constrained")
    axes = figure.subplots(1, panels, squeeze=False)[0]
    if lines:
        _lines(axes[0], keys, dots)
    else:
        for place, key in enumerate(keys):
            _dots(axes[place], key, dots)
    axes[0].set_ylabel(name)
    figure.suptitle(f"{name}: mean and {INTERVAL_IN_WORDS.split(',')[0]}", fontsize="medium")
    return figure


def _lines(axis: Any, keys: Sequence[str], dots: Sequence[Dot]) -> None:
    first, *second = keys
    groups: dict[Any, list[Dot]] = {}
    for point, found in dots:
        groups.setdefault(point[second[0]] if second else None, []).append((point, found))
    for value, group in groups.items():
        label = f"{second[0]} = {value}" if second else None
        _bars(axis, first, group, "o-", label)
    axis.set_xlabel(first)
    if second:
        axis.legend(fontsize="small")


def _dots(axis: Any, key: str, dots: Sequence[Dot]) -> None:
    _bars(axis, key, dots, "o", None)
    axis.set_xlabel(key)


def _bars(axis: Any, key: str, dots: Sequence[Dot], style: str, label: str | None) -> None:
    shown = [(point[key], found) for point, found in dots if found.mean is not None]
    axis.errorbar(
        [x for x, _ in shown],
        [found.mean for _, found in shown],
        yerr=[
            [_reach(found.mean, found.mean_low) for _, found in shown],
            [_reach(found.mean_high, found.mean) for _, found in shown],
        ],
        fmt=style,
        capsize=3,
        label=label,
    )


def _reach(upper: float | None, lower: float | None) -> float:
    return 0.0 if upper is None or lower is None else max(upper - lower, 0.0)
