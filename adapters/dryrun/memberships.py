"""The membership service: joining, leaving, and who decides about whom (rules, section 7)."""

from collections.abc import Sequence

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.dryrun.shelves.members import (
    ACTIVE,
    ADMIN,
    INACTIVE,
    MEMBER,
    MODERATOR,
    PENDING,
    newest,
)
from adapters.errors import ErrorShape, Refused, Unavailable

ROLES = (ADMIN, MODERATOR, MEMBER)


class Memberships:
    """`/communities/{id}/join`, `/communities/{id}/members`, `/communities/my/communities`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._roster = kernel.store.roster
        self._drifts = "member-counter-drift" in kernel.defects

    def mine(self, user: UserRecord) -> Sequence[MemberRecord]:
        """Active memberships in active communities, newest membership first."""
        return self._roster.mine(user.id).rows

    def newest(self, user: UserRecord) -> list[MemberRecord]:
        """Active memberships in communities of any status, newest first."""
        return newest(self._store.memberships[user.id].values())

    def page(
        self, _reader: UserRecord, community_id: str, status: str = ACTIVE
    ) -> list[MemberRecord]:
        """The rows of a community in one status, oldest first; for everybody who is signed in."""
        self._kernel.check_ids(community_id)
        self._store.layers.forget(self._kernel.clock())
        return list(self._roster.of(as_id(community_id), status))

    def join(self, user: UserRecord, community_id: str) -> MemberRecord:
        """Join a public community, or ask a private one; the order of checks is the platform's."""
        community = self._store.communities.get(as_id(community_id))
        if community is None:
            raise self._kernel.missing("community", community_id)
        if community.status != "active":
            raise Refused(400, "COMMUNITY_INACTIVE", "the community is not active")
        self.require_room(community)
        row = self._store.members.get((community.id, user.id))
        if row is not None and row.status in (ACTIVE, PENDING):
            raise Refused(409, message="already a member, or waiting for approval")
        if row is not None and "rejoin-500" in self._kernel.defects:
            raise Unavailable(500, "INTERNAL_ERROR", "the row of a former member is in the way")
        return self.admit(community, user, pending=community.access_type == "private")

    def add(
        self, user: UserRecord, community_id: str, user_id: str | None, role: str = MEMBER
    ) -> MemberRecord:
        """An admin takes somebody in; with `add-member-open` anybody does, in any role."""
        self._kernel.check_ids(community_id, user_id)
        guarded = "add-member-open" not in self._kernel.defects
        if guarded and not self.is_admin(user.id, community_id):
            raise Refused(403, message="only admins add members", shape="bare")
        if not user_id:
            raise Refused(400, message="user_id is needed", shape="bare")
        community = self._open_place(community_id)
        if (community.id, as_id(user_id)) in self._store.members:
            raise Refused(400, message="there is a member row already", shape="bare")
        if guarded and role not in ROLES:
            raise Refused(400, message="a role is " + ", ".join(ROLES), shape="bare")
        columns.require_fit(role, columns.WORD)
        person = self._store.users.get(as_id(user_id))
        if person is None:
            raise Unavailable(500, "INTERNAL_ERROR", "the row would refer to nobody")
        return self.admit(community, person, role=role)

    def update(
        self,
        user: UserRecord,
        community_id: str,
        user_id: str,
        *,
        role: str | None = None,
        status: str | None = None,
    ) -> MemberRecord:
        """An admin sets role and status, a moderator the status alone; any text is stored."""
        self._kernel.check_ids(community_id, user_id)
        leads = self._role(user.id, community_id)
        if leads not in (ADMIN, MODERATOR):
            raise Refused(403, message="only admins and moderators update members", shape="bare")
        if leads == MODERATOR and role is not None:
            raise Refused(403, message="a moderator changes no role", shape="bare")
        if role is None and status is None:
            raise Refused(400, message="nothing to change", shape="bare")
        row = self._row(community_id, user_id)
        if not (role in (None, ADMIN) and status in (None, ACTIVE)):
            self._keep_an_admin(row)
        enters = status == ACTIVE and row.status != ACTIVE
        if enters and "capacity-unchecked" not in self._kernel.defects:
            self.require_room(row.community, "coded")
        for word in (role, status):
            columns.require_fit(word, columns.WORD)
        self._roster.move(row, role=role, status=status, step=0 if self._drifts else None)
        return row

    def remove(self, user: UserRecord, community_id: str, user_id: str) -> MemberRecord:
        """Leave, or remove somebody as an admin; the row stays, inactive."""
        self._kernel.check_ids(community_id, user_id)
        if as_id(user_id) != user.id and not self.is_admin(user.id, community_id):
            raise Refused(403, message="only admins remove other members", shape="bare")
        row = self._row(community_id, user_id)
        self._keep_an_admin(row)
        self._roster.move(row, status=INACTIVE, step=-1 if self._drifts else None)
        return row

    def is_admin(self, user_id: str, community_id: str) -> bool:
        """Whether somebody is an active admin by the member table."""
        return self._role(user_id, community_id) == ADMIN

    def require_room(self, community: CommunityRecord, shape: ErrorShape = "canonical") -> None:
        """The stored counter must be below the limit (`COMMUNITY_FULL`)."""
        if community.current_members >= community.max_members:
            raise Refused(400, "COMMUNITY_FULL", "the community is full", shape=shape)

    def admit(
        self,
        community: CommunityRecord,
        user: UserRecord,
        *,
        role: str = MEMBER,
        pending: bool = False,
    ) -> MemberRecord:
        """Write the member row, or use the row of a former member again (`rejoin-500`)."""
        now, key = self._kernel.clock(), (community.id, user.id)
        status = PENDING if pending else ACTIVE
        row = self._store.members.get(key)
        if row is None:
            row = MemberRecord(self._kernel.new_id(), community, user, role, status, now)
            self._roster.add(row)
        else:
            self._roster.move(row, role=role, status=status, joined_at=now)
        return row

    def _open_place(self, community_id: str) -> CommunityRecord:
        """A community that takes somebody in by addition; no refusal here has a code."""
        community = self._store.communities.get(as_id(community_id))
        if community is None:
            raise Refused(404, message="no such community", shape="bare")
        if community.status != "active":
            raise Refused(400, message="the community is not active", shape="bare")
        if community.current_members >= community.max_members:
            raise Refused(400, message="the community is full", shape="bare")
        return community

    def _role(self, user_id: str, community_id: str) -> str:
        """The role of an active member; nothing for everybody else."""
        row = self._store.memberships.get(user_id, {}).get(as_id(community_id))
        return "" if row is None else row.role

    def _row(self, community_id: str, user_id: str) -> MemberRecord:
        row = self._store.members.get((as_id(community_id), as_id(user_id)))
        if row is None:
            raise Refused(404, message="no such member", shape="bare")
        return row

    def _keep_an_admin(self, row: MemberRecord) -> None:
        """The only active admin stays one (invariant I2)."""
        leads = row.status == ACTIVE and row.role == ADMIN
        if leads and self._roster.admins(row.community.id) == 1:
            raise Refused(400, message="the last admin cannot go", shape="bare")
