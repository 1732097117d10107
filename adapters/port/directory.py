"""Who may act."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Account, Standing


class Directory(Protocol):
    """Who may act, and what waits for each of them."""

    async def actors(self) -> Sequence[Account]:
        """Everybody the simulator may act as, by registration time, then e-mail."""

    async def find(self, email: str) -> Account | None:
        """The actor with this e-mail, if there is one."""

    async def standing(self, user_id: str) -> Standing:
        """What waits for one actor now."""

    async def founder_of(self, name: str, location: str) -> str | None:
        """The id of whoever founded the active community of this name and place (ADR-062)."""
