"""Splits: proposing, arranging, voting and carrying out (rules, section 9).

discussion --start-vote (admin)--> voting --a vote meets both thresholds--> approved
approved --execute (admin)--> executed
voting --its end, or everybody has voted (`vote-never-ends`)--> rejected

karmyq reads the admin's role from the token. A token is renewed with every change of roles, so that
it says what the member table says; that is where it is read here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from adapters.dryrun import columns
from adapters.dryrun.bisection import bisect
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.dividing import Dividing
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.dryrun.shelves.proposals import Assignment, SplitRecord, SplitVote
from adapters.dryrun.succession import Succession
from adapters.dryrun.trust import Trust, live_weight
from adapters.dryrun.votes import VOTING, Tally, require_word, stored, tally, weight_of
from adapters.entities import SplitGroup, VoteWord
from adapters.errors import KarmyqError, Refused, Unavailable

GROUPS: tuple[SplitGroup, ...] = ("group_a", "group_b", "unassigned")


class Counted(NamedTuple):
    """A vote as its answer tells it, with the weight unrounded."""

    vote: VoteWord
    weight: float


class Splits:
    """`/communities/{id}/splits`."""

    def __init__(self, kernel: Kernel, trust: Trust, succession: Succession) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.proposals
        self._trust = trust
        self._succession = succession
        self._dividing = Dividing(kernel, trust, succession)

    def propose(
        self, user: UserRecord, community_id: str, name_a: Any, name_b: Any, rationale: Any = None
    ) -> SplitRecord:
        """An admin proposes two halves; everybody is assigned to one of them at once."""
        community = self.require_leader(user, community_id)
        if not (name_a and name_b):
            raise Refused(400, message="both groups need a name", shape="bare")
        if community.id in self._shelf.open_splits:
            raise Refused(409, message="a proposal is open already", shape="bare")
        names = (str(name_a), str(name_b))
        self._succession.require_free(names, (community,))
        for text in (*names, rationale):
            columns.require_fit(None if text is None else str(text))
        row = SplitRecord(
            self._kernel.new_id(),
            community,
            user,
            str(rationale or ""),
            *names,
            created_at=self._kernel.clock(),
        )
        row.assignments = self._halves(community)
        self._shelf.add_split(row)
        return row

    def get(self, user: UserRecord, community_id: str, split_id: str) -> SplitRecord:
        """A proposal, for active members."""
        self._member(user, community_id)
        return self._found(split_id, community_id)

    def tally(self, row: SplitRecord) -> Tally:
        """The electorate is fixed: everybody who was assigned when the split was proposed."""
        return tally(row.votes.values(), len(row.assignments))

    def move_members(
        self, user: UserRecord, community_id: str, split_id: str, moves: Sequence[tuple[Any, Any]]
    ) -> SplitRecord:
        """An admin arranges the halves, in any status; who is not assigned is passed over."""
        self.require_leader(user, community_id)
        row = self._found(split_id, community_id)
        broken = "bad-value-500" in self._kernel.defects
        self._kernel.check_ids(*(user_id for user_id, _ in moves))
        if any(group not in GROUPS for _, group in moves):
            raise refusal_or_500(broken, "a group is group_a, group_b or unassigned")
        for user_id, group in moves:
            assignment = row.assignments.get(as_id(str(user_id)))
            if assignment is not None:
                assignment.assigned_to, assignment.overridden = group, True
        self._shelf.rearranged(row)
        return row

    def start_vote(self, user: UserRecord, community_id: str, split_id: str) -> SplitRecord:
        """An admin opens the vote, for seven days."""
        self.require_leader(user, community_id)
        row = self._found(split_id, community_id)
        if row.status != "discussion":
            raise Refused(422, message="the split is not in discussion", shape="bare")
        row.voting_ends_at = self._kernel.clock() + VOTING
        self._shelf.move_split(row, "voting")
        if "vote-never-ends" not in self._kernel.defects:
            self._kernel.timetable.at(row.voting_ends_at, lambda _: self._close(row))
        return row

    def vote(self, user: UserRecord, community_id: str, split_id: str, vote: Any) -> Counted:
        """Vote, or change one's vote; it is decided as soon as both thresholds are met."""
        member = self._member(user, community_id)
        word = require_word(vote)
        row = self._found(split_id, community_id)
        if row.status != "voting":
            raise Refused(422, message="the split is not in voting", shape="bare")
        place, now = member.community.id, self._kernel.clock()
        weight = weight_of(self._trust, place, user.id)
        cast = SplitVote(row.id, row.community.id, user, word, stored(weight), now)
        self._shelf.add_split_vote(row, cast)
        if self.tally(row).passes(row.quorum_pct, row.approval_pct):
            self._shelf.move_split(row, "approved")
        elif "vote-never-ends" not in self._kernel.defects and self._all_voted(row):
            self._shelf.move_split(row, "rejected")
        return Counted(word, weight)

    def execute(
        self, user: UserRecord, community_id: str, split_id: str
    ) -> tuple[CommunityRecord, CommunityRecord]:
        """An admin carries an approved split out: two communities for one."""
        self.require_leader(user, community_id)
        try:
            row = self._found(split_id, community_id)
        except Refused as error:
            raise self._today_500(error) from None
        if row.status != "approved":
            raise Refused(422, message="the split is not approved", shape="bare")
        if row.community.id not in self._store.memberships[user.id]:
            raise self._today_500(Refused(403, message="not an active member", shape="bare"))
        return self._dividing.divide(row, user)

    def _today_500(self, error: KarmyqError) -> KarmyqError:
        if "unknown-target-500" in self._kernel.defects:
            return Unavailable(500, "INTERNAL_ERROR", error.message)
        return error

    def _close(self, row: SplitRecord) -> None:
        if row.status == "voting":
            self._shelf.move_split(row, "rejected")

    def _all_voted(self, row: SplitRecord) -> bool:
        if len(row.votes) < row.community.active_members:
            return False
        members = self._store.roster.of(row.community.id)
        return all(member.user.id in row.votes for member in members)

    def _halves(self, community: CommunityRecord) -> dict[str, Assignment]:
        rows = {member.user.id: member for member in self._store.roster.of(community.id)}
        groups = bisect(list(rows), self._ties(community.id, rows, self._kernel.clock()))
        return {
            one: Assignment(member.user, groups[one], groups[one]) for one, member in rows.items()
        }

    def _ties(
        self, community_id: str, rows: Mapping[str, MemberRecord], now: datetime
    ) -> dict[str, dict[str, float]]:
        return {
            one: {
                friend: live_weight(edge, now)
                for friend, edge in self._trust.neighbours(community_id, one).items()
                if friend in rows
            }
            for one in rows
        }

    def _found(self, split_id: str, community_id: str) -> SplitRecord:
        """The proposal, if it is the path's community's (`proposal-path-unchecked`)."""
        row = self._shelf.splits.get(as_id(split_id))
        unchecked = "proposal-path-unchecked" in self._kernel.defects
        if row is None or not (unchecked or row.community.id == as_id(community_id)):
            raise self._kernel.missing("split", split_id, "bare")
        return row

    def _member(self, user: UserRecord, community_id: str) -> MemberRecord:
        self._kernel.check_ids(community_id)
        row = self._store.memberships[user.id].get(as_id(community_id))
        if row is None:
            raise Refused(403, message="not an active member", shape="bare")
        return row

    def require_leader(self, user: UserRecord, community_id: str) -> CommunityRecord:
        """The community, if the person is an admin there; raises Refused (403)."""
        self._kernel.check_ids(community_id)
        row = self._store.memberships[user.id].get(as_id(community_id))
        if row is None or row.role != "admin":
            raise Refused(403, message="admins only", shape="bare")
        return row.community
