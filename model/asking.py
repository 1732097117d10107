"""How many requests one person has open at once."""

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lessons

REQUEST_TTL_MS = 60 * HOURS_PER_DAY * MS_PER_HOUR
"""karmyq's default `request_ttl_days`."""


class Asking:
    """The most requests without a helper that anybody has had, private asks included.

    As karmyq listed them to whoever posted: what others do is told when their turn is over, too
    late for counting here.
    """

    def __init__(self) -> None:
        self.most_open = 0

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.RequestCreated, self._posts

    def _posts(self, fact: facts.RequestCreated, _who: str, _at_ms: int) -> None:
        self.most_open = max(self.most_open, fact.waiting + 1)
