"""The membership service: joining, and one's own communities (rules, section 7)."""

from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.errors import Refused


class Memberships:
    """`/communities/{id}/join` and `/communities/my/communities`."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store

    def mine(self, user: UserRecord) -> list[MemberRecord]:
        """Active memberships in active communities, newest membership first."""
        rows = self._store.memberships[user.id].values()
        active = [row for row in rows if row.community.status == "active"]
        active.sort(key=lambda row: (row.joined_at, row.id), reverse=True)
        return active

    def join(self, user: UserRecord, community_id: str) -> MemberRecord:
        """Join a public community, or ask a private one; the order of checks is the platform's."""
        community = self._store.communities.get(as_id(community_id))
        if community is None:
            raise self._kernel.missing("community", community_id)
        if community.status != "active":
            raise Refused(400, "COMMUNITY_INACTIVE", "the community is not active")
        self.require_room(community)
        row = self._store.members.get((community.id, user.id))
        if row is not None and row.status in ("active", "pending"):
            raise Refused(409, message="already a member, or waiting for approval")
        return self.admit(community, user, pending=community.access_type == "private")

    def require_room(self, community: CommunityRecord) -> None:
        """The stored counter must be below the limit (`COMMUNITY_FULL`)."""
        if community.current_members >= community.max_members:
            raise Refused(400, "COMMUNITY_FULL", "the community is full")

    def admit(
        self,
        community: CommunityRecord,
        user: UserRecord,
        *,
        role: str = "member",
        pending: bool = False,
    ) -> MemberRecord:
        """Write the member row, or use the row of a former member again (`rejoin-500`)."""
        now, key = self._kernel.clock(), (community.id, user.id)
        status = "pending" if pending else "active"
        row = self._store.members.get(key)
        if row is None:
            row = MemberRecord(self._kernel.new_id(), community, user, role, status, now)
            self._store.add_member(row)
            return row
        row.role, row.joined_at, row.status = role, now, status
        self._store.changed(row)
        if not pending:
            self._store.activate(row)
        return row
