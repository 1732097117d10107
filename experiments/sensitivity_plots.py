"""A tornado for each measure of a sensitivity analysis: the longest bar on top, with its interval.

Bars are Sobol' indices; where there are none, the effects of the screening.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from experiments.errors import from_extra
from experiments.results import Results
from experiments.sensitivity_analysis import Index, Screened, indices, screened
from reports.canvas import Picture, canvas
from reports.colours import LIGHT

BAR_INCHES, FRAME_INCHES, WIDTH_INCHES = 0.4, 1.4, 7.5
HALF = 0.2
"""How far the two bars of a key stand from its middle."""


def draw_tornados(results: Results, folder: Path) -> Iterator[Path]:
    """Draw each measure as an SVG file, one after the other.

    Raises MissingExtraError without matplotlib.
    """
    from_extra("matplotlib", "see", "a plot")
    found, explained = screened(results), indices(results)
    folder.mkdir(exist_ok=True)
    for name in dict.fromkeys(one.measure for one in found):
        bars = [one for one in explained if one.measure == name]
        effects = [one for one in found if one.measure == name]
        picture = _of_indices(name, bars, effects) if bars else _of_effects(name, effects)
        yield picture.save(folder / f"{picture.name}.svg")


def _of_indices(name: str, bars: Sequence[Index], effects: Sequence[Screened]) -> Picture:
    ordered = sorted(bars, key=lambda one: one.total)
    left_out = [one.key for one in effects if one.key not in {bar.key for bar in bars}]
    below = f"\nleft as in the scenario: {', '.join(left_out)}" if left_out else ""
    with canvas(inches=_size(2 * len(ordered))) as (figure, (axis,)):
        for offset, colour, label, kind in (
            (HALF, LIGHT.orange, "with all others (total)", "total"),
            (-HALF, LIGHT.blue, "alone (first order)", "first"),
        ):
            values = [getattr(one, kind) for one in ordered]
            reach = [getattr(one, f"{kind}_high") - getattr(one, kind) for one in ordered]
            _bars(axis, values, reach, colour, offset=offset, label=label)
        _keys(axis, [one.key for one in ordered])
        axis.legend(loc="lower right")
        axis.set_xlabel(f"share of the variance, with 95 % intervals{below}")
        axis.set_title(f"What {name} depends on")
    told = "; ".join(f"{one.key} {one.first:.2f} and {one.total:.2f}" for one in reversed(ordered))
    alt = f"Shares of the variance of {name}, alone and with all others: {told}."
    return Picture(f"tornado-{name}", figure, f"What {name} depends on", alt)


def _of_effects(name: str, effects: Sequence[Screened]) -> Picture:
    ordered = sorted(effects, key=lambda one: one.mu_star)
    with canvas(inches=_size(len(ordered))) as (figure, (axis,)):
        values = [one.mu_star for one in ordered]
        reach = [one.high - one.mu_star for one in ordered]
        _bars(axis, values, reach, LIGHT.mist)
        _keys(axis, [one.key for one in ordered])
        axis.set_xlabel("mean absolute change over the range, with 95 % intervals")
        axis.set_title(f"What moves {name}, by the screening")
    told = "; ".join(f"{one.key} {one.mu_star:.3g}" for one in reversed(ordered))
    alt = f"Mean absolute change of {name} over the range of each key: {told}."
    return Picture(f"tornado-{name}", figure, f"What moves {name}", alt)


def _size(bars: int) -> tuple[float, float]:
    return WIDTH_INCHES, FRAME_INCHES + BAR_INCHES * bars


def _bars(
    axis: Any,
    values: Sequence[float],
    reach: Sequence[float],
    colour: str,
    *,
    offset: float = 0.0,
    label: str | None = None,
) -> None:
    places = [place + offset for place in range(len(values))]
    height = 2 * HALF if label is None else 2 * HALF - 0.04
    style = {"color": colour, "ecolor": LIGHT.ink, "capsize": 3, "label": label}
    axis.barh(places, values, height=height, xerr=list(reach), **style)


def _keys(axis: Any, names: Sequence[str]) -> None:
    axis.set_yticks(range(len(names)), names)
    axis.axvline(0, color=LIGHT.ink, linewidth=0.8)
