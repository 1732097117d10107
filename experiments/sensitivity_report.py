"""What a sensitivity analysis leaves in its folder: a tidy table, a tornado for each measure."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from experiments.errors import from_extra
from experiments.results import Results
from experiments.sensitivity_analysis import (
    Chance,
    Index,
    Screened,
    chances,
    indices,
    matching,
    screened,
)

BAR_INCHES, FRAME_INCHES, WIDTH_INCHES = 0.42, 1.6, 7.5
FIRST, TOTAL, EFFECT = "#0072B2", "#E69F00", "#999999"
"""Colours that people who see fewer of them can tell apart (Okabe and Ito)."""


@dataclass(frozen=True, slots=True)
class Influence:
    """A sensitivity analysis from Python: its runs, and what they say of measures and keys."""

    results: Results
    screening: Sequence[Screened]
    indices: Sequence[Index]
    chance: Sequence[Chance]

    @classmethod
    def of(cls, results: Results) -> "Influence":
        """What the runs of an analysis say."""
        return cls(results, screened(results), indices(results), chances(results))

    def frame(self) -> Any:
        """The tidy table, a row for each measure and key, as a pandas DataFrame."""
        import pandas as pd  # a second to import, and only notebooks want it

        return pd.DataFrame(sensitivity_rows(self.results))


def sensitivity_of(results: Results) -> dict[str, Any]:
    """The findings, for JSON."""
    found = screened(results)
    return {
        "asked": dict(results.notes["asked"]),
        "keys_that_matter": matching(results, found),
        "screening": [asdict(one) for one in found],
        "indices": [asdict(one) for one in indices(results)],
        "chance": [asdict(one) for one in chances(results)],
    }


def sensitivity_rows(results: Results) -> list[dict[str, Any]]:
    """One row for each measure and key: the effect, and the indices where there are some."""
    by_place = {(one.measure, one.key): one for one in indices(results)}
    luck = {one.measure: one for one in chances(results)}
    rows = []
    for one in screened(results):
        index, chance = by_place.get((one.measure, one.key)), luck[one.measure]
        rows.append(
            {
                **asdict(one),
                **{
                    name: None if index is None else getattr(index, name)
                    for name in Index.__slots__
                    if name not in ("measure", "key")
                },
                "seed_share": chance.seed_share,
                "noise_share": chance.noise_share,
            }
        )
    return rows


def draw_tornados(results: Results, folder: Path) -> Iterator[Path]:
    """A tornado for each measure as an SVG file: the longest bar on top, with its interval.

    Raises MissingExtraError without matplotlib.
    """
    figures = from_extra("matplotlib.figure", "see", "a plot")
    found, explained = screened(results), indices(results)
    folder.mkdir(exist_ok=True)
    for name in dict.fromkeys(one.measure for one in found):
        effects = [one for one in found if one.measure == name]
        bars = [one for one in explained if one.measure == name]
        file = folder / f"tornado-{name}.svg"
        _tornado(figures.Figure, name, effects, bars).savefig(file)
        yield file


def _tornado(
    figure_class: Any, name: str, effects: Sequence[Screened], bars: Sequence[Index]
) -> Any:
    height = FRAME_INCHES + BAR_INCHES * (2 if bars else 1) * len(bars or effects)
    figure = figure_class(figsize=(WIDTH_INCHES, height), layout="constrained")
    axis = figure.subplots()
    if bars:
        _index_bars(axis, bars)
        left_out = [one.key for one in effects if one.key not in {bar.key for bar in bars}]
        below = f"\nleft out by the screening: {', '.join(left_out)}" if left_out else ""
        axis.set_xlabel(f"share of the variance of {name}, with 95 % intervals{below}")
        axis.set_title(f"What {name} depends on", fontsize="medium")
    else:
        _effect_bars(axis, effects)
        axis.set_xlabel(f"mean absolute effect on {name} over the range, with 95 % intervals")
        axis.set_title(f"What moves {name}: screening alone", fontsize="medium")
    axis.axvline(0, color="black", linewidth=0.8)
    return figure


def _index_bars(axis: Any, bars: Sequence[Index]) -> None:
    ordered = sorted(bars, key=lambda one: one.total)
    for offset, colour, label, kind in (
        (0.2, TOTAL, "with all others (total)", "total"),
        (-0.2, FIRST, "alone (first order)", "first"),
    ):
        values = [getattr(one, kind) for one in ordered]
        reach = [getattr(one, f"{kind}_high") - getattr(one, kind) for one in ordered]
        places = [place + offset for place in range(len(ordered))]
        axis.barh(places, values, height=0.36, xerr=reach, capsize=3, color=colour, label=label)
    axis.set_yticks(range(len(ordered)), [one.key for one in ordered])
    axis.legend(fontsize="small", loc="lower right")


def _effect_bars(axis: Any, effects: Sequence[Screened]) -> None:
    ordered = sorted(effects, key=lambda one: one.mu_star)
    reach = [one.high - one.mu_star for one in ordered]
    values = [one.mu_star for one in ordered]
    axis.barh(range(len(ordered)), values, height=0.6, xerr=reach, capsize=3, color=EFFECT)
    axis.set_yticks(range(len(ordered)), [one.key for one in ordered])
