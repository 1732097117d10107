"""What a sensitivity analysis has found: for JSON, as a tidy table, and from Python."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

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
