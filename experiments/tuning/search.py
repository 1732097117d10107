"""The search: trial after trial, each a block of replications, until it is enough.

1. a trial that another process has left in the middle is taken first
2. half of its replications run; one that then is far off, and worse than the median of those
   before, is given up
3. the other half runs, and its score is told

A search ends when its trials are used up, or when several of them have met all targets.
"""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os import getpid, uname
from time import perf_counter, sleep
from typing import Any

from optuna import Study, Trial, TrialPruned
from optuna.exceptions import ExperimentalWarning
from optuna.storages import fail_stale_trials
from optuna.trial import FrozenTrial, TrialState

from experiments.engine import run_all
from experiments.kept_open import KeptOpen
from experiments.replication import Replication, Result
from experiments.tuning.loading import Tuning
from experiments.tuning.scoring import errors, measured, objectives, score
from experiments.tuning.study import replications
from experiments.tuning.trials import (
    BY,
    DIGESTS,
    FAILURE,
    SECONDS,
    VALUES,
    lost,
    repeat,
    repeat_running,
)
from experiments.tuning.watching import Watch, meets_all

ENOUGH = 10
"""After so many trials that met all targets a search ends; it re-scores as many in the end."""

HOPELESS = 2.0
"""A trial that misses no target by more tolerances after half of its seeds is never given up."""

SECONDS_BETWEEN_LOOKS = 1.0


class TrialFailed(Exception):
    """A replication of a trial came to nothing."""


@dataclass(frozen=True, slots=True)
class Searching:
    """A search on the way."""

    tuning: Tuning
    study: Study
    engine: KeptOpen
    watch: Watch
    shared: bool

    def run(self) -> None:
        """Try until it is enough; raises KeyboardInterrupt after Ctrl-C, with all trials kept."""
        if not self.shared:
            repeat_running(self.study)
        while not self._enough():
            if self._all_out():
                sleep(SECONDS_BETWEEN_LOOKS)  # others are at the last trials
                self._repeat_silent()
                continue
            self.study.optimize(self._tried, n_trials=1, catch=(TrialFailed,))
            self.watch.show(self.study)

    def _repeat_silent(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ExperimentalWarning)
            fail_stale_trials(self.study)

    def _enough(self) -> bool:
        trials = self.study.get_trials(deepcopy=False)
        return is_over(self.tuning, trials)

    def _all_out(self) -> bool:
        trials = self.study.get_trials(deepcopy=False)
        waiting = any(one.state == TrialState.WAITING for one in trials)
        return not waiting and len(trials) - len(lost(trials)) >= self.tuning.targets.trials

    def _tried(self, trial: Trial) -> float | Sequence[float]:
        trial.set_user_attr(BY, f"{uname().nodename}:{getpid()}")
        values = {name: self._suggested(trial, name) for name in self.tuning.space.start}
        try:
            return self._scored(trial, values)
        except KeyboardInterrupt:
            # Optuna counts it as failed; whoever goes on begins with it.
            frozen = self.study.get_trials(deepcopy=True)[trial.number]
            repeat(self.study, frozen)
            raise

    def _suggested(self, trial: Trial, name: str) -> float:
        one = next(one for one in self.tuning.space.dimensions if one.name == name)
        if one.whole:
            return trial.suggest_int(name, int(one.low), int(one.high), log=one.log)
        return trial.suggest_float(name, one.low, one.high, log=one.log)

    def _scored(self, trial: Trial, values: dict[str, float]) -> float | Sequence[float]:
        began, targets = perf_counter(), self.tuning.targets
        asked, results = replications(self.tuning, values), list[Result]()
        half = (len(asked) + 1) // 2
        distance = self.tuning.space.distance(values)
        self._run(trial, asked[:half], results)
        if targets.objective == "weighted":
            so_far = measured(targets, results)
            trial.report(score(targets, so_far, distance), half)
            if _far(errors(targets, so_far)) and trial.should_prune():
                self._keep(trial, results, began)
                raise TrialPruned
        self._run(trial, asked[half:], results)
        self._keep(trial, results, began)
        aims = objectives(targets, measured(targets, results), distance)
        return aims if len(aims) > 1 else aims[0]

    def _run(self, trial: Trial, asked: Sequence[Replication], results: list[Result]) -> None:
        run_all(asked, self.engine, results.append)
        broken = next((result for result in results if result.failure), None)
        if broken is not None:
            why = f"replication {broken.number} with seed {broken.seed}: {broken.failure}"
            trial.set_user_attr(FAILURE, why)
            raise TrialFailed(why)

    def _keep(self, trial: Trial, results: Sequence[Result], began: float) -> None:
        facts: dict[str, Any] = {
            VALUES: measured(self.tuning.targets, results),
            DIGESTS: [one.digest for one in sorted(results, key=lambda one: one.number)],
            SECONDS: round(perf_counter() - began, 3),
        }
        for name, fact in facts.items():
            trial.set_user_attr(name, fact)


def _far(off: Mapping[str, float]) -> bool:
    return max(map(abs, off.values())) > HOPELESS


def is_over(tuning: Tuning, trials: Sequence[FrozenTrial]) -> bool:
    """Whether all trials have ended that a search may make, or enough have met all targets."""
    ended = [one for one in trials if one.state.is_finished()]
    if len(ended) - len(lost(trials)) >= tuning.targets.trials:
        return not any(one.state == TrialState.RUNNING for one in trials)
    return len([one for one in trials if meets_all(tuning, one)]) >= ENOUGH
