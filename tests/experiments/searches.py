"""Small searches for the tests of tuning, in a world that answers at once.

In it the completion rate is the weight of complete_match, give or take a little chance, and the
feedback rate that of submit_feedback: so it is known what a search has to find.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from optuna import Study

from experiments.kept_open import KeptOpen
from experiments.replication import Replication, Result
from experiments.tuning.loading import Tuning, Wish, read_tuning
from experiments.tuning.search import Searching
from experiments.tuning.study import Storage, opened
from experiments.tuning.watching import watched
from tests.experiments.cases import Doing

COMPLETE = "profiles.requester.actions.complete_match"
THANK = "profiles.requester.actions.submit_feedback"
CHANCE = 0.01

TWO_TARGETS = """\
about: Which weights complete half and thank for a third?
scenario: quiet_week
replications: 4
trials: 20
changes: {profiles.requester.actions.submit_feedback: 0.9}
targets:
  completion_rate: {value: 0.5, tolerance: 0.03}
  feedback_rate: {value: 0.3, tolerance: 0.03}
parameters:
  profiles.requester.actions.complete_match: [0.05, 1]
  profiles.requester.actions.submit_feedback: [0.05, 1]
"""

type Work = Callable[[Replication], Result]


def targets_file(folder: Path, text: str = TWO_TARGETS, name: str = "two.yaml") -> str:
    """A targets file there."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def two(folder: Path, trials: int | None = None) -> Tuning:
    """The search for two targets."""
    return read_tuning(targets_file(folder), Wish(trials=trials))


def answered(asked: Replication) -> Result:
    """What a replication comes to in that world; chance is the seed's alone."""
    actions = asked.scenario.profiles["requester"].actions
    chance = random.Random(asked.seed)
    measures: dict[str, float | int | None] = {
        "completion_rate": actions["complete_match"] + chance.gauss(0, CHANCE),
        "feedback_rate": actions["submit_feedback"] + chance.gauss(0, CHANCE),
    }
    digest = f"{asked.seed}-{sorted(actions.items())}"
    return Result(asked.point, asked.number, asked.seed, 0.0, digest=digest, measures=measures)


class Counting:
    """Work that remembers what was asked, and can be told to do something at some point."""

    def __init__(self, work: Work = answered) -> None:
        self.asked: list[Replication] = []
        self._work = work

    def __call__(self, asked: Replication) -> Result:
        self.asked.append(asked)
        return self._work(asked)

    def seeds(self) -> Sequence[int]:
        return [asked.seed for asked in self.asked]


@contextmanager
def searched(tuning: Tuning, folder: Path | None = None, work: Work = answered) -> Iterator[Study]:
    """The study after its search."""
    with opened(tuning, Storage(folder)) as study:
        search(tuning, study, work)
        yield study


def search(tuning: Tuning, study: Study, work: Work = answered) -> None:
    """Search in that world."""
    with KeptOpen(Doing(work)) as engine, watched(tuning, quiet=True) as watch:
        Searching(tuning, study, engine, watch, shared=False).run()
