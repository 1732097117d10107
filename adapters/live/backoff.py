"""What is tried again, how often, and after how long.

answer or trouble                       repeated for
429                                     every call: the limiter stands before everything else
CONNECTION_REFUSED, UNREACHABLE,        every call: nothing was sent
UNKNOWN_HOST, CONNECT_TIMEOUT
TIMEOUT, CONNECTION_LOST                GET and the idempotent calls below
500, 502, 503, 504                      GET and the idempotent calls below
everything else (TLS, other statuses,   no call
unreadable answers)

A call is sent at most three times. The wait is drawn between 0 and a limit that doubles (full
jitter), or is what karmyq asks for, up to a cap; beyond that cap the answer stands. All retries
together may be a tenth of the calls, with a small floor. A member's own patience is no part of
this: it is the model's.
"""

import random

MOST_ATTEMPTS = 3
FIRST_LIMIT_S = 0.5
LONGEST_LIMIT_S = 5.0
LONGEST_ASKED_S = 120.0
"""How long karmyq may ask to wait (platform seconds): its standard window twice. The 15 minutes of
/auth are longer, and whoever wanted to sign up then is turned away."""
BUDGET_SHARE = 0.1
BUDGET_FLOOR = 5.0
BUDGET_CEILING = 50.0
"""Retries that may be saved up: a long calm must not pay for a storm."""

FOR_EVERY_CALL = frozenset(
    {"429", "CONNECTION_REFUSED", "UNREACHABLE", "UNKNOWN_HOST", "CONNECT_TIMEOUT"}
)
FOR_IDEMPOTENT_CALLS = frozenset({"TIMEOUT", "CONNECTION_LOST", "500", "502", "503", "504"})

IDEMPOTENT = {
    "PUT /matches/{matchId}/complete": "request rules 5.6: completing again changes nothing",
    "POST /providers": "request rules 10: insert-or-update, the same id and 201 each time",
    "POST /collectives/{collectiveId}/communities": "request rules 11: a repeat reactivates",
    "DELETE /collectives/{collectiveId}/members/{providerId}": (
        "request rules 11: 200 even if not a member"
    ),
}
"""Writes that karmyq makes idempotent, with what says so. POST /communities is not one for us: its
second answer tells of a community that somebody else has founded."""


class Retries:
    """Decides on each failure; `random_source` is its own: no decision of a run depends on it."""

    def __init__(self, random_source: random.Random | None = None) -> None:
        self._random = random_source or random.Random()
        self._budget = BUDGET_FLOOR
        self.made = 0
        self.refused = 0

    def called(self) -> None:
        """A call is sent for the first time: a tenth of a retry is earned."""
        self._budget = min(BUDGET_CEILING, self._budget + BUDGET_SHARE)

    def delay_s(
        self, endpoint: str, word: str, attempt: int, asked_s: float | None
    ) -> float | None:
        """Seconds until the next attempt, None where this one stands."""
        if attempt >= MOST_ATTEMPTS or not may_repeat(endpoint, word):
            return None
        if asked_s is not None and asked_s > LONGEST_ASKED_S:
            return None
        if self._budget < 1:
            self.refused += 1
            return None
        self._budget -= 1
        self.made += 1
        if asked_s is not None:
            return asked_s
        return self._random.uniform(0, min(LONGEST_LIMIT_S, FIRST_LIMIT_S * 2 ** (attempt - 1)))


def may_repeat(endpoint: str, word: str) -> bool:
    """Whether a call with this answer, or this trouble, may be sent again."""
    if word in FOR_EVERY_CALL:
        return True
    safe = endpoint.startswith("GET ") or endpoint in IDEMPOTENT
    return safe and word in FOR_IDEMPOTENT_CALLS
