"""The trials of a study: how each ended, what it showed, and those that were lost on the way."""

import warnings
from collections.abc import Iterable

from optuna import Study
from optuna.exceptions import ExperimentalWarning
from optuna.storages import RetryHeartbeatStaleTrialCallback
from optuna.trial import FrozenTrial, TrialState

VALUES, DIGESTS, FAILURE, SECONDS, BY = "values", "digests", "failure", "seconds", "by"
"""Kept with a trial: measures by replication, digests, why it failed, wall time, the process."""


def finished(trial: FrozenTrial) -> bool:
    """Whether a trial has something to say: it came to its end, or was given up early."""
    return trial.state in (TrialState.COMPLETE, TrialState.PRUNED)


def complete(trial: FrozenTrial) -> bool:
    """Whether all replications of a trial were run."""
    return trial.state == TrialState.COMPLETE


def failed(trials: Iterable[FrozenTrial]) -> list[FrozenTrial]:
    """The trials that came to nothing by themselves; those that were lost are no longer asked."""
    all_of_them = list(trials)
    gone = lost(all_of_them)
    return [t for t in all_of_them if t.state == TrialState.FAIL and t.number not in gone]


def lost(trials: Iterable[FrozenTrial]) -> set[int]:
    """The numbers of trials whose process ended in the middle; each has been repeated."""
    return {number for trial in trials for number in trial.system_attrs.get("retry_history", ())}


def retry_of(trial: FrozenTrial) -> int | None:
    """The number of the lost trial that a trial repeats."""
    number: int | None = trial.system_attrs.get("failed_trial")
    return number


def repeat(study: Study, trial: FrozenTrial) -> None:
    """Ask for a lost trial once more: the next process that is free takes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ExperimentalWarning)
        again = RetryHeartbeatStaleTrialCallback()
    again(study, trial)


def repeat_running(study: Study) -> None:
    """Repeat all trials that seem to run, for whoever knows that nobody else works here."""
    for trial in study.get_trials(states=(TrialState.RUNNING,)):
        study.tell(trial.number, state=TrialState.FAIL)
        repeat(study, trial)
