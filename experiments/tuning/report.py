"""What a search has come to, as data: for `--json`, the tables, and the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from optuna.trial import FrozenTrial

from experiments.provenance import provenance
from experiments.statistics import Estimate, estimate
from experiments.tuning.ending import Candidate, Ending
from experiments.tuning.estimates import Range
from experiments.tuning.loading import Tuning
from experiments.tuning.place import TUNE
from experiments.tuning.scoring import errors, mean
from experiments.tuning.trials import (
    FAILURE,
    SECONDS,
    VALUES,
    complete,
    failed,
    finished,
    lost,
    retry_of,
)
from experiments.tuning.watching import meets_all, score_of

START, TUNED = 0, 1
"""The sides of the validation."""


@dataclass(frozen=True)
class Tuned:
    """A search that has ended, or stands where it stands: without an ending nothing is chosen."""

    tuning: Tuning
    trials: Sequence[FrozenTrial]
    ranges: Sequence[Range]
    ending: Ending | None
    seconds: float
    path: Path | None
    storage: str = ""

    @property
    def values(self) -> Mapping[str, float]:
        """The values that were found; those of the start before there are any."""
        return self.tuning.space.start if self.ending is None else self.ending.winner.values

    @property
    def reached(self) -> list[str]:
        """The measures that meet their targets on the seeds of the validation."""
        if self.ending is None:
            return []
        after = self.estimates(TUNED)
        goals = self.tuning.targets.targets
        return [name for name, goal in goals.items() if goal.met_by(after[name].mean)]

    @property
    def all_reached(self) -> bool:
        """Whether all targets are met."""
        return len(self.reached) == len(self.tuning.targets.targets)

    def estimates(self, side: int) -> dict[str, Estimate]:
        """Each measure of the validation, of the start or of what was found."""
        assert self.ending is not None
        return self.ending.validation.estimates(side)

    @property
    def first_to_meet(self) -> int | None:
        """The number of the first trial that met all targets on the trials' seeds."""
        return next((t.number for t in self.trials if meets_all(self.tuning, t)), None)

    def counts(self) -> dict[str, int]:
        """How the trials ended."""
        done = sum(complete(one) for one in self.trials)
        return {
            "complete": done,
            "given_up": sum(finished(one) for one in self.trials) - done,
            "failed": len(failed(self.trials)),
            "repeated": len(lost(self.trials)),
        }

    def failures(self) -> list[tuple[int, str]]:
        """The trials that came to nothing, and why."""
        return [(one.number, one.user_attrs.get(FAILURE, "")) for one in failed(self.trials)]

    def as_dict(self) -> dict[str, Any]:
        """All of it, for JSON."""
        start = self.tuning.start.scenario
        return {
            "kind": TUNE,
            "targets_file": self.tuning.stem,
            "scenario": self.tuning.original,
            "days": start.time.days,
            "objective": self.tuning.targets.objective,
            "replications": self.tuning.targets.replications,
            "search_seed": start.seed,
            "trials": self.counts(),
            "first_to_meet_all": self.first_to_meet,
            "targets": {name: self._target(name) for name in self.tuning.targets.targets},
            "all_reached": self.all_reached,
            "parameters": {one.name: self._parameter(one.name) for one in self._dimensions()},
            "candidates": [] if self.ending is None else [*map(self._candidate, self._best())],
            "trade_offs": trade_offs(self),
            "chosen_trial": None if self.ending is None else self.ending.winner.trial,
            "fresh_seeds": self._fresh_seeds(),
            "seconds": round(self.seconds, 1),
            "storage": self.storage,
            "versions": provenance(),
        }

    def _fresh_seeds(self) -> list[int]:
        if self.ending is None:
            return []
        return [kept.seed for kept in self.ending.validation.done_at(TUNED)]

    def _dimensions(self) -> Sequence[Any]:
        return self.tuning.space.dimensions

    def _best(self) -> Sequence[Candidate]:
        return [] if self.ending is None else self.ending.candidates

    def _target(self, name: str) -> dict[str, Any]:
        goal = self.tuning.targets.targets[name]
        told: dict[str, Any] = {"text": str(goal), **goal.model_dump(exclude_none=True)}
        if self.ending is not None:
            told["before"] = asdict(self.estimates(START)[name])
            told["after"] = asdict(self.estimates(TUNED)[name])
            told["met"] = name in self.reached
        return told

    def _parameter(self, name: str) -> dict[str, Any]:
        found = {one.name: one for one in self.ranges}.get(name)
        told: dict[str, Any] = {
            "start": self.tuning.space.start[name],
            "tuned": self.values[name] if self.ending is not None else None,
        }
        if found is not None:
            told |= {"low": found.low, "median": found.median, "high": found.high}
            told["undecided"] = found.undecided
        return told

    def _candidate(self, one: Candidate) -> dict[str, Any]:
        return {
            "trial": one.trial,
            "values": dict(one.values),
            "measures": {name: asdict(estimate(row)) for name, row in one.measured.items()},
            "errors": errors(self.tuning.targets, one.measured),
            "distance": one.distance,
            "score": one.score,
            "met": list(one.met),
        }


def trial_rows(tuning: Tuning, trials: Sequence[FrozenTrial]) -> list[dict[str, Any]]:
    """A row for each trial: how it ended, its values, and each measure's mean."""
    rows = []
    for one in trials:
        values = one.user_attrs.get(VALUES, {})
        rows.append(
            {
                "trial": one.number,
                "state": one.state.name.lower(),
                "repeats": retry_of(one),
                "score": score_of(tuning, one) if complete(one) else None,
                "seconds": one.user_attrs.get(SECONDS),
                **{one_.name: one.params.get(one_.name) for one_ in tuning.space.dimensions},
                **{name: mean(values.get(name, [])) for name in tuning.targets.targets},
                "replications": max((len(row) for row in values.values()), default=0),
            }
        )
    return rows


def trade_offs(tuned: Tuned) -> list[str]:
    """For each target the candidate that hits it best, and what that costs elsewhere."""
    if tuned.ending is None or len(tuned.ending.candidates) < 2:
        return []
    targets, winner = tuned.tuning.targets, tuned.ending.winner
    sentences = []
    for name in targets.targets:
        closest = min(
            tuned.ending.candidates, key=lambda one: abs(errors(targets, one.measured)[name])
        )
        sentences.append(_trade(tuned, name, closest, winner))
    nearest = min(tuned.ending.candidates, key=lambda one: one.distance)
    missed = len(targets.targets) - len(nearest.met)
    sentences.append(
        f"nearest to the start is trial {nearest.trial}"
        f"{_chosen(nearest, winner)}, missing {missed} of {len(targets.targets)} targets"
    )
    return sentences


def _trade(tuned: Tuned, name: str, closest: Candidate, winner: Candidate) -> str:
    off = errors(tuned.tuning.targets, closest.measured)
    said = f"{name} is hit best by trial {closest.trial}{_chosen(closest, winner)}"
    said += f", {abs(off[name]):.1f} tolerances off"
    others = {other: abs(error) for other, error in off.items() if other != name}
    if closest.trial == winner.trial or not others:
        return said
    worst = max(others, key=lambda other: others[other])
    return f"{said}; there {worst} is {others[worst]:.1f} off"


def _chosen(one: Candidate, winner: Candidate) -> str:
    return " (chosen)" if one.trial == winner.trial else ""
