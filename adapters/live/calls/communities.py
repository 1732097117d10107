"""The calls of the community service about communities and joining them."""

from collections.abc import Sequence

from adapters.entities import (
    Community,
    CommunityDetail,
    FoundCommunity,
    Membership,
    MyCommunity,
    StoredCommunity,
)
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask


class CommunityCalls(Calls):
    """See `adapters.port.communities`."""

    async def my_communities(self) -> Sequence[MyCommunity]:
        """See the port."""
        return await self._call(
            "my_communities",
            Ask("GET /communities/my/communities", params={"user_id": self._own_id}),
            lambda answer: decode.page(answer, MyCommunity, "communities"),
        )

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """See the port."""
        return await self._call(
            "list_communities",
            Ask("GET /communities", params={"limit": limit, "offset": offset}),
            lambda answer: decode.page(answer, Community, "communities"),
        )

    async def get_community(self, community_id: str) -> CommunityDetail:
        """See the port."""
        return await self._call(
            "get_community",
            Ask("GET /communities/{communityId}", (community_id,)),
            lambda answer: decode.one(answer, CommunityDetail),
            about=community_id,
        )

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
        body = {
            "name": name,
            "description": description,
            "location": location,
            "category": category,
            "community_type": community_type,
            "access_type": access_type,
        }
        ask = Ask("POST /communities", body=body)
        try:
            found = await self._call(
                "create_community", ask, _found_community, made=lambda place: place.id
            )
        finally:
            self._renew_token()
        return found if not (found.existing and found.joined) else await self._verified(found)

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
        return await self._call(
            "update_community",
            Ask("PUT /communities/{communityId}", (community_id,), body=changes | self._own_body()),
            lambda answer: decode.one(answer, StoredCommunity),
            about=community_id,
        )

    async def archive_community(self, community_id: str) -> None:
        """See the port."""
        await self._call(
            "archive_community",
            Ask("DELETE /communities/{communityId}", (community_id,), body=self._own_body()),
            lambda _: None,
            about=community_id,
        )

    async def join_community(self, community_id: str) -> Membership:
        """See the port."""
        endpoint = "POST /communities/{communityId}/join"
        try:
            return await self._call(
                "join_community",
                Ask(endpoint, (community_id,), body=self._own_body()),
                lambda answer: decode.one(answer, Membership),
                about=community_id,
            )
        finally:
            self._renew_token()

    async def _verified(self, found: FoundCommunity) -> FoundCommunity:
        """Former members are told that they joined an existing community, and stay outside."""
        rows = await self._memberships.memberships(self._own_id or "")
        joined = any(place.id == found.id for place in rows)
        return FoundCommunity(found.id, found.name, found.existing, joined)


def _found_community(answer: Success) -> FoundCommunity:
    existing = decode.flag(answer, "existing")
    return FoundCommunity(
        id=decode.text(answer, "community", "id"),
        name=decode.text(answer, "community", "name"),
        existing=existing,
        joined=decode.flag(answer, "joined") if existing else True,
    )
