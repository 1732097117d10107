"""How many requests one person has open at once."""

from typing import Any

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lessons

REQUEST_TTL_MS = 60 * HOURS_PER_DAY * MS_PER_HOUR
"""karmyq's default `request_ttl_days`."""


class Asking:
    """The requests of each person that have no helper, and the most that anybody has had.

    A request with a private ask out is not open on karmyq; it counts all along, since it comes back
    when the ask is declined or runs out.
    """

    def __init__(self) -> None:
        self.most_open = 0
        self._open: dict[str, dict[str, int]] = {}
        self._owner: dict[str, str] = {}

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.RequestCreated, self._posts
        for over in (facts.OfferAccepted, facts.DibsAccepted, facts.ProposalAccepted):
            yield over, self._is_over
        yield facts.RequestWithdrawn, self._is_over

    def _posts(self, fact: facts.RequestCreated, who: str, at_ms: int) -> None:
        mine = self._open.setdefault(who, {})
        for request_id in [old for old, ms in mine.items() if ms <= at_ms - REQUEST_TTL_MS]:
            self._close(request_id)
        mine[fact.request_id] = at_ms
        self._owner[fact.request_id] = who
        self.most_open = max(self.most_open, len(mine))

    def _is_over(self, fact: Any, _who: str, _at_ms: int) -> None:
        self._close(fact.request_id)

    def _close(self, request_id: str) -> None:
        owner = self._owner.pop(request_id, None)
        if owner is not None:  # None: posted before this run
            del self._open[owner][request_id]
