"""The progress of a search: how many trials are over, and what is best so far."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from optuna import Study
from optuna.trial import FrozenTrial

from experiments.progress import shown
from experiments.tuning.loading import Tuning
from experiments.tuning.scoring import errors, mean, met, score
from experiments.tuning.trials import VALUES, complete, failed, finished


@dataclass(frozen=True, slots=True)
class Watch:
    """Tells of a search."""

    tuning: Tuning
    tell: Callable[[int, str], None]

    def show(self, study: Study) -> None:
        """Tell how it stands now."""
        trials = study.get_trials(deepcopy=False)
        over = sum(finished(one) for one in trials) + len(failed(trials))
        self.tell(over, self._words(trials, over))

    def _words(self, trials: list[FrozenTrial], over: int) -> str:
        broken = len(failed(trials))
        words = f"{over} of {self.tuning.targets.trials} trials"
        if broken:
            words += f", {broken} failed"
        done = [one for one in trials if complete(one)]
        if not done:
            return words
        best = min(done, key=lambda one: score_of(self.tuning, one))
        return f"{words}; best {best.number}: {told(self.tuning, best)}"


def score_of(tuning: Tuning, trial: FrozenTrial) -> float:
    """A trial's score."""
    distance = tuning.space.distance(trial.params)
    return score(tuning.targets, trial.user_attrs[VALUES], distance)


def meets_all(tuning: Tuning, trial: FrozenTrial) -> bool:
    """Whether a trial has met all targets with all of its replications."""
    goals = tuning.targets.targets
    return complete(trial) and len(met(tuning.targets, trial.user_attrs[VALUES])) == len(goals)


def told(tuning: Tuning, trial: FrozenTrial) -> str:
    """A trial in a few words: how many targets it met, and the one that it missed most."""
    values = trial.user_attrs[VALUES]
    reached, goals = met(tuning.targets, values), tuning.targets.targets
    words = f"{len(reached)} of {len(goals)} targets"
    if len(reached) == len(goals):
        return words
    off = errors(tuning.targets, values)
    worst = max((name for name in goals if name not in reached), key=lambda name: abs(off[name]))
    here = mean(values[worst])
    return f"{words}, {worst} {'-' if here is None else f'{here:.3g}'} for {goals[worst]}"


@contextmanager
def watched(tuning: Tuning, *, quiet: bool) -> Iterator[Watch]:
    """Progress towards the last trial while this lasts; none when quiet."""
    total = tuning.targets.trials
    with shown(total, f"0 of {total} trials", quiet=quiet) as tell:
        yield Watch(tuning, tell)
