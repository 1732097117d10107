"""What else has happened: messages, feedback, votes, splits, and who helped whom.

Kept apart from the ledger's requests and communities, by the same rule: facts alone.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from agents import facts
from model.event import Event

HELPER_KARMA, REQUESTER_KARMA = 60, 40
"""karmyq's default split of the 100 points of a completed match; bonuses are not counted here."""


class Tallies:
    """Counts by fact, scores given, and the exchanges between people."""

    def __init__(self) -> None:
        self.facts: Counter[str] = Counter()
        self.scores: Counter[int] = Counter()
        self.stars: Counter[int] = Counter()
        self.splits_in_voting: set[str] = set()
        self.helps_given: Counter[str] = Counter()
        self.karma: Counter[str] = Counter()
        self._requesters: dict[str, str] = {}
        self._helpers: dict[str, str] = {}
        self.reciprocated = 0  # helps between two people who helped each other both ways
        self._helped: Counter[tuple[str, str]] = Counter()

    def add(self, fact: facts.Fact, event: Event) -> None:
        """Take a fact of an event into account."""
        self.facts[str(fact.__struct_config__.tag)] += 1
        lesson = _LESSONS.get(type(fact))
        if lesson is not None:
            lesson(self, fact, event.member)

    def _asked(self, fact: facts.RequestCreated, who: str) -> None:
        self._requesters[fact.request_id] = who

    def _helps(self, fact: facts.HelpOffered | facts.ProposalAccepted, who: str) -> None:
        self._helpers[fact.match_id] = who

    def _takes(self, fact: facts.DibsAccepted, who: str) -> None:
        self._helpers[fact.request_id] = who  # the answer to a dibs names no match

    def _judged(self, fact: facts.FeedbackGiven, _who: str) -> None:
        for score in (fact.helpfulness, fact.responsiveness, fact.clarity):
            self.scores[score] += 1

    def _reviewed(self, fact: facts.ProviderReviewed, _who: str) -> None:
        self.stars[fact.stars] += 1

    def _votes_on(self, fact: facts.SplitVoteStarted, _who: str) -> None:
        self.splits_in_voting.add(fact.split_id)

    def _split(self, fact: facts.SplitExecuted, _who: str) -> None:
        self.splits_in_voting.discard(fact.split_id)

    def _completed(self, fact: facts.MatchCompleted, _who: str) -> None:
        helper = self._helpers.get(fact.match_id) or self._helpers.get(fact.request_id)
        requester = self._requesters.get(fact.request_id)
        if helper is None or requester is None:  # begun before this run
            return
        self.helps_given[helper] += 1
        self.karma[helper] += HELPER_KARMA
        self.karma[requester] += REQUESTER_KARMA
        pair, mirror = (helper, requester), (requester, helper)
        if mirror in self._helped:
            self.reciprocated += 1 if pair in self._helped else 1 + self._helped[mirror]
        self._helped[pair] += 1


_LESSONS: dict[type[facts.Fact], Callable[[Tallies, Any, str], None]] = {
    facts.RequestCreated: Tallies._asked,
    facts.HelpOffered: Tallies._helps,
    facts.ProposalAccepted: Tallies._helps,
    facts.DibsAccepted: Tallies._takes,
    facts.MatchCompleted: Tallies._completed,
    facts.FeedbackGiven: Tallies._judged,
    facts.ProviderReviewed: Tallies._reviewed,
    facts.SplitVoteStarted: Tallies._votes_on,
    facts.SplitExecuted: Tallies._split,
}


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
