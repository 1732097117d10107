"""Governance: who may lead a community, by nomination and ratification (rules, section 11)."""

from math import floor
from typing import NamedTuple

from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import CommunityRecord, Leading, MemberRecord, UserRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.members import ADMIN, MODERATOR
from adapters.dryrun.shelves.trust import THRESHOLD
from adapters.dryrun.trust import Trust
from adapters.entities import Maturity
from adapters.errors import Refused

QUORUM = 3
"""How many ratifications a nomination needs."""
TEMPLATE = "small-collective"
NOMINABLE = (ADMIN, MODERATOR)
RANKS = {ADMIN: 2, MODERATOR: 1}


class State(NamedTuple):
    """How a community stands; `average` is the mean raw trust between its active members."""

    average: float
    leading: Leading
    nominations: list[NominationRecord]

    @property
    def eligible(self) -> list[UserRecord]:
        """The active members who are trusted enough to lead."""
        return self.leading.eligible

    @property
    def role_holders(self) -> list[MemberRecord]:
        """The active members who lead."""
        return self.leading.role_holders

    @property
    def maturity(self) -> Maturity:
        """Mature or constrained."""
        return "mature" if self.average >= THRESHOLD else "constrained"


class Governance:
    """`/communities/{id}/governance`."""

    def __init__(self, kernel: Kernel, trust: Trust) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.governance
        self._trust = trust

    def state(self, user: UserRecord, community_id: str) -> State:
        """Maturity, eligible members, pending nominations and role holders; for active members."""
        place = self._as_member(user, community_id)
        return State(
            # To one decimal, halves up.
            floor(self._trust.average(place.id) * 10 + 0.5) / 10,
            self._leading(place),
            list(self._shelf.pending(place.id)),
        )

    def _leading(self, place: CommunityRecord) -> Leading:
        """Looked up again when a member row has changed, or somebody's trust passed the line."""
        trusted = self._trust.trusted(place.id)
        if place.leading is None or place.leading.trusted is not trusted:
            members = list(self._store.roster.of(place.id))
            place.leading = Leading(
                trusted,
                [row.user for row in members if row.user.id in trusted],
                [row for row in members if row.role in NOMINABLE],
            )
        return place.leading

    def nominate(
        self, user: UserRecord, community_id: str, nominee_id: str | None, role: str | None
    ) -> NominationRecord:
        """Propose somebody for a role; the checks come in the platform's order."""
        if not nominee_id or role not in NOMINABLE:
            raise Refused(400, message="a nominee and admin or moderator are needed", shape="bare")
        self._kernel.check_ids(community_id, nominee_id)
        place_id, nominee_id = as_id(community_id), as_id(nominee_id)
        if "nominate-unguarded" not in self._kernel.defects:
            self._as_member(user, place_id)
            if place_id not in self._store.memberships.get(nominee_id, {}):
                raise _ineligible("the nominee is no active member")
        if nominee_id not in self._trust.trusted(place_id):
            raise _ineligible("the nominee is trusted too little here")
        nominee = self._store.users[nominee_id]
        if self._shelf.is_pending(place_id, nominee, role):
            raise Refused(409, message="nominated for this role already", shape="bare")
        row = NominationRecord(
            id=self._kernel.new_id(),
            community=self._store.communities[place_id],
            nominee=nominee,
            nominator=user,
            role=role,
            required=QUORUM,
            created_at=self._kernel.clock(),
        )
        self._shelf.add(row)
        return row

    def ratify(self, user: UserRecord, community_id: str, nomination_id: str) -> NominationRecord:
        """Speak for a pending nomination; the last voice needed gives the role."""
        self._kernel.check_ids(community_id, nomination_id)
        place = self._as_member(user, community_id)
        row = self._shelf.rows.get(as_id(nomination_id))
        if row is None or row.community is not place or row.status != "pending":
            raise Refused(404, message="no such pending nomination", shape="bare")
        if row.nominee is user:
            raise Refused(422, message="nobody ratifies their own nomination", shape="bare")
        now = self._kernel.clock()
        self._shelf.ratify(row, user, now)
        if len(row.ratified_at) >= row.required:
            self._give_role(row)
            self._shelf.resolve(row, now)
        return row

    def _give_role(self, row: NominationRecord) -> None:
        """Whatever the member row's status; a role is never lowered but by `ratify-demotes`."""
        member = self._store.members.get((row.community.id, row.nominee.id))
        if member is None:
            return
        raises = RANKS[row.role] > RANKS.get(member.role, 0)
        if raises or "ratify-demotes" in self._kernel.defects:
            self._store.roster.move(member, role=row.role)

    def _as_member(self, user: UserRecord, community_id: str) -> CommunityRecord:
        own = self._store.memberships[user.id]
        row = own.get(community_id) or own.get(as_id(community_id))
        if row is None:
            self._kernel.check_ids(community_id)
            raise Refused(403, message="not an active member", shape="bare")
        return row.community


def _ineligible(why: str) -> Refused:
    return Refused(422, "GOVERNANCE_ELIGIBILITY_NOT_MET", why, shape="coded")
