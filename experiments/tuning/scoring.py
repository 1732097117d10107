"""How good a trial is: its distance from the targets, and from the start.

score = Σ priority · error² / Σ priority  +  closeness · distance from the start

An error is in tolerances, of the mean over replications; distance is the mean square over the
parameters, 1 for their whole range. 0 is perfect.
"""

from collections.abc import Mapping, Sequence
from statistics import fmean

from experiments.replication import Result
from experiments.tuning.targets import Goal, Targets

MISSING = 100.0
"""The error, in tolerances, of a measure that has no value: nobody posted, so nothing completed."""

type Measured = Mapping[str, Sequence[float | None]]
"""Each target's measure, by replication."""


def measured(targets: Targets, results: Sequence[Result]) -> dict[str, list[float | None]]:
    """What replications say about the targets, in the order of their numbers."""
    in_order = sorted(results, key=lambda result: result.number)
    return {name: [one.measures.get(name) for one in in_order] for name in targets.targets}


def mean(values: Sequence[float | None]) -> float | None:
    """The mean over the replications that have a value."""
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def errors(targets: Targets, values: Measured) -> dict[str, float]:
    """How far each measure is from its target, in tolerances."""
    return {name: _error(goal, mean(values[name])) for name, goal in targets.targets.items()}


def _error(goal: Goal, value: float | None) -> float:
    return MISSING if value is None else max(min(goal.error(value), MISSING), -MISSING)


def met(targets: Targets, values: Measured) -> list[str]:
    """The measures that have reached their targets."""
    return [name for name, goal in targets.targets.items() if goal.met_by(mean(values[name]))]


def score(targets: Targets, values: Measured, distance: float) -> float:
    """One number over all targets; less is better."""
    goals, off = targets.targets, errors(targets, values)
    weights = sum(goal.priority for goal in goals.values())
    missed = sum(goal.priority * off[name] ** 2 for name, goal in goals.items()) / weights
    return missed + targets.closeness * distance


def objectives(targets: Targets, values: Measured, distance: float) -> list[float]:
    """What the search makes small: the score, or with `pareto` each error, and the distance."""
    if targets.objective == "weighted":
        return [score(targets, values, distance)]
    return [*(abs(error) for error in errors(targets, values).values()), distance]
