"""What an experiment is before it runs: its points, and which replications each of them gets.

A point is a complete scenario with a name for people: an ensemble has one, a comparison two, a
sweep one for each combination of values. All points share one block of seeds.
"""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from experiments.errors import ExperimentError
from experiments.provenance import fingerprint
from experiments.replication import Replication
from experiments.seeds import seed_of
from scenarios import Scenario

type Value = str | int | float | bool | None

MOST_REPLICATIONS = 1_000_000


@dataclass(frozen=True, slots=True)
class Point:
    """A scenario, the values that tell it from the other points, and how to load it again.

    `source` is what `run.py run` takes, `changes` are its --set options.
    """

    label: str
    scenario: Scenario
    source: str
    changes: tuple[str, ...] = ()
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def fingerprint(self) -> str:
        """The digest of the scenario's values, the seed left out."""
        return fingerprint(self.scenario)

    def command(self, seed: int) -> str:
        """The command line that repeats a replication of this point, in a folder of its own."""
        words = ["run.py", "run", self.source, "--seed", str(seed)]
        for change in self.changes:
            words += ["--set", change]
        return shlex.join(words)


@dataclass(frozen=True, slots=True)
class Plan:
    """An experiment: `kind` is the command's name, `asked` what its options said, for people."""

    kind: str
    base_seed: int
    replications: int
    points: Sequence[Point]
    asked: Mapping[str, object]
    hourly: bool = False

    def __post_init__(self) -> None:
        """Refuse what could never be run."""
        if not 1 <= self.replications <= MOST_REPLICATIONS:
            raise ExperimentError(
                f"replications: expects a number from 1 to {MOST_REPLICATIONS:,}; "
                f"found {self.replications}"
            )

    def seeds(self) -> list[int]:
        """The block of seeds that every point is run with, in the order of the replications."""
        return [seed_of(self.base_seed, number) for number in range(self.replications)]

    def all_replications(self) -> Iterator[Replication]:
        """Every replication: the first of each point, then the second of each.

        So an experiment that is stopped early has something to say about every point.
        """
        for number, seed in enumerate(self.seeds()):
            for place, point in enumerate(self.points):
                yield Replication(place, number, seed, point.scenario, self.hourly)
