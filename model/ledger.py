"""What has happened so far, kept from events alone: the ground on which measures stand.

Since it hears only outcomes and confirmed facts, it means the same in dry-run and live. It knows
this run, not what the platform held before. After a past a new ledger counts from time zero on, and
the one that has heard everything (`whole`) goes on beside it for what stands.
"""

from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sortedcontainers import SortedList

from agents import facts
from model.asking import REQUEST_TTL_MS
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.event import Event
from model.tallies import Tallies

DAY_MS = HOURS_PER_DAY * MS_PER_HOUR

Acceptance = facts.OfferAccepted | facts.DibsAccepted | facts.ProposalAccepted
"""The three ways in which a request gets its helper."""


class RequestLife(Struct):
    """The milestones of one request, in ms since the start; None for what has not happened."""

    request_type: str
    created_ms: int
    offers: int = 0
    first_offer_ms: int | None = None
    accepted_ms: int | None = None
    completed_ms: int | None = None
    withdrawn: bool = False


class Ledger:
    """Counts that follow each event; reading one costs O(1) or O(communities)."""

    def __init__(self, whole: "Ledger | None" = None) -> None:
        self.whole = whole or self
        self.users = 0
        self.members_of: Counter[str] = Counter()
        self.requests: dict[str, RequestLife] = {}
        self.created: Counter[str] = Counter()
        self.offers = 0
        self.offered_on = 0
        self.accepted = 0
        self.completed = 0
        self.withdrawn = 0
        self._ageing: deque[RequestLife] = deque()
        self._expired = 0
        self.hours_to_offer: SortedList = SortedList()
        self.hours_to_accept: SortedList = SortedList()
        self.hours_to_complete: SortedList = SortedList()
        self.outcomes: Counter[tuple[str, str, str]] = Counter()
        self.calls = 0
        self.tallies = Tallies(self.members_of)
        self._recent: deque[tuple[int, str]] = deque()
        self._active: Counter[str] = Counter()

    def add(self, event: Event) -> None:
        """Take an event into account."""
        if self.whole is not self:
            self.whole.add(event)
        self.outcomes[event.action, event.outcome, event.reason] += 1
        self.calls += len(event.calls)
        for fact in event.facts:
            self._learn(fact, event.time_ms)
            self.tallies.add(fact, event)
        if event.outcome == "done":
            self._recent.append((event.time_ms, event.member))
            self._active[event.member] += 1

    def active_members(self, now_ms: int) -> int:
        """People who did something within the last 24 hours."""
        while self._recent and self._recent[0][0] <= now_ms - DAY_MS:
            _, member = self._recent.popleft()
            self._active[member] -= 1
            if not self._active[member]:
                del self._active[member]
        return len(self._active)

    def _learn(self, fact: facts.Fact, at_ms: int) -> None:
        lesson = _LESSONS.get(type(fact))
        if lesson is not None:
            lesson(self, fact, at_ms)

    def _registered(self, _fact: facts.MemberRegistered, _at_ms: int) -> None:
        self.users += 1

    def expired(self, now_ms: int) -> int:
        """Requests that karmyq has flagged as expired: their days passed without a helper."""
        while self._ageing and self._ageing[0].created_ms <= now_ms - REQUEST_TTL_MS:
            life = self._ageing.popleft()
            self._expired += life.accepted_ms is None and not life.withdrawn
        return self._expired

    def _created(self, fact: facts.RequestCreated, at_ms: int) -> None:
        self.created[fact.request_type] += 1
        life = self.requests[fact.request_id] = RequestLife(fact.request_type, at_ms)
        self._ageing.append(life)

    def _withdrawn(self, fact: facts.RequestWithdrawn, _at_ms: int) -> None:
        life = self.requests.get(fact.request_id)
        if life is not None and life.accepted_ms is None:
            self.withdrawn += 1
            life.withdrawn = True

    def _joined(self, fact: facts.CommunityJoined, _at_ms: int) -> None:
        self.members_of[fact.community_id] += fact.status == "active"

    def _entered(self, fact: facts.CommunityCreated | facts.MembershipApproved, _: int) -> None:
        self.members_of[fact.community_id] += 1

    def _left(self, fact: facts.CommunityLeft, _at_ms: int) -> None:
        self.members_of[fact.community_id] -= 1

    def _split(self, fact: facts.SplitExecuted, _at_ms: int) -> None:
        self._ended(fact.community_id)
        self.members_of[fact.child_a_id] = fact.members_a
        self.members_of[fact.child_b_id] = fact.members_b

    def _fused(self, fact: facts.FusionExecuted, _at_ms: int) -> None:
        self._ended(fact.community_a_id, fact.community_b_id)
        self.members_of[fact.merged_id] = fact.members

    def _offered(self, fact: facts.HelpOffered | facts.ProviderOfferMade, at_ms: int) -> None:
        self.offers += 1
        life = self.requests.get(fact.request_id)
        if life is None:  # a request from before this run
            return
        life.offers += 1
        if life.first_offer_ms is None:
            life.first_offer_ms = at_ms
            self.offered_on += 1
            self.hours_to_offer.add((at_ms - life.created_ms) / MS_PER_HOUR)

    def _ended(self, *communities: str) -> None:
        for community_id in communities:
            self.members_of.pop(community_id, None)

    def _accepted(self, fact: Acceptance, at_ms: int) -> None:
        life = self.requests.get(fact.request_id)
        if life is not None and life.accepted_ms is None:
            # An admin's proposal or a dibs that was taken is an offer that was never made as one.
            self.offered_on += life.first_offer_ms is None
            life.first_offer_ms = at_ms if life.first_offer_ms is None else life.first_offer_ms
            life.accepted_ms = at_ms
            self.accepted += 1
            self.hours_to_accept.add((at_ms - life.created_ms) / MS_PER_HOUR)

    def _completed(self, fact: facts.MatchCompleted, at_ms: int) -> None:
        life = self.requests.get(fact.request_id)
        if life is not None and life.completed_ms is None:
            life.completed_ms = at_ms
            self.completed += 1
            self.hours_to_complete.add((at_ms - life.created_ms) / MS_PER_HOUR)


def median(values: SortedList) -> float | None:
    """The middle value, the upper one of two; None of nothing."""
    return values[len(values) // 2] if values else None


_LESSONS: dict[type[facts.Fact], Callable[[Ledger, Any, int], None]] = {
    facts.MemberRegistered: Ledger._registered,
    facts.CommunityCreated: Ledger._entered,
    facts.CommunityJoined: Ledger._joined,
    facts.MembershipApproved: Ledger._entered,
    facts.CommunityLeft: Ledger._left,
    facts.SplitExecuted: Ledger._split,
    facts.FusionExecuted: Ledger._fused,
    facts.RequestCreated: Ledger._created,
    facts.RequestWithdrawn: Ledger._withdrawn,
    facts.HelpOffered: Ledger._offered,
    facts.ProviderOfferMade: Ledger._offered,
    facts.OfferAccepted: Ledger._accepted,
    facts.DibsAccepted: Ledger._accepted,
    facts.ProposalAccepted: Ledger._accepted,
    facts.MatchCompleted: Ledger._completed,
}
"""What the ledger learns from which fact; the tallies count all of them."""
