"""What an experiment has come to so far, read from its result file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.experiment import digest_of, failures
from experiments.plan import Value
from experiments.replication import Measures
from experiments.statistics import Estimate, estimate
from experiments.store import DONE, Kept, Store
from model.measures import MEASURES

type Numbers = dict[str, list[float | None]]


@dataclass(frozen=True)
class Results:
    """An experiment: its points, replications and measures, and where it is kept."""

    notes: Mapping[str, Any]
    points: Sequence[Mapping[str, Any]]
    replications: Sequence[Kept]
    measures: Mapping[tuple[int, int], Measures]
    path: Path | None = None

    @classmethod
    def of(cls, store: Store, path: Path | None = None) -> "Results":
        """All that a result file holds."""
        return cls(store.notes(), store.points(), store.replications(), store.measures(), path=path)

    @property
    def kind(self) -> str:
        """The command that it was asked with: ensemble, sweep or compare."""
        return str(self.notes["kind"])

    @property
    def done(self) -> list[Kept]:
        """The replications that have a result."""
        return [kept for kept in self.replications if kept.state == DONE]

    @property
    def failed(self) -> list[Kept]:
        """The replications that came to nothing; each says why, and how to repeat it."""
        return failures(self.replications)

    @property
    def seconds(self) -> float:
        """Wall time so far, over all sessions."""
        return float(self.notes.get("seconds", 0.0))

    @property
    def digest(self) -> str:
        """The same for the same replications, wherever and in whatever order they were run."""
        return digest_of(self.replications)

    def values(self, point: int = 0) -> dict[str, Value]:
        """What tells a point from the others: key to value."""
        return dict(self.points[point]["values"])

    def numbers(self, point: int = 0) -> Numbers:
        """Measure to its values, in the order of the replications that are done."""
        rows = [self.measures.get((kept.point, kept.number), {}) for kept in self.done_at(point)]
        return {name: [row.get(name) for row in rows] for name in self.names}

    def done_at(self, point: int) -> list[Kept]:
        """The replications of a point that are done."""
        return [kept for kept in self.done if kept.point == point]

    @cached_property
    def names(self) -> list[str]:
        """The measures, in the order of the list of measures."""
        present = {name for row in self.measures.values() for name in row}
        return [measure.name for measure in MEASURES if measure.name in present]

    def estimates(self, point: int = 0) -> dict[str, Estimate]:
        """Measure to what the replications of a point say about it."""
        return {name: estimate(values) for name, values in self.numbers(point).items()}

    def rows(self) -> list[dict[str, Any]]:
        """One row a replication: point, varied values, number, seed, state, digest, measures."""
        return [
            {
                "point": kept.point,
                "label": self.points[kept.point]["label"],
                **self.values(kept.point),
                "replication": kept.number,
                "seed": kept.seed,
                "state": kept.state,
                "digest": kept.digest,
                "seconds": kept.seconds,
                **{
                    name: self.measures.get((kept.point, kept.number), {}).get(name)
                    for name in self.names
                },
            }
            for kept in self.replications
        ]

    def frame(self) -> Any:
        """`rows` as a pandas DataFrame."""
        import pandas as pd  # a second to import, and only notebooks want it

        return pd.DataFrame(self.rows())

    def as_dict(self, *, with_points: bool = True) -> dict[str, Any]:
        """What every kind of experiment says of itself, for JSON; points with their estimates."""
        points = {"points": self._points_told()} if with_points else {}
        return {
            "kind": self.kind,
            "base_seed": self.notes["base_seed"],
            "replications_done": len(self.done),
            "replications_asked": len(self.replications),
            "seconds": self.seconds,
            "experiment_digest": self.digest,
            "failed": [
                {"point": k.point, "number": k.number, "seed": k.seed}
                | {"failure": k.failure, "command": k.command}
                for k in self.failed
            ],
            **points,
            "versions": self.notes["versions"],
        }

    def _points_told(self) -> list[dict[str, Any]]:
        return [
            {
                "label": point["label"],
                "values": self.values(place),
                "measures": {name: asdict(found) for name, found in self.estimates(place).items()},
            }
            for place, point in enumerate(self.points)
        ]
