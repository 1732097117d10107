"""The request service: matches."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Completion, Match, MatchDetail, MatchStatus, MyMatch


class Matches(Protocol):
    """Offers, and what becomes of them."""

    async def list_matches(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: MatchStatus | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """A page of the caller's own matches, newest first."""

    async def get_match(self, match_id: str) -> MatchDetail:
        """One match of the caller; 404 for everybody else's."""

    async def offer_help(self, request_id: str) -> Match:
        """Offer help on an open request: a proposed match with the caller as responder."""

    async def accept_match(self, match_id: str) -> Match:
        """Accept a proposed match as its requester; as its helper when an admin proposed him."""

    async def reject_match(self, match_id: str) -> None:
        """Reject a proposed match (requester), or withdraw it (responder)."""

    async def cancel_match(self, match_id: str) -> None:
        """Call off a proposed or matched match, as either side."""

    async def complete_match(self, match_id: str) -> Completion:
        """Confirm the caller's half of a completion; both halves complete match and request."""
