"""Fusions: proposing, answering, voting and carrying out (rules, section 10).

pending_acceptance --accept (admin of B)--> discussion --start-vote (admin of A or B)--> voting
pending_acceptance --reject (admin of B)--> rejected
voting --both sides pass in one vote call--> approved --execute (admin of A or B)--> executed
voting --its end, or everybody has voted (`vote-never-ends`)--> rejected

Roles are read from the member table, which says what a renewed token says.
"""

from typing import Any

from adapters.dryrun import columns
from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.dryrun.shelves.proposals import FusionRecord, FusionVote
from adapters.dryrun.splits import Counted
from adapters.dryrun.succession import FUSION_CARRY, Succession
from adapters.dryrun.trust import Trust
from adapters.dryrun.votes import VOTING, Tally, require_word, stored, tally, weight_of
from adapters.errors import KarmyqError, Refused, Unavailable


class Fusions:
    """`/communities/{id}/fusions`."""

    def __init__(self, kernel: Kernel, trust: Trust, succession: Succession) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.proposals
        self._trust = trust
        self._succession = succession

    def propose(
        self, user: UserRecord, community_id: str, target_id: Any, name: Any, rationale: Any = None
    ) -> FusionRecord:
        """An admin of A proposes to merge with B, whose admin has to accept."""
        self._kernel.check_ids(community_id)
        if not self._leads(user, as_id(community_id)):
            raise Refused(403, message="admins only", shape="bare")
        if not (target_id and name):
            raise Refused(400, message="target and name are needed", shape="bare")
        self._kernel.check_ids(target_id)
        a, b = as_id(community_id), as_id(str(target_id))
        if a in self._shelf.open_fusions or b in self._shelf.open_fusions:
            raise Refused(409, message="a proposal is open already", shape="bare")
        here, target = self._store.communities[a], self._target(a, b)
        self._succession.require_free((str(name),), (here, target))
        for text in (name, rationale):
            columns.require_fit(None if text is None else str(text))
        now = self._kernel.clock()
        row = FusionRecord(
            self._kernel.new_id(), here, target, user, str(name), str(rationale or ""), now
        )
        self._shelf.add_fusion(row)
        return row

    def _target(self, a: str, b: str) -> CommunityRecord:
        today = "unknown-target-500" in self._kernel.defects
        if a == b:
            raise refusal_or_500(today, "a community cannot merge with itself")
        target = self._store.communities.get(b)
        if target is None and today:
            raise Unavailable(500, "INTERNAL_ERROR", "the target is unknown")
        if target is None:
            raise Refused(404, message="the target is unknown", shape="bare")
        return target

    def get(self, user: UserRecord, community_id: str, fusion_id: str) -> FusionRecord:
        """A proposal, for the active members of the party in the path."""
        row = self._row(fusion_id)
        self._require_member(user, row, as_id(community_id))
        return row

    def tallies(self, row: FusionRecord) -> tuple[Tally, Tally]:
        """Side A's and side B's; who may vote are the active members of now."""
        first, second = (
            tally(
                [vote for vote in row.votes.values() if vote.community_id == side.id],
                side.active_members,
            )
            for side in (row.a, row.b)
        )
        return first, second

    def accept(self, user: UserRecord, community_id: str, fusion_id: str) -> FusionRecord:
        """An admin of B takes the proposal up."""
        row = self._waiting(user, community_id, fusion_id)
        row.accepted_by = user
        self._shelf.move_fusion(row, "discussion")
        return row

    def reject(self, user: UserRecord, community_id: str, fusion_id: str) -> FusionRecord:
        """An admin of B turns the proposal down; there is no way to do so later."""
        row = self._waiting(user, community_id, fusion_id)
        self._shelf.move_fusion(row, "rejected")
        return row

    def start_vote(self, user: UserRecord, community_id: str, fusion_id: str) -> FusionRecord:
        """An admin of either side opens the vote, for seven days."""
        row = self._found(fusion_id, community_id)
        self._require_leader(user, row.a, row.b)
        if row.status != "discussion":
            raise Refused(422, message="the fusion is not in discussion", shape="bare")
        row.voting_ends_at = self._kernel.clock() + VOTING
        self._shelf.move_fusion(row, "voting")
        if "vote-never-ends" not in self._kernel.defects:
            self._kernel.timetable.at(row.voting_ends_at, lambda _: self._close(row))
        return row

    def vote(self, user: UserRecord, community_id: str, fusion_id: str, vote: Any) -> Counted:
        """Vote for the side in the path; a second vote changes the first, on the first's side."""
        row, side = self._row(fusion_id), as_id(community_id)
        self._require_member(user, row, side)
        if row.status != "voting":
            raise Refused(422, message="the fusion is not in voting", shape="bare")
        word, weight = require_word(vote), weight_of(self._trust, side, user.id)
        before = row.votes.get(user.id)
        counts_for = side if before is None else before.community_id
        now = self._kernel.clock()
        cast = FusionVote(row.id, counts_for, user, word, stored(weight), now)
        self._shelf.add_fusion_vote(row, cast)
        sides = self.tallies(row)
        if all(side.passes(row.quorum_pct, row.approval_pct) for side in sides):
            self._shelf.move_fusion(row, "approved")
        elif "vote-never-ends" not in self._kernel.defects and self._all_voted(row):
            self._shelf.move_fusion(row, "rejected")
        return Counted(word, weight)

    def execute(self, user: UserRecord, community_id: str, fusion_id: str) -> CommunityRecord:
        """An admin of either side carries an approved fusion out, and leads what comes of it."""
        row = self._found(fusion_id, community_id)
        self._require_leader(user, row.a, row.b)
        if row.status != "approved":
            raise Refused(422, message="the fusion is not approved", shape="bare")
        sides = (row.a, row.b)
        self._succession.require_possible((row.merged_name,), sides)
        people = {user.id: user}
        for side in sides:
            people |= {one.user.id: one.user for one in self._store.roster.of(side.id)}
        for side in sides:
            self._succession.end(side, "merged")
        row.merged = self._succession.found(row.merged_name, row.a, user)
        self._succession.settle(row.merged, list(people.values()), user)
        self._succession.pool([side.id for side in sides], row.merged.id)
        for side in sides:
            self._succession.link(row.merged, side, "fusion_origin", FUSION_CARRY)
        row.executed_at = self._kernel.clock()
        self._shelf.move_fusion(row, "executed")
        return row.merged

    def _close(self, row: FusionRecord) -> None:
        if row.status == "voting":
            self._shelf.move_fusion(row, "rejected")

    def _all_voted(self, row: FusionRecord) -> bool:
        """One vote counts as cast on both sides here (contract, oddities)."""
        if len(row.votes) < max(row.a.active_members, row.b.active_members):
            return False
        members = (one for side in (row.a, row.b) for one in self._store.roster.of(side.id))
        return all(member.user.id in row.votes for member in members)

    def _waiting(self, user: UserRecord, community_id: str, fusion_id: str) -> FusionRecord:
        row = self._found(fusion_id, community_id)
        self._require_leader(user, row.b)
        if row.status != "pending_acceptance":
            raise Refused(422, message="the fusion waits for no answer", shape="bare")
        return row

    def _row(self, fusion_id: str) -> FusionRecord:
        row = self._shelf.fusions.get(as_id(fusion_id))
        if row is None:
            raise self._missing(fusion_id)
        return row

    def _found(self, fusion_id: str, community_id: str) -> FusionRecord:
        """The proposal, if the path's community is a party (`proposal-path-unchecked`)."""
        row, place = self._row(fusion_id), as_id(community_id)
        if "proposal-path-unchecked" in self._kernel.defects or place in (row.a.id, row.b.id):
            return row
        self._kernel.check_ids(community_id)
        raise self._missing(fusion_id)

    def _missing(self, fusion_id: str) -> KarmyqError:
        return self._kernel.missing("fusion", fusion_id, "bare")

    def _require_member(self, user: UserRecord, row: FusionRecord, side: str) -> None:
        self._kernel.check_ids(side)
        if side not in (row.a.id, row.b.id) or side not in self._store.memberships[user.id]:
            raise Refused(403, message="for active members of a party", shape="bare")

    def _require_leader(self, user: UserRecord, *sides: CommunityRecord) -> None:
        if not any(self._leads(user, side.id) for side in sides):
            raise Refused(403, message="admins only", shape="bare")

    def _leads(self, user: UserRecord, community_id: str) -> bool:
        row = self._store.memberships[user.id].get(community_id)
        return row is not None and row.role == "admin"
