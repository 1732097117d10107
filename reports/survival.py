"""How long requests wait: Kaplan and Meier's estimate (1958), with Greenwood's error.

Written here because it is a dozen lines, and the libraries that have it take longer to import than
a report to draw; the tests compare it with SciPy's.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reports.requests_chapter import EXPIRES_AFTER_HOURS

POINTS = 200
"""As many as a picture can show, before and after the curve is nearly over."""
NEARLY = 0.01
"""A curve is nearly over when it will not fall by more than this share."""
NORMAL_95 = 1.959964
"""95 % of a normal distribution lie within so many standard errors."""


@dataclass(frozen=True, slots=True)
class Survival:
    """The share that still waits after so many hours, with its 95 % band."""

    hours: Any
    share: Any
    low: Any
    high: Any

    @property
    def median(self) -> float | None:
        """After so many hours half have stopped waiting; None where they have not."""
        return self._first_below(0.5)

    @property
    def nearly_over(self) -> float:
        """After so many hours the curve falls by one in a hundred at most."""
        return self._first_below(self.share[-1] + NEARLY) or float(self.hours[-1])

    def _first_below(self, share: float) -> float | None:
        below = np.nonzero(self.share <= share)[0]
        return float(self.hours[below[0]]) if len(below) else None


def until(requests: pd.DataFrame, milestone: str, end_hours: float) -> tuple[Any, Any]:
    """How long each request was seen to wait for a milestone, and whether it came.

    Without it a request was seen until it was withdrawn, expired, or the run ended. One with a
    helper does not expire.
    """
    came = requests[milestone].notna().to_numpy()
    expiry = (requests["posted_hour"] + EXPIRES_AFTER_HOURS).where(
        requests["accepted_hour"].isna(), np.inf
    )
    seen = np.minimum(expiry, requests["withdrawn_hour"].fillna(np.inf)).clip(upper=end_hours)
    ended = requests[milestone].fillna(seen)
    return (ended - requests["posted_hour"]).clip(lower=0).to_numpy(), came


def survival_of(waited: Any, came: Any) -> Survival:
    """The estimate over hours waited, of which those with `came` ended; of nothing all wait."""
    if not len(waited):
        one = np.ones(2)
        return Survival(np.array([0.0, 1.0]), one, one, one)
    hours, place = np.unique(waited, return_inverse=True)
    ended = np.bincount(place, weights=came, minlength=len(hours))
    left = np.bincount(place, minlength=len(hours))
    waiting = len(waited) - np.concatenate([[0], np.cumsum(left)[:-1]])
    share = np.cumprod(1 - ended / waiting)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Greenwood's variance, on the scale on which a band stays between 0 and 1.
        variance = np.cumsum(ended / (waiting * (waiting - ended))) / np.log(share) ** 2
        reach = NORMAL_95 * np.sqrt(variance)
        low, high = share ** np.exp(reach), share ** np.exp(-reach)
    # Before the first end and after the last the error is not defined: the estimate stands alone.
    low, high = (np.where(np.isfinite(edge), edge, share) for edge in (low, high))
    curves = [np.concatenate([[1.0], curve]) for curve in (share, low, high)]
    kept = _shown(np.concatenate([[0.0], hours]), curves[0])
    return Survival(np.concatenate([[0.0], hours])[kept], *(curve[kept] for curve in curves))


def _shown(hours: Any, share: Any) -> Any:
    """Places of some of the steps, most of them before it is nearly over, and both ends."""
    if len(hours) <= 2 * POINTS:
        return np.arange(len(hours))
    bend = hours[np.nonzero(share <= share[-1] + NEARLY)[0][0]]
    grid = np.concatenate([np.linspace(0, bend, POINTS), np.linspace(bend, hours[-1], POINTS)])
    return np.unique(np.searchsorted(hours, grid, side="right") - 1)
