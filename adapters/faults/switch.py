"""What is switched on now, what has happened so far, and the draws behind it.

Each call's fate is drawn from the seed, its method, its path and how often both came before: the
same calls meet the same faults in every run, in whatever order different calls arrive. A burst is
the one exception: it takes whatever comes next.
"""

from collections import Counter
from random import Random
from typing import NamedTuple

from adapters.faults.kinds import NONE, Broken, Delay, Fault, Faults, Kind, Outage, TooMany

FIRST_THAT_FITS: tuple[Kind, ...] = (
    "drop_before",
    "too_many",
    "error_before",
    "stale_read",
    "error_after",
    "drop_after",
    "malformed",
)
"""At most one of these befalls a call; waiting may come on top."""


class Fate(NamedTuple):
    """What befalls one call: waits in seconds, a kind or none, and its number (status, seconds)."""

    wait_s: float = 0.0
    answer_wait_s: float = 0.0
    kind: Kind | None = None
    number: int = 0
    cut: float = 0.0


class FaultSwitch:
    """The faults of one server; they can be changed while it runs."""

    def __init__(self, plan: Faults = NONE, seed: int = 0) -> None:
        self.counts: Counter[str] = Counter()
        self.set(plan, seed)

    def set(self, plan: Faults, seed: int | None = None) -> None:
        """Switch to another plan; a seed begins the draws anew. The counts go on."""
        self.plan = plan
        self._burst = 0
        if seed is not None:
            self.seed = seed
            self._seen: Counter[str] = Counter()

    def fate(self, method: str, path: str) -> Fate:
        """Draw what befalls the next call."""
        call = f"{method} {path}"
        self._seen[call] += 1
        draw = Random(f"{self.seed} {call} {self._seen[call]}")
        fate = Fate(
            self._wait("latency", self.plan.latency, method, draw),
            self._wait("late_answer", self.plan.late_answer, method, draw),
            cut=draw.random(),
        )
        if self._in_burst(self.plan.outage, method, draw):
            self.counts["outage"] += 1
            return fate._replace(kind="outage", number=503)
        for kind in FIRST_THAT_FITS:
            fault: Fault | None = getattr(self.plan, kind)
            if _strikes(fault, method, draw) and (kind != "stale_read" or method == "GET"):
                return fate._replace(kind=kind, number=_number(fault, draw))
        return fate

    def happened(self, kind: Kind) -> None:
        """A fault has befallen a call."""
        self.counts[kind] += 1

    def _wait(self, kind: Kind, fault: Delay | None, method: str, draw: Random) -> float:
        if fault is None or not _strikes(fault, method, draw):
            return 0.0
        self.counts[kind] += 1
        return min(fault.median_s * draw.lognormvariate(0.0, fault.sigma), fault.longest_s)

    def _in_burst(self, fault: Outage | None, method: str, draw: Random) -> bool:
        if fault is None:
            return False
        if not self._burst and _strikes(fault, method, draw):
            self._burst = draw.randint(*fault.calls)
        if self._burst:
            self._burst -= 1
            return True
        return False


def _strikes(fault: Fault | None, method: str, draw: Random) -> bool:
    """Always one draw, so that a kind that is switched off moves nothing of the others."""
    return draw.random() < (fault.probability if fault is not None and fault.meets(method) else 0)


def _number(fault: Fault | None, draw: Random) -> int:
    if isinstance(fault, Broken):
        return draw.choice(fault.statuses)
    return fault.retry_after_s if isinstance(fault, TooMany) else 0
