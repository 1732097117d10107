"""How large communities become, and what their members do about it: proposals and votes to split.

1. A community of SPLIT_MEMBERS or more waits for a proposal, from the moment it is so large.
2. A proposal ends the wait; its vote, once started, lasts VOTE_MS at most.
3. The split ends the community. A vote that ended without it starts the wait again.

karmyq may reject earlier, once everybody has voted in vain, which leaves no fact; so a wait may
begin earlier than it is counted, by less than VOTE_MS.
"""

from collections import Counter
from typing import Any

from msgspec import Struct

from agents import facts
from model.clock import HOURS_PER_DAY, MS_PER_HOUR
from model.lesson import Lessons

DAY_MS = HOURS_PER_DAY * MS_PER_HOUR
SPLIT_MEMBERS = 140
"""From here on a community shall split (karmyq's threshold; the default of `propose_split`)."""
VOTE_MS = 7 * DAY_MS
"""karmyq's time for a vote about a split."""
PASS_MS = 14 * DAY_MS
"""Within this time of its start a vote shall have led to the split (our target)."""


class Vote(Struct):
    """A vote about a split: whose, since when in ms, and whether the split came of it in time."""

    community_id: str
    started_ms: int
    in_time: bool = False
    over: bool = False


class Crowding:
    """Follows sizes, proposals and votes; `members_of` is the ledger's count, already up to date.

    It knows what simulated people did: a proposal of somebody else is not seen.
    """

    def __init__(self, members_of: Counter[str]) -> None:
        self.largest = 0
        self.most_communities = 0
        self._members_of = members_of
        self._votes: dict[str, Vote] = {}
        self._proposed: set[str] = set()
        self._waits_since: dict[str, int] = {}
        self._longest_ms = 0

    def lessons(self) -> Lessons:
        """What is learnt from which fact."""
        for change in (
            facts.CommunityCreated,
            facts.CommunityJoined,
            facts.MembershipApproved,
            facts.CommunityLeft,
        ):
            yield change, self._changes
        yield facts.SplitProposed, self._proposes
        yield facts.SplitVoteStarted, self._puts_to_vote
        yield facts.SplitExecuted, self._splits
        yield facts.FusionExecuted, self._fuses

    def splits_in_voting(self, now_ms: int) -> int:
        """Votes that can still pass."""
        self._settle(now_ms)
        return sum(not vote.over for vote in self._votes.values())

    def passed_rate(self, now_ms: int) -> float | None:
        """Of the votes that have had their time, the part that led to the split within it."""
        ripe = [v.in_time for v in self._votes.values() if v.started_ms < now_ms - PASS_MS]
        return sum(ripe) / len(ripe) if ripe else None

    def longest_wait_ms(self, now_ms: int) -> int:
        """The longest that a community waited for a proposal, waits of this moment included."""
        self._settle(now_ms)
        return max([self._longest_ms, *(now_ms - ms for ms in self._waits_since.values())])

    def _changes(self, fact: Any, _who: str, at_ms: int) -> None:
        self._look_at(fact.community_id, at_ms)

    def _look_at(self, community_id: str, at_ms: int) -> None:
        members = self._members_of.get(community_id, 0)
        self.largest = max(self.largest, members)
        self.most_communities = max(self.most_communities, len(self._members_of))
        if members < SPLIT_MEMBERS:
            self._end_wait(community_id, at_ms)
        elif community_id not in self._proposed:
            self._waits_since.setdefault(community_id, at_ms)

    def _end_wait(self, community_id: str, at_ms: int) -> None:
        since_ms = self._waits_since.pop(community_id, None)
        if since_ms is not None:
            self._longest_ms = max(self._longest_ms, at_ms - since_ms)

    def _proposes(self, fact: facts.SplitProposed, _who: str, at_ms: int) -> None:
        self._settle(at_ms)
        self._end_wait(fact.community_id, at_ms)
        self._proposed.add(fact.community_id)

    def _puts_to_vote(self, fact: facts.SplitVoteStarted, _who: str, at_ms: int) -> None:
        self._votes[fact.split_id] = Vote(fact.community_id, at_ms)

    def _settle(self, now_ms: int) -> None:
        """End the votes whose time is over."""
        for vote in self._votes.values():
            end_ms = vote.started_ms + VOTE_MS
            if not vote.over and end_ms <= now_ms:
                vote.over = True
                self._proposed.discard(vote.community_id)
                self._look_at(vote.community_id, end_ms)

    def _splits(self, fact: facts.SplitExecuted, _who: str, at_ms: int) -> None:
        vote = self._votes.get(fact.split_id)
        if vote is not None:
            vote.over = True
            vote.in_time = at_ms - vote.started_ms <= PASS_MS
        self._ends(fact.community_id, at_ms)
        for half in (fact.child_a_id, fact.child_b_id):
            self._look_at(half, at_ms)

    def _fuses(self, fact: facts.FusionExecuted, _who: str, at_ms: int) -> None:
        self._ends(fact.community_a_id, at_ms)
        self._ends(fact.community_b_id, at_ms)
        self._look_at(fact.merged_id, at_ms)

    def _ends(self, community_id: str, at_ms: int) -> None:
        self._end_wait(community_id, at_ms)
        self._proposed.discard(community_id)
