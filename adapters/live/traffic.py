"""How much a live run asks of karmyq, and what each call counts there."""

import math
import re
from dataclasses import dataclass

RATE_PER_MINUTE = 60.0
"""karmyq's standard limit, by address and so for all simulated people (request rules 3.2)."""
AUTH_SHARE = 10 / 15 / RATE_PER_MINUTE
"""Below /auth 10 calls in 15 minutes are allowed where 60 a minute are elsewhere (rules 5)."""

COUNTED_MORE = (
    (re.compile(r"\w+ /requests/(dibs/.*|[^/]+/dibs(-candidate|/.*)?)"), 2),
    (re.compile(r"\w+ /matches/[^/]+/feedback"), 2),
    (re.compile(r"POST /providers/offers|PUT /providers/offers/[^/]+/withdraw"), 2),
    (re.compile(r"\w+ /requests/[^/]+/(propose-match|boost|urgent)"), 3),
    (re.compile(r"GET /requests/[^/]+/offers|PUT /requests/offers/[^/]+/(accept|decline)"), 4),
    (re.compile(r"POST /reputation|\w+ /reputation/provider-(trust|reviews)(/.*)?"), 2),
)
"""Endpoints whose calls pass karmyq's standard limiter several times (request rules 3.2;
community rules 5; defects, `limiter-multi-count`)."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """The budget of calls: never more than `rate_per_minute` in any minute, 0 for no limit.

    Calls count as often as karmyq's limiter counts them; those below /auth have a budget of their
    own, in karmyq's proportion. Minutes and Retry-After are the platform's: `time_factor` says how
    many of its seconds pass in one of ours.
    """

    rate_per_minute: float = RATE_PER_MINUTE
    time_factor: float = 1.0
    waits_for_karmyq: bool = True

    def __post_init__(self) -> None:
        if not (math.isfinite(self.rate_per_minute) and self.rate_per_minute >= 0):
            raise ValueError(f"a rate is 0 or more calls a minute; found {self.rate_per_minute:g}")
        if not (math.isfinite(self.time_factor) and self.time_factor > 0):
            raise ValueError(f"a time factor is greater than 0; found {self.time_factor:g}")

    @property
    def per_second(self) -> float:
        """Calls in one of our seconds."""
        return self.rate_per_minute * self.time_factor / 60

    @property
    def auth_per_second(self) -> float:
        """Calls below /auth in one of our seconds."""
        return self.per_second * AUTH_SHARE

    def real_seconds(self, platform_seconds: float) -> float:
        """How long a span of the platform's time takes here."""
        return platform_seconds / self.time_factor


UNLIMITED = Traffic(rate_per_minute=0)
"""For sandboxes that have no limits."""

LOOKING = Traffic(rate_per_minute=0, waits_for_karmyq=False)
"""For a few calls that want to know how things are, and for tests."""


def weight_of(endpoint: str) -> int:
    """How often karmyq's limiter counts a call of this endpoint."""
    fitting = (times for pattern, times in COUNTED_MORE if pattern.fullmatch(endpoint))
    return next(fitting, 1)
