"""The calls of the community service."""

from collections.abc import Sequence

from adapters.dryrun import member_views, views
from adapters.dryrun.calls.base import CREATED, OK, Calls
from adapters.entities import (
    Community,
    CommunityDetail,
    FoundCommunity,
    Membership,
    MyCommunity,
    StoredCommunity,
)
from adapters.port import Call


class CommunityCalls(Calls):
    """See `adapters.port.communities`."""

    async def my_communities(self) -> Sequence[MyCommunity]:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        rows = self._answer("my_communities", "", self._platform.memberships.mine)
        return [
            row.view
            if row.view is not None and row.view_edition == row.community.edition
            else views.my_community(row)
            for row in rows
        ]

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """See the port."""
        page = self._platform.communities.page
        rows = await self._call("list_communities", "", page, limit, offset)
        return [views.community(row) for row in rows]

    async def get_community(self, community_id: str) -> CommunityDetail:
        """See the port."""
        get = self._platform.communities.get
        row = await self._call("get_community", community_id, get, community_id)
        return views.community_detail(row, self._platform.store.proposals)

    async def create_community(
        self,
        name: str,
        description: str,
        location: str,
        category: str,
        community_type: str,
        access_type: str = "public",
    ) -> FoundCommunity:
        """See the port."""
        await self._caller.before_call()
        create, user = self._platform.communities.create, self._signed_in
        founding = self._ruled(
            "create_community",
            "",
            lambda: create(
                user(),
                name,
                description,
                location,
                category,
                community_type=community_type,
                access_type=access_type,
            ),
        )
        place = founding.community
        status = OK if founding.existing else CREATED
        self._caller.called(Call("create_community", place.id, status))
        joined = founding.member is not None and founding.member.status == "active"
        return FoundCommunity(place.id, place.name, founding.existing, joined)

    async def update_community(
        self,
        community_id: str,
        *,
        name: str | None = None,
        description: str | None = None,
        location: str | None = None,
        category: str | None = None,
        max_members: int | None = None,
        status: str | None = None,
    ) -> StoredCommunity:
        """See the port."""
        given = {
            "name": name,
            "description": description,
            "location": location,
            "category": category,
            "max_members": max_members,
            "status": status,
        }
        changes = {name: value for name, value in given.items() if value is not None}
        rule, own = self._platform.communities.update, self._own_id
        row = await self._call("update_community", community_id, rule, community_id, changes, own)
        return member_views.stored_community(row)

    async def archive_community(self, community_id: str) -> None:
        """See the port."""
        rule, own = self._platform.communities.archive, self._own_id
        await self._call("archive_community", community_id, rule, community_id, own)

    @property
    def _own_id(self) -> str | None:
        """What the client sends in the body as well."""
        return None if self._caller.account is None else self._caller.account.id

    async def join_community(self, community_id: str) -> Membership:
        """See the port."""
        join = self._platform.memberships.join
        row = await self._call("join_community", community_id, join, community_id)
        return views.membership(row)
