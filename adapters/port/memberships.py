"""The community service: who belongs to a community, and who decides about it."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import ListedMember, Membership


class Memberships(Protocol):
    """The members of a community; joining stands with the communities."""

    async def list_members(
        self, community_id: str, status: str = "active"
    ) -> Sequence[ListedMember]:
        """Everybody in one status there, oldest membership first; no membership is needed."""

    async def add_member(self, community_id: str, user_id: str, role: str = "member") -> Membership:
        """Take somebody in as an admin; that person is active at once."""

    async def update_member(
        self,
        community_id: str,
        user_id: str,
        *,
        role: str | None = None,
        status: str | None = None,
    ) -> Membership:
        """Set role and status as an admin, the status as a moderator; what is None stays."""

    async def approve_member(self, community_id: str, user_id: str) -> Membership:
        """Make a pending member active, as an admin or moderator."""

    async def leave_community(self, community_id: str) -> None:
        """Leave; 400 for the last admin."""

    async def remove_member(self, community_id: str, user_id: str) -> None:
        """Remove somebody as an admin; 400 for the last admin."""
