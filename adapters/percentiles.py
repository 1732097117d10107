"""Percentiles of many durations in little memory: a histogram whose steps grow by two percent."""

import math
from collections import Counter

STEP = math.log(1.02)
SMALLEST_S = 1e-6
SHARES = {"p50": 0.50, "p90": 0.90, "p99": 0.99}


class Durations:
    """Durations in seconds; what comes out is at most two percent larger than it was."""

    def __init__(self) -> None:
        self._steps: Counter[int] = Counter()
        self.longest_s = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.longest_s = max(self.longest_s, seconds)
        self._steps[math.ceil(math.log(max(seconds, SMALLEST_S) / SMALLEST_S) / STEP)] += 1

    def at(self, share: float) -> float:
        """The duration that this share does not exceed; 0 where none was counted."""
        left = math.ceil(share * self._steps.total())
        for step in sorted(self._steps):
            left -= self._steps[step]
            if left <= 0:
                return min(SMALLEST_S * math.exp(step * STEP), self.longest_s)
        return 0.0

    def as_dict(self) -> dict[str, float]:
        """`p50`, `p90`, `p99` and `max`, in seconds."""
        found = {name: round(self.at(share), 6) for name, share in SHARES.items()}
        return {**found, "max": round(self.longest_s, 6)}
