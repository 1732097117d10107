"""Carrying out a split: who goes where, who leads, and what comes along (rules, section 9)."""

from collections.abc import Sequence

from adapters.dryrun.bisection import Group
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.dryrun.shelves.members import ADMIN
from adapters.dryrun.shelves.proposals import SplitRecord
from adapters.dryrun.succession import SPLIT_CARRY, Succession
from adapters.dryrun.trust import Trust
from adapters.errors import KarmyqError, Refused, Unavailable

Halves = dict[Group, list[UserRecord]]


class Dividing:
    """Makes two communities of one, all or nothing."""

    def __init__(self, kernel: Kernel, trust: Trust, succession: Succession) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._trust = trust
        self._succession = succession
        self._fixed = "split-members-fixed" in kernel.defects

    def divide(
        self, row: SplitRecord, caller: UserRecord
    ) -> tuple[CommunityRecord, CommunityRecord]:
        """Execute an approved split; both children, A first."""
        parent, names = row.community, (row.group_a_name, row.group_b_name)
        halves = self._assigned(row) if self._fixed else self._present(row)
        if not (halves["group_a"] and halves["group_b"]):
            raise self._empty_half()
        self._succession.require_possible(names, (parent,))
        leaders = {group: self._leader(parent, half, caller) for group, half in halves.items()}
        self._succession.end(parent, "split")
        row.child_a = self._succession.found(names[0], parent, caller)
        row.child_b = self._succession.found(names[1], parent, caller)
        self._fill(parent, row.child_a, halves["group_a"], leaders["group_a"])
        self._fill(parent, row.child_b, halves["group_b"], leaders["group_b"])
        self._succession.link(row.child_a, row.child_b, "split_origin", SPLIT_CARRY)
        row.executed_at = self._kernel.clock()
        self._store.proposals.move_split(row, "executed")
        return row.child_a, row.child_b

    def _fill(
        self,
        parent: CommunityRecord,
        child: CommunityRecord,
        people: Sequence[UserRecord],
        leader: UserRecord,
    ) -> None:
        self._succession.settle(child, people, leader)
        self._succession.hand_down(parent.id, child.id, people)

    def _present(self, row: SplitRecord) -> Halves:
        """The parent's members of now; who has no half yet goes to the smaller one, in turn."""
        halves: Halves = {"group_a": [], "group_b": []}
        waiting = []
        for member in self._store.roster.of(row.community.id):
            assignment = row.assignments.get(member.user.id)
            if assignment is None or assignment.assigned_to == "unassigned":
                waiting.append(member.user)
            else:
                halves[assignment.assigned_to].append(member.user)
        for user in waiting:
            halves[_smaller(halves)].append(user)
        return halves

    def _assigned(self, row: SplitRecord) -> Halves:
        """`split-members-fixed`: who was assigned, leavers too; the rest together in one half."""
        halves: Halves = {"group_a": [], "group_b": []}
        waiting = []
        for assignment in row.assignments.values():
            if assignment.assigned_to == "unassigned":
                waiting.append(assignment.user)
            else:
                halves[assignment.assigned_to].append(assignment.user)
        halves[_smaller(halves)] += waiting
        return halves

    def _empty_half(self) -> KarmyqError:
        if self._fixed:
            return Unavailable(500, "INTERNAL_ERROR", "a group is empty")
        return Refused(422, message="a group is empty", shape="bare")

    def _leader(
        self, parent: CommunityRecord, half: Sequence[UserRecord], caller: UserRecord
    ) -> UserRecord:
        """The caller; else an admin of the parent; else whom this half trusts most (Sprint 103)."""
        if caller in half:
            return caller
        rows = {user.id: self._store.members[parent.id, user.id] for user in half}
        oldest = sorted(half, key=lambda user: (rows[user.id].joined_at, user.id))
        for user in oldest:
            if rows[user.id].role == ADMIN and rows[user.id].status == "active":
                return user
        inside = {user.id for user in half}
        return max(oldest, key=lambda user: self._trusted(parent.id, user.id, inside))

    def _trusted(self, parent_id: str, user_id: str, inside: set[str]) -> float:
        known = self._trust.neighbours(parent_id, user_id)
        return sum(edge.raw_weight for friend, edge in known.items() if friend in inside)


def _smaller(halves: Halves) -> Group:
    return "group_b" if len(halves["group_b"]) < len(halves["group_a"]) else "group_a"
