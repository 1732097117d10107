"""A picture for each measure of a sweep: its mean with the interval, over what was varied.

One or two varied keys become one picture with a line for each value of the second; more keys, and
samples, become a panel for each key with a dot for each point.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.errors import from_extra
from experiments.results import Results
from experiments.statistics import INTERVAL_IN_WORDS, Estimate
from reports.canvas import Picture, canvas
from reports.colours import LIGHT, Theme
from reports.plots.lines import headed, thousands

PLOTS = "plots"
MOST_LINES = 7
"""Values of a second key that can be told apart by colour."""

PANEL_INCHES = (6.0, 4.0)

type Dot = tuple[dict[str, Any], Estimate]


def draw_sweep(results: Results, names: Sequence[str], folder: Path) -> Iterator[Path]:
    """Draw these measures as SVG files, one after the other.

    Raises MissingExtraError without matplotlib.
    """
    from_extra("matplotlib.figure", "see", "a plot")
    folder.mkdir(exist_ok=True)
    for picture in pictures_of(results, names):
        yield picture.save(folder / f"{picture.name}.svg")


def pictures_of(
    results: Results, names: Sequence[str], *, theme: Theme = LIGHT
) -> Iterator[Picture]:
    """The pictures of these measures."""
    places = range(len(results.points))
    tables = [results.estimates(place) for place in places]
    values = [results.values(place) for place in places]
    for name in names:
        dots = [(point, table[name]) for point, table in zip(values, tables, strict=True)]
        yield _draw(name, dots, str(results.notes["asked"]["design"]), theme)


def _draw(name: str, dots: Sequence[Dot], design: str, theme: Theme) -> Picture:
    keys = list(dots[0][0])
    lines = design == "grid" and (
        len(keys) == 1
        or (len(keys) == 2 and len({point[keys[1]] for point, _ in dots}) <= MOST_LINES)
    )
    panels = 1 if lines else len(keys)
    with canvas(theme, columns=panels, inches=PANEL_INCHES) as (figure, axes):
        if lines:
            _lines(axes[0], keys, dots, theme)
        else:
            for place, key in enumerate(keys):
                _dots(axes[place], key, dots, theme.completed)
        axes[0].set_ylabel(name)
        headed(axes[0], f"Mean and {INTERVAL_IN_WORDS.split(',')[0]}")
        for panel in axes:
            panel.grid(axis="y")
            thousands(panel.yaxis, whole=False)
    told = "; ".join(_told(point, found) for point, found in dots[:12])
    return Picture(name, figure, name, f"The mean of {name} over {', '.join(keys)}: {told}.")


def _told(point: Mapping[str, Any], found: Estimate) -> str:
    where = ", ".join(str(value) for value in point.values())
    return f"at {where} {'none' if found.mean is None else f'{found.mean:.3g}'}"


def _lines(axis: Any, keys: Sequence[str], dots: Sequence[Dot], theme: Theme) -> None:
    first, *second = keys
    groups: dict[Any, list[Dot]] = {}
    for point, found in dots:
        groups.setdefault(point[second[0]] if second else None, []).append((point, found))
    for (value, group), colour in zip(groups.items(), theme.series, strict=False):
        label = f"{second[0]} = {value}" if second else None
        _bars(axis, first, group, "o-", label, colour)
    axis.set_xlabel(first)


def _dots(axis: Any, key: str, dots: Sequence[Dot], colour: str) -> None:
    _bars(axis, key, dots, "o", None, colour)
    axis.set_xlabel(key)


def _bars(
    axis: Any, key: str, dots: Sequence[Dot], style: str, label: str | None, colour: str
) -> None:
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
        color=colour,
        label=label,
    )


def _reach(upper: float | None, lower: float | None) -> float:
    return 0.0 if upper is None or lower is None else max(upper - lower, 0.0)
