"""The request service: collectives of providers."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Collective, MyCollective, NewCollective


class Collectives(Protocol):
    """Providers who appear together."""

    async def list_collectives(
        self,
        limit: int,
        *,
        offset: int = 0,
        service_type: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[Collective]:
        """A page of the collectives, best average score first, then newest."""

    async def my_collectives(self) -> Sequence[MyCollective]:
        """Those in which one of the caller's profiles is a member."""

    async def create_collective(
        self, name: str, service_types: Sequence[str], description: str | None = None
    ) -> NewCollective:
        """Found a collective; the caller's oldest profile becomes its admin."""

    async def join_collective(self, collective_id: str) -> None:
        """Join with one's oldest profile."""

    async def leave_collective(self, collective_id: str, provider_id: str) -> None:
        """Take one's own profile out."""

    async def link_collective(self, collective_id: str, community_id: str) -> None:
        """Show a collective in a community, as its creator or admin."""
