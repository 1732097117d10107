"""How many requests one person has open at once."""

from typing import Any

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lessons

REQUEST_TTL_MS = 60 * HOURS_PER_DAY * MS_PER_HOUR
"""karmyq's default `request_ttl_days`."""


class Asking:
    """The requests of each person that have no helper, and the most that anybody has had.

    A request with a private ask out is not open on karmyq, so nobody counts it before posting the
    next; it comes back when the ask is declined or runs out. `most_open` counts it all along,
    `most_open_when_posting` only after a decline: that an ask ran out leaves no fact.
    """

    def __init__(self) -> None:
        self.most_open = 0
        self.most_open_when_posting = 0
        self._open: dict[str, dict[str, int]] = {}
        self._owner: dict[str, str] = {}
        self._asked_out: set[str] = set()

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.RequestCreated, self._posts
        for over in (facts.OfferAccepted, facts.DibsAccepted, facts.ProposalAccepted):
            yield over, self._is_over
        yield facts.RequestWithdrawn, self._is_over
        yield facts.DibsCalled, self._asks_somebody
        yield facts.DibsDeclined, self._comes_back

    def _posts(self, fact: facts.RequestCreated, who: str, at_ms: int) -> None:
        mine = self._open.setdefault(who, {})
        for request_id in [old for old, ms in mine.items() if ms <= at_ms - REQUEST_TTL_MS]:
            self._close(request_id)
        mine[fact.request_id] = at_ms
        self._owner[fact.request_id] = who
        self.most_open = max(self.most_open, len(mine))
        seen = sum(request_id not in self._asked_out for request_id in mine)
        self.most_open_when_posting = max(self.most_open_when_posting, seen)

    def _is_over(self, fact: Any, _who: str, _at_ms: int) -> None:
        self._close(fact.request_id)

    def _close(self, request_id: str) -> None:
        self._asked_out.discard(request_id)
        owner = self._owner.pop(request_id, None)
        if owner is not None:  # None: posted before this run
            del self._open[owner][request_id]

    def _asks_somebody(self, fact: facts.DibsCalled, _who: str, _at_ms: int) -> None:
        self._asked_out.add(fact.request_id)

    def _comes_back(self, fact: facts.DibsDeclined, _who: str, _at_ms: int) -> None:
        self._asked_out.discard(fact.request_id)
