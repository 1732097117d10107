"""What the trials say about each parameter: the values with which all targets are met.

The emulator gives each place of the space the probability that all targets are met there. Walkers
of emcee (Goodman and Weare's affine-invariant sampler) visit places in that proportion; nothing is
preferred within the bounds. An interval holds 95 % of the visits. It is wide where the targets do
not decide about a parameter, and that is what it is for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from optuna.trial import FrozenTrial

from experiments.errors import from_extra
from experiments.statistics import CONFIDENCE
from experiments.tuning.emulator import EXTRA, PURPOSE, Emulator, Matrix, Observed, one_core
from experiments.tuning.loading import Tuning
from experiments.tuning.sampler import observed
from experiments.tuning.trials import finished
from experiments.tuning.watching import meets_all

WALKERS, STEPS, FORGOTTEN = 256, 120, 50
"""How many walk, how far, and how many first steps are forgotten."""

REACH = 0.05
"""How far around the trials walkers look for where to begin, in shares of a range."""

LOOKED_AT = 4000
UNDECIDED = 0.8
"""From this share of the bounds on, an interval says that the targets do not decide."""


@dataclass(frozen=True, slots=True)
class Range:
    """A parameter's values with which all targets are met: the median, and 95 % of them."""

    name: str
    start: float
    median: float
    low: float
    high: float
    undecided: bool

    def holds(self, value: float) -> bool:
        """Whether a value is among them."""
        return self.low <= value <= self.high


def ranges(tuning: Tuning, trials: Sequence[FrozenTrial], seed: int) -> list[Range]:
    """The range of each parameter; none while no trial has met all targets."""
    if not any(meets_all(tuning, one) for one in trials):
        return []
    seen = [observed(tuning, one) for one in trials if finished(one)]
    with one_core():
        visited = _visited(Emulator(tuning.targets.targets, seen), seen, seed)
    tail = (1 - CONFIDENCE) / 2
    low, middle, high = np.quantile(visited, (tail, 0.5, 1 - tail), axis=0)
    return [
        Range(
            name=one.name,
            start=one.start,
            median=one.value(float(middle[column])),
            low=one.value(float(low[column])),
            high=one.value(float(high[column])),
            undecided=bool(high[column] - low[column] >= UNDECIDED),
        )
        for column, one in enumerate(tuning.space.dimensions)
    ]


def _visited(emulator: Emulator, seen: Sequence[Observed], seed: int) -> Matrix:
    emcee = from_extra("emcee", EXTRA, PURPOSE)
    chance = np.random.RandomState(seed % 2**32)  # emcee takes no other
    began = _beginnings(emulator, seen, chance)
    size = began.shape[1]

    def log_probability(places: Matrix) -> Any:
        inside = np.all((places >= 0) & (places <= 1), axis=1)
        found = emulator.log_probability(np.clip(places, 0, 1))
        return np.where(inside, found, -np.inf)

    # Moves by differences between walkers also lead from one region to another.
    moves = [(emcee.moves.DEMove(), 0.8), (emcee.moves.DESnookerMove(), 0.2)]
    walk = emcee.EnsembleSampler(WALKERS, size, log_probability, moves=moves, vectorize=True)
    walk.random_state = chance.get_state()
    walk.run_mcmc(began, STEPS, skip_initial_state_check=True)
    visited: Matrix = walk.get_chain(discard=FORGOTTEN, flat=True)
    return visited


def _beginnings(emulator: Emulator, seen: Sequence[Observed], chance: Any) -> Matrix:
    """Where the walkers begin: drawn by probability, so that none begins where nothing is met."""
    trials = np.array([one.place for one in seen])
    near = trials[chance.choice(len(trials), LOOKED_AT)]
    near = near + chance.normal(0, REACH, near.shape)
    looked = np.clip(np.vstack([chance.random_sample(near.shape), near]), 1e-6, 1 - 1e-6)
    worth = emulator.log_probability(looked)
    shares = np.exp(worth - worth.max())
    drawn = looked[chance.choice(len(looked), WALKERS, p=shares / shares.sum())]
    began: Matrix = np.clip(drawn + chance.normal(0, 0.005, drawn.shape), 1e-6, 1 - 1e-6)
    return began
