"""The faults that can be switched on, and what each does to a call.

kind           what the client sees                            did the platform do it?
latency        the answer comes late, the call waits first     yes, late
late_answer    the answer comes late, the platform was quick   yes, at once
too_many       429 with Retry-After                            no
error_before   a 5xx                                           no
error_after    a 5xx                                           yes, and it was committed
outage         a burst of calls that are 503, one after other  no
drop_before    the connection ends without an answer           no
drop_after     the connection ends without an answer           yes, and it was committed
malformed      the answer is cut off, or is no JSON            yes, and it was committed
stale_read     an earlier answer to the same read              no, it was read before

Probabilities are per call; waiting times are seconds of the wall clock, as a client feels them.
"""

from typing import Literal

import msgspec

Kind = Literal[
    "latency",
    "late_answer",
    "too_many",
    "error_before",
    "error_after",
    "outage",
    "drop_before",
    "drop_after",
    "malformed",
    "stale_read",
]


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of fault: how likely a call meets it, and by which methods (none named: all)."""

    probability: float
    methods: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """A probability is one; raises ValueError."""
        if not 0 <= self.probability <= 1:
            raise ValueError(f"a probability lies between 0 and 1, not {self.probability}")

    def meets(self, method: str) -> bool:
        """Whether calls by this method can meet the fault."""
        return not self.methods or method in self.methods


class Delay(Fault, frozen=True):
    """Waiting, log-normal: half of the waits are below the median, none is above the longest."""

    median_s: float = 0.15
    sigma: float = 0.8
    longest_s: float = 5.0

    def __post_init__(self) -> None:
        """No wait is negative; raises ValueError."""
        Fault.__post_init__(self)
        if not 0 < self.median_s <= self.longest_s or self.sigma < 0:
            raise ValueError("a delay needs 0 < median_s <= longest_s and a sigma of at least 0")


class TooMany(Fault, frozen=True):
    """A 429; `retry_after_s` is what its header says."""

    retry_after_s: int = 2


class Broken(Fault, frozen=True):
    """A 5xx, one of these."""

    statuses: tuple[int, ...] = (500, 502, 503, 504)

    def __post_init__(self) -> None:
        """Only 5xx are failures of the platform; raises ValueError."""
        Fault.__post_init__(self)
        if not self.statuses or not all(500 <= one <= 599 for one in self.statuses):
            raise ValueError("statuses are numbers from 500 to 599, at least one")


class Outage(Fault, frozen=True):
    """A burst of 503: it begins with this probability and takes so many calls, least and most."""

    calls: tuple[int, int] = (5, 30)

    def __post_init__(self) -> None:
        """A burst has a length; raises ValueError."""
        Fault.__post_init__(self)
        if not 1 <= self.calls[0] <= self.calls[1]:
            raise ValueError("calls are two numbers, the least (at least 1) and the most")


class Faults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can happen to a call; a kind that is not named never happens."""

    latency: Delay | None = None
    late_answer: Delay | None = None
    too_many: TooMany | None = None
    error_before: Broken | None = None
    error_after: Broken | None = None
    outage: Outage | None = None
    drop_before: Fault | None = None
    drop_after: Fault | None = None
    malformed: Fault | None = None
    stale_read: Fault | None = None


NONE = Faults()
"""Nothing happens."""

KINDS = tuple(Faults.__struct_fields__)
"""The names of all kinds, in the order of the table above."""
