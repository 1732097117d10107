"""The reputation service: one's own numbers, and rating the other party of a match."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import (
    CommunitySummary,
    KarmaEntry,
    KarmaNow,
    KarmaTotals,
    RatedScore,
    TrustInCommunity,
)


class Reputation(Protocol):
    """Karma and trust; exact numbers of the caller only, and some seconds behind the matches."""

    async def my_karma(self, community_id: str) -> KarmaNow:
        """The caller's karma in a community as it is today, faded by half in 180 days."""

    async def karma_totals(self, community_id: str | None = None) -> KarmaTotals:
        """The caller's karma ever, in one community or all."""

    async def karma_history(
        self, limit: int, *, offset: int = 0, community_id: str | None = None
    ) -> Sequence[KarmaEntry]:
        """A page of the caller's karma records, newest first."""

    async def trust_in_community(self, community_id: str) -> TrustInCommunity:
        """The caller's trust score in a community, freshly computed."""

    async def my_community_summary(self, community_id: str) -> CommunitySummary:
        """The caller's score, karma and activity in a community; members only."""

    async def rate_exchange(
        self, match_id: str, to_user_id: str, community_id: str, rating: int
    ) -> RatedScore:
        """Give the other party of a completed match 1 to 5 stars, once."""
