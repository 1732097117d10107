"""Votes on splits and fusions: what they weigh, and when enough of them agree (rules, 9 and 10)."""

from collections.abc import Collection
from datetime import timedelta
from math import floor
from typing import NamedTuple, get_args

from adapters.dryrun.shelves.proposals import Vote
from adapters.dryrun.trust import Trust
from adapters.entities import VoteWord
from adapters.errors import Refused

VOTING = timedelta(days=7)
"""How long a vote lasts (rules, section 9)."""
LEAST_WEIGHT = 1.0
VOTE_WORDS: tuple[VoteWord, ...] = get_args(VoteWord)


class Tally(NamedTuple):
    """The state of a vote among `electorate` people; ratios in per cent, unrounded."""

    electorate: int
    voted: int
    weighted_yes: float
    weighted_total: float

    @property
    def quorum(self) -> float:
        """How many of those who may vote have voted."""
        return self.voted / self.electorate * 100 if self.electorate else 0.0

    @property
    def approval(self) -> float:
        """How much of the weight says yes; abstentions count in the whole."""
        return self.weighted_yes / self.weighted_total * 100 if self.weighted_total else 0.0

    def passes(self, quorum_pct: int, approval_pct: int) -> bool:
        """Whether both thresholds are met."""
        return self.quorum >= quorum_pct and self.approval >= approval_pct


def tally(votes: Collection[Vote], electorate: int) -> Tally:
    """Count the votes of one electorate, by their stored weights."""
    yes = sum(vote.weight for vote in votes if vote.vote == "yes")
    return Tally(electorate, len(votes), yes, sum(vote.weight for vote in votes))


def weight_of(trust: Trust, community_id: str, user_id: str) -> float:
    """What a person's vote weighs: the raw trust of a community in that person, at least 1."""
    return max(LEAST_WEIGHT, trust.raw_sum(community_id, user_id))


def stored(weight: float) -> float:
    """As the column keeps it: two decimals."""
    return floor(weight * 100 + 0.5) / 100


def displayed(ratio: float) -> int:
    """Whole per cent, halves up."""
    return floor(ratio + 0.5)


def require_word(vote: object) -> VoteWord:
    """The vote, if it is yes, no or abstain; raises Refused (400)."""
    for word in VOTE_WORDS:
        if vote == word:
            return word
    raise Refused(400, message="vote is yes, no or abstain", shape="bare")
