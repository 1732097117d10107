"""What replications say about a measure: its middle, its spread, and how sure the mean is.

The interval is Student's t over replications, which are independent since their seeds are; values
within a run are not, and are never pooled. A measure without a value in a replication (no request,
so no completion rate) leaves that replication out, and `replications` says how many remained.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.errors import from_extra

CONFIDENCE = 0.95
BAND = (0.05, 0.95)
INTERVAL_IN_WORDS = "95 % confidence interval of the mean, Student's t over replications"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure over replications; the interval needs two of them."""

    replications: int
    mean: float | None
    median: float | None
    sd: float | None
    band_low: float | None
    band_high: float | None
    mean_low: float | None
    mean_high: float | None


NOTHING = Estimate(0, *(None,) * 7)


def estimate(values: Iterable[float | None]) -> Estimate:
    """Mean, median, 5-95 % band and the mean's 95 % confidence interval."""
    given = np.array([value for value in values if value is not None], dtype=float)
    if not given.size:
        return NOTHING
    mean = float(given.mean())
    low, high = (float(bound) for bound in np.quantile(given, BAND))
    middle = (given.size, mean, float(np.median(given)))
    if given.size == 1:
        return Estimate(*middle, None, low, high, None, None)
    sd = float(given.std(ddof=1))
    return Estimate(*middle, sd, low, high, *interval_of_mean(given))


def interval_of_mean(values: Sequence[float] | np.ndarray) -> tuple[float, float]:
    """Student's t interval of the mean of two or more values; a point where all are equal."""
    given = np.asarray(values, dtype=float)
    mean, sd = float(given.mean()), float(given.std(ddof=1))
    if sd == 0:
        return mean, mean
    stats = from_extra("scipy.stats", "experiments", "a confidence interval")
    low, high = stats.t.interval(CONFIDENCE, given.size - 1, mean, sd / np.sqrt(given.size))
    return float(low), float(high)
