"""The calls of the community service."""

from collections.abc import Sequence

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, OK, Calls
from adapters.entities import Community, FoundCommunity, Membership, MyCommunity
from adapters.port import Call


class CommunityCalls(Calls):
    """See `adapters.port.communities`."""

    async def my_communities(self) -> Sequence[MyCommunity]:
        """See the port."""
        rows = await self._call("my_communities", "", self._platform.memberships.mine)
        return [views.my_community(row) for row in rows]

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """See the port."""
        page = self._platform.communities.page
        rows = await self._call("list_communities", "", page, limit, offset)
        return [views.community(row) for row in rows]

    async def create_community(
        self, name: str, description: str, location: str, category: str, community_type: str
    ) -> FoundCommunity:
        """See the port."""
        await self._caller.before_call()
        create, user = self._platform.communities.create, self._signed_in
        founding = self._ruled(
            "create_community",
            "",
            lambda: create(
                user(), name, description, location, category, community_type=community_type
            ),
        )
        place = founding.community
        status = OK if founding.existing else CREATED
        self._caller.called(Call("create_community", place.id, status))
        joined = founding.member is not None and founding.member.status == "active"
        return FoundCommunity(place.id, place.name, founding.existing, joined)

    async def join_community(self, community_id: str) -> Membership:
        """See the port."""
        join = self._platform.memberships.join
        row = await self._call("join_community", community_id, join, community_id)
        return views.membership(row)
