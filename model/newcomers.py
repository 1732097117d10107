"""How people arrive: when they registered, and how long a first membership took."""

from collections import Counter

from sortedcontainers import SortedList

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lessons

DAY_MS = HOURS_PER_DAY * MS_PER_HOUR


class Newcomers:
    """Who registered in this run, and who of them still belongs nowhere.

    Newcomers are those who register after time zero: whoever is there at the start joins at once.
    """

    def __init__(self) -> None:
        self.email_of: dict[str, str] = {}
        self.waiting: dict[str, int] = {}
        """E-mail to the ms of registering, of people who have never been an active member."""
        self.hours_to_membership: SortedList = SortedList()
        self.arrivals: Counter[int] = Counter()
        """Day of the run, in windows of 24 hours from its start, to the newcomers in it."""

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.MemberRegistered, self._registers
        yield facts.CommunityCreated, self._founds
        yield facts.CommunityJoined, self._joins
        yield facts.MembershipApproved, self._is_let_in

    def _registers(self, fact: facts.MemberRegistered, who: str, at_ms: int) -> None:
        self.email_of[fact.user_id] = who
        self.waiting[who] = at_ms
        if at_ms > 0:
            self.arrivals[(at_ms - 1) // DAY_MS] += 1  # the last moment of a day is its own

    def _founds(self, _fact: facts.CommunityCreated, who: str, at_ms: int) -> None:
        self._enters(who, at_ms)

    def _joins(self, fact: facts.CommunityJoined, who: str, at_ms: int) -> None:
        if fact.status == "active":
            self._enters(who, at_ms)

    def _is_let_in(self, fact: facts.MembershipApproved, _who: str, at_ms: int) -> None:
        self._enters(self.email_of.get(fact.user_id, ""), at_ms)

    def _enters(self, who: str, at_ms: int) -> None:
        since_ms = self.waiting.pop(who, None)
        if since_ms is not None and since_ms > 0:  # a newcomer, and no member before
            self.hours_to_membership.add((at_ms - since_ms) / MS_PER_HOUR)
