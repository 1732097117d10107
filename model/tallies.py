"""What else has happened: messages, feedback, votes, standings seen, and who helped whom.

Kept apart from the ledger's requests and communities, by the same rule: facts alone. Newcomers,
crowded communities, open requests and answers that are owed are followed by one class each.
"""

from collections import Counter, defaultdict

from agents import facts
from model.asking import Asking
from model.clock import MS_PER_HOUR
from model.crowding import Crowding
from model.dues import Dues
from model.event import Event
from model.lesson import Learner, Lesson, Lessons
from model.newcomers import Newcomers

HELPER_KARMA, REQUESTER_KARMA = 60, 40
"""karmyq's default split of the 100 points of a completed match; bonuses are not counted here."""
KARMA_MS = MS_PER_HOUR
"""After this time the karma of a completed match has long come; karmyq takes seconds."""

_TAGS = {kind: str(kind.__struct_config__.tag) for kind in facts.Fact.__subclasses__()}


class Tallies:
    """Counts by fact, scores given, and the exchanges between people.

    `members_of` is the ledger's number of members of each community, up to date with each event.
    """

    def __init__(self, members_of: Counter[str]) -> None:
        self.facts: Counter[str] = Counter()
        self.scores: Counter[int] = Counter()
        self.stars: Counter[int] = Counter()
        self.votes: set[tuple[str, str]] = set()
        """Proposals with those who voted on them."""
        self.looks_at_karma = 0
        """Looks at one's own standing by people with a completed match, KARMA_MS ago or more."""
        self.looks_with_karma = 0
        self.helps_given: Counter[str] = Counter()
        self.karma: Counter[str] = Counter()
        self._requesters: dict[str, str] = {}
        self._helpers: dict[str, str] = {}
        self.reciprocated = 0  # helps between two people who helped each other both ways
        self._helped: Counter[tuple[str, str]] = Counter()
        self._first_completed_ms: dict[str, int] = {}
        self.newcomers = Newcomers()
        self.crowding = Crowding(members_of)
        self.asking = Asking()
        self.dues = Dues(self._helpers)
        self._lessons: defaultdict[type[facts.Fact], list[Lesson]] = defaultdict(list)
        parts = (self.newcomers, self.crowding, self.asking, self.dues)
        learners: tuple[Learner, ...] = (self, *parts)
        for learner in learners:
            for fact, lesson in learner.lessons():
                self._lessons[fact].append(lesson)

    def add(self, fact: facts.Fact, event: Event) -> None:
        """Take a fact of an event into account."""
        kind = type(fact)
        self.facts[_TAGS[kind]] += 1
        for lesson in self._lessons.get(kind, ()):
            lesson(fact, event.member, event.time_ms)

    def lessons(self) -> Lessons:
        """What is learnt from which fact here."""
        yield facts.RequestCreated, self._asked
        yield facts.HelpOffered, self._helps
        yield facts.ProposalAccepted, self._helps
        yield facts.DibsAccepted, self._takes
        yield facts.MatchCompleted, self._completed
        yield facts.FeedbackGiven, self._judged
        yield facts.ProviderReviewed, self._reviewed
        yield facts.VoteCast, self._votes
        yield facts.StandingSeen, self._looks

    def _asked(self, fact: facts.RequestCreated, who: str, _at_ms: int) -> None:
        self._requesters[fact.request_id] = who

    def _helps(self, fact: facts.HelpOffered | facts.ProposalAccepted, who: str, _: int) -> None:
        self._helpers[fact.match_id] = who

    def _takes(self, fact: facts.DibsAccepted, who: str, _at_ms: int) -> None:
        self._helpers[fact.request_id] = who  # the answer to a dibs names no match

    def _judged(self, fact: facts.FeedbackGiven, _who: str, _at_ms: int) -> None:
        for score in (fact.helpfulness, fact.responsiveness, fact.clarity):
            self.scores[score] += 1

    def _reviewed(self, fact: facts.ProviderReviewed, _who: str, _at_ms: int) -> None:
        self.stars[fact.stars] += 1

    def _votes(self, fact: facts.VoteCast, who: str, _at_ms: int) -> None:
        self.votes.add((fact.proposal_id, who))

    def _looks(self, fact: facts.StandingSeen, who: str, at_ms: int) -> None:
        earned_ms = self._first_completed_ms.get(who)
        if earned_ms is not None and earned_ms <= at_ms - KARMA_MS:
            self.looks_at_karma += 1
            self.looks_with_karma += fact.karma > 0

    def _completed(self, fact: facts.MatchCompleted, _who: str, at_ms: int) -> None:
        helper = self._helpers.get(fact.match_id) or self._helpers.get(fact.request_id)
        requester = self._requesters.get(fact.request_id)
        if helper is None or requester is None:  # begun before this run
            return
        self.helps_given[helper] += 1
        self.karma[helper] += HELPER_KARMA
        self.karma[requester] += REQUESTER_KARMA
        for who in (helper, requester):
            self._first_completed_ms.setdefault(who, at_ms)
        pair, mirror = (helper, requester), (requester, helper)
        if mirror in self._helped:
            self.reciprocated += 1 if pair in self._helped else 1 + self._helped[mirror]
        self._helped[pair] += 1


def mean(counts: Counter[int]) -> float | None:
    """The mean of numbers counted by value; None of nothing."""
    total = counts.total()
    return sum(value * count for value, count in counts.items()) / total if total else None


def gini(amounts: list[float]) -> float | None:
    """The Gini coefficient: 0 where all have the same, near 1 where one has all; None of none."""
    ordered, total = sorted(amounts), sum(amounts)
    if not total:
        return None
    count = len(ordered)
    ranked = sum(rank * amount for rank, amount in enumerate(ordered, start=1))
    return (2 * ranked) / (count * total) - (count + 1) / count
