"""The community service."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import (
    Community,
    CommunityDetail,
    FoundCommunity,
    Membership,
    MyCommunity,
    StoredCommunity,
)


class Communities(Protocol):
    """Communities and one's memberships in them."""

    async def my_communities(self) -> Sequence[MyCommunity]:
        """The caller's active memberships in active communities, newest first."""

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """A page of the active communities, newest first."""

    async def get_community(self, community_id: str) -> CommunityDetail:
        """One community, of any status."""

    async def create_community(
        self,
        name: str,
        description: str,
        location: str,
        category: str,
        community_type: str,
        access_type: str = "public",
    ) -> FoundCommunity:
        """Create a community, or join the active public one of that name and location."""

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
        """Change a community as its admin; what is None stays. Values are not validated."""

    async def archive_community(self, community_id: str) -> None:
        """End a community as its admin; its members stay."""

    async def join_community(self, community_id: str) -> Membership:
        """Join a public community, or ask to join a private one (status pending)."""
