"""Answers that people owe each other: when one came due, and whether it came in time.

    kind          comes due with                                is answered by
    offers        an offer                                      its acceptance or rejection, or the
                                                                acceptance of another one
    messages      an accepted offer or proposal                 the first message about the match
    completions   an accepted request, for both sides           their halves
    feedback      a completed match, for both sides             their feedback
    reviews       a completed service of a registered provider  the review
    dibs          a private ask                                 its acceptance or refusal
    proposals     a helper proposed by an admin                 that helper's yes or no
    memberships   somebody who waits to be let in               the approval
    nominations   a nomination                                  the voice that ratifies it
    governance    a proposal to split or fuse, a fusion taken   the vote's start, or the other
                  up                                            side's yes or no

An answer is in time within ANSWER_MS. What karmyq ends by itself is owed no longer: offers and asks
of a withdrawn request, and proposals on one that has found its helper. Everything else counts,
answered or not, as far as it came due in this run. Votes are left out: no fact says who had one.
"""

from collections import Counter, deque
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lesson, Lessons

ANSWER_MS = 3 * HOURS_PER_DAY * MS_PER_HOUR
"""Within three days an answer is in time (ours: most requests are about the next few days)."""
KINDS = (
    *("offers", "messages", "completions", "feedback", "reviews"),
    *("dibs", "proposals", "memberships", "nominations", "governance"),
)


class Due(Struct):
    """So many answers of one kind, owed since a time in ms."""

    kind: str
    key: str
    since_ms: int
    number: int
    in_time: int = 0


class Dues:
    """What is owed, and what came of that whose time is over.

    `helpers` names the helper of a match or of a request.
    """

    def __init__(self, helpers: Mapping[str, str]) -> None:
        self._helpers = helpers
        self._user_of: dict[str, str] = {}
        self._open: dict[tuple[str, str], Due] = {}
        self._ripening: deque[Due] = deque()
        self._owed: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._on_request: dict[str, list[Due]] = {}
        self._services: set[str] = set()
        self._providers: set[str] = set()

    def rate(self, now_ms: int, kind: str | None = None) -> float | None:
        """Answers in time / answers owed for longer than their time; None of none."""
        self._ripen(now_ms)
        owed = self._owed.total() if kind is None else self._owed[kind]
        answered = self._answered.total() if kind is None else self._answered[kind]
        return answered / owed if owed else None

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        yield facts.MemberRegistered, self._registered
        yield facts.RequestCreated, self._posted
        yield facts.RequestWithdrawn, self._withdrawn
        yield facts.ProviderRegistered, self._provides
        yield facts.HelpOffered, self._offered
        yield facts.DibsCalled, self._asked
        yield facts.HelperProposed, self._proposed
        for accepted in (facts.OfferAccepted, facts.DibsAccepted, facts.ProposalAccepted):
            yield accepted, self._accepted
        yield facts.MatchCompleted, self._completed
        yield facts.CommunityJoined, self._waits
        yield facts.MembershipApproved, self._approved
        yield facts.NominationRatified, self._ratified
        yield facts.FusionAccepted, self._taken_up
        for fact, kind, field in _COMES_DUE:
            yield fact, self._due_by(kind, field)
        for fact, kind, field in _ANSWERS:
            yield fact, self._answer_by(kind, field)

    def _owe(self, kind: str, key: str, at_ms: int, number: int = 1) -> Due:
        due = self._open[kind, key] = Due(kind, key, at_ms, number)
        self._ripening.append(due)
        return due

    def _answer(self, kind: str, key: str, at_ms: int) -> None:
        due = self._open.get((kind, key))
        if due is None:  # from before this run, or over
            return
        due.in_time += at_ms - due.since_ms <= ANSWER_MS
        if due.in_time == due.number:
            del self._open[kind, key]

    def _ripen(self, now_ms: int) -> None:
        while self._ripening and self._ripening[0].since_ms < now_ms - ANSWER_MS:
            due = self._ripening.popleft()
            self._owed[due.kind] += due.number
            self._answered[due.kind] += due.in_time
            if self._open.get((due.kind, due.key)) is due:
                del self._open[due.kind, due.key]

    def _lapse(self, due: Due) -> None:
        if self._open.get((due.kind, due.key)) is due:
            due.number = due.in_time
            del self._open[due.kind, due.key]

    def _due_by(self, kind: str, field: str) -> Lesson:
        def owe(fact: Any, _who: str, at_ms: int) -> None:
            self._owe(kind, getattr(fact, field), at_ms)

        return owe

    def _answer_by(self, kind: str, field: str) -> Lesson:
        return lambda fact, _who, at_ms: self._answer(kind, getattr(fact, field), at_ms)

    def _registered(self, fact: facts.MemberRegistered, who: str, _at_ms: int) -> None:
        self._user_of[who] = fact.user_id

    def _posted(self, fact: facts.RequestCreated, _who: str, _at_ms: int) -> None:
        if fact.request_type == "service":
            self._services.add(fact.request_id)

    def _provides(self, _fact: facts.ProviderRegistered, who: str, _at_ms: int) -> None:
        self._providers.add(who)

    def _offered(self, fact: facts.HelpOffered, _who: str, at_ms: int) -> None:
        self._note(fact.request_id, self._owe("offers", fact.match_id, at_ms))

    def _asked(self, fact: facts.DibsCalled, _who: str, at_ms: int) -> None:
        self._note(fact.request_id, self._owe("dibs", fact.dibs_id, at_ms))

    def _proposed(self, fact: facts.HelperProposed, _who: str, at_ms: int) -> None:
        self._note(fact.request_id, self._owe("proposals", fact.match_id, at_ms))

    def _note(self, request_id: str, due: Due) -> None:
        self._on_request.setdefault(request_id, []).append(due)

    def _withdrawn(self, fact: facts.RequestWithdrawn, _who: str, _at_ms: int) -> None:
        for due in self._on_request.pop(fact.request_id, ()):
            self._lapse(due)

    def _accepted(self, fact: Any, _who: str, at_ms: int) -> None:
        match_id = getattr(fact, "match_id", "")  # the answer to a dibs names none
        for due in self._on_request.pop(fact.request_id, ()):
            if due.kind == "offers" or due.key == match_id:
                self._answer(due.kind, due.key, at_ms)
            elif due.kind == "proposals":
                self._lapse(due)
        self._owe("completions", fact.request_id, at_ms, 2)
        if match_id:
            self._owe("messages", match_id, at_ms)

    def _completed(self, fact: facts.MatchCompleted, _who: str, at_ms: int) -> None:
        self._owe("feedback", fact.match_id, at_ms, 2)
        helper = self._helpers.get(fact.match_id) or self._helpers.get(fact.request_id)
        if fact.request_id in self._services and helper in self._providers:
            self._owe("reviews", fact.match_id, at_ms)
        self._services.discard(fact.request_id)

    def _waits(self, fact: facts.CommunityJoined, who: str, at_ms: int) -> None:
        user_id = self._user_of.get(who)
        if fact.status == "pending" and user_id is not None:
            self._owe("memberships", f"{fact.community_id} {user_id}", at_ms)

    def _approved(self, fact: facts.MembershipApproved, _who: str, at_ms: int) -> None:
        self._answer("memberships", f"{fact.community_id} {fact.user_id}", at_ms)

    def _ratified(self, fact: facts.NominationRatified, _who: str, at_ms: int) -> None:
        if fact.ratified:
            self._answer("nominations", fact.nomination_id, at_ms)

    def _taken_up(self, fact: facts.FusionAccepted, _who: str, at_ms: int) -> None:
        self._answer("governance", fact.fusion_id, at_ms)
        self._owe("governance", fact.fusion_id, at_ms)


_COMES_DUE: tuple[tuple[type[facts.Fact], str, str], ...] = (
    (facts.MemberNominated, "nominations", "nomination_id"),
    (facts.SplitProposed, "governance", "split_id"),
    (facts.FusionProposed, "governance", "fusion_id"),
)
_ANSWERS: tuple[tuple[type[facts.Fact], str, str], ...] = (
    (facts.OfferRejected, "offers", "match_id"),
    (facts.MessageSent, "messages", "match_id"),
    (facts.HalfCompleted, "completions", "request_id"),
    (facts.MatchCompleted, "completions", "request_id"),
    (facts.FeedbackGiven, "feedback", "match_id"),
    (facts.ProviderReviewed, "reviews", "match_id"),
    (facts.DibsAccepted, "dibs", "dibs_id"),
    (facts.DibsDeclined, "dibs", "dibs_id"),
    (facts.ProposalRejected, "proposals", "match_id"),
    (facts.SplitVoteStarted, "governance", "split_id"),
    (facts.FusionRejected, "governance", "fusion_id"),
    (facts.FusionVoteStarted, "governance", "fusion_id"),
)
"""What comes due, and what answers it, where one field of a fact says which."""
