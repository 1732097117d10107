"""The calls of the community service about members."""

from collections.abc import Sequence

from adapters.dryrun import member_views, views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import ListedMember, Membership
from adapters.port import Call


class MembershipCalls(Calls):
    """See `adapters.port.memberships`."""

    async def list_members(
        self, community_id: str, status: str = "active"
    ) -> Sequence[ListedMember]:
        """See the port."""
        page = self._platform.memberships.page
        rows = await self._call("list_members", community_id, page, community_id, status)
        return [member_views.listed_member(row) for row in rows]

    async def add_member(self, community_id: str, user_id: str, role: str = "member") -> Membership:
        """See the port."""
        await self._caller.before_call()
        add, user = self._platform.memberships.add, self._signed_in
        row = self._ruled(
            "add_member", community_id, lambda: add(user(), community_id, user_id, role)
        )
        self._caller.called(Call("add_member", community_id, CREATED))
        return views.membership(row)

    async def update_member(
        self,
        community_id: str,
        user_id: str,
        *,
        role: str | None = None,
        status: str | None = None,
    ) -> Membership:
        """See the port."""
        update = self._platform.memberships.update
        row = await self._call(
            "update_member",
            community_id,
            lambda user: update(user, community_id, user_id, role=role, status=status),
        )
        return views.membership(row)

    async def approve_member(self, community_id: str, user_id: str) -> Membership:
        """See the port."""
        update = self._platform.memberships.update
        row = await self._call(
            "approve_member",
            community_id,
            lambda user: update(user, community_id, user_id, status="active"),
        )
        return views.membership(row)

    async def leave_community(self, community_id: str) -> None:
        """See the port."""
        remove = self._platform.memberships.remove
        own_id = "" if self._caller.account is None else self._caller.account.id
        await self._call("leave_community", community_id, remove, community_id, own_id)

    async def remove_member(self, community_id: str, user_id: str) -> None:
        """See the port."""
        remove = self._platform.memberships.remove
        await self._call("remove_member", community_id, remove, community_id, user_id)
