"""What trials say about values that nobody has tried: a Gaussian process for each measure.

Each learns a measure over the parameters, which are scaled to 0..1, from the means of the trials
(scikit-learn; Matérn 5/2, a length for each parameter, white noise, all by maximum likelihood).
Three things make it unsure: few trials near by, chance in the trials, and the block of seeds that
all trials share, whose luck no trial shows. The last is the variance between replications over
their number.

From it follows how probable values are to meet all targets: for the next proposal, and for what can
be said about each parameter in the end.
"""

import warnings
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.errors import from_extra
from experiments.tuning.targets import Goal

type Matrix = NDArray[np.float64]
type Vector = NDArray[np.float64]

EXTRA, PURPOSE = "tune", "run.py tune"
LENGTHS = (0.05, 20.0)
"""Within which the lengths are sought; 1 is the whole range of a parameter."""

NOISES = (1e-6, 1.0)
"""Within which the noise is sought; 1 is the variance of the measure over all trials."""

LEAST_VARIANCE = 1e-12
ANYTHING = 1e6
"""The spread of a measure of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A trial: its place in 0..1 for each parameter, and each measure's value by replication."""

    place: tuple[float, ...]
    values: Mapping[str, Sequence[float | None]]


def one_core() -> AbstractContextManager[Any]:
    """While this lasts linear algebra uses one core.

    The matrices are small, so that threads would wait for one another, and with another number of
    threads sums end in other last digits.
    """
    limits: AbstractContextManager[Any] = from_extra(
        "threadpoolctl", EXTRA, PURPOSE
    ).threadpool_limits(1)
    return limits


class Emulator:
    """Means and spreads of the targets' measures everywhere, learnt from trials."""

    def __init__(self, goals: Mapping[str, Goal], trials: Sequence[Observed]) -> None:
        self._goals = goals
        self._known = {name: _Process(name, trials) for name in goals}

    def log_probability(self, places: Matrix) -> Vector:
        """The logarithm of the probability that all targets are met, for each place.

        Measures count as independent given the place. Far from the targets the logarithm still
        falls, so that it leads back to them.
        """
        total = np.zeros(len(places))
        for name, goal in self._goals.items():
            mean, spread = self._known[name].at(places)
            total += _log_between((goal.low - mean) / spread, (goal.high - mean) / spread)
        return total


def _log_between(low: Vector, high: Vector) -> Vector:
    """The logarithm of the probability that a standard normal lies there, exact in both tails."""
    log_ndtr = from_extra("scipy.special", EXTRA, PURPOSE).log_ndtr
    flipped = low > 0
    low, high = np.where(flipped, -high, low), np.where(flipped, -low, high)
    upper, lower = log_ndtr(high), log_ndtr(low)
    result: Vector = upper + np.log1p(-np.exp(np.minimum(lower - upper, -LEAST_VARIANCE)))
    return result


class _Process:
    """One measure over the parameters."""

    def __init__(self, name: str, trials: Sequence[Observed]) -> None:
        rows = [(one.place, [v for v in one.values[name] if v is not None]) for one in trials]
        rows = [(place, values) for place, values in rows if values]
        self._process: Any = None
        if len(rows) < 2:
            return
        self._block = _luck_of_block([values for _, values in rows])
        means = np.array([np.mean(values) for _, values in rows])
        self._process = _fitted(np.array([place for place, _ in rows]), means)
        self._noise = self._process.kernel_.k2.noise_level * float(means.var())

    def at(self, places: Matrix) -> tuple[Vector, Vector]:
        """Mean of what many fresh seeds would show there, and how far it may be off."""
        if self._process is None:
            return np.zeros(len(places)), np.full(len(places), ANYTHING)
        mean, spread = self._process.predict(places, return_std=True)
        # A prediction's spread holds the noise of one more trial, and none is made.
        sure = np.maximum(spread**2 - self._noise, LEAST_VARIANCE)
        return mean, np.sqrt(sure + self._block)


def _luck_of_block(rows: Sequence[Sequence[float]]) -> float:
    """The variance of a mean over the block: that within a trial, over its replications."""
    several = [row for row in rows if len(row) > 1]
    if not several:
        return 0.0
    within = float(np.mean([np.var(row, ddof=1) for row in several]))
    return within / max(len(row) for row in several)


def _fitted(places: Matrix, means: Vector) -> Any:
    kernels = from_extra("sklearn.gaussian_process.kernels", EXTRA, PURPOSE)
    processes = from_extra("sklearn.gaussian_process", EXTRA, PURPOSE)
    convergence = from_extra("sklearn.exceptions", EXTRA, PURPOSE).ConvergenceWarning
    shape = kernels.Matern(np.ones(places.shape[1]), LENGTHS, nu=2.5)
    kernel = kernels.ConstantKernel(1.0, (0.01, 100.0)) * shape
    process = processes.GaussianProcessRegressor(
        kernel + kernels.WhiteKernel(0.01, NOISES), normalize_y=True, random_state=0
    )
    with warnings.catch_warnings():
        # A length at its bound says that a parameter does nothing, which is an answer.
        warnings.simplefilter("ignore", convergence)
        return process.fit(places, means)
