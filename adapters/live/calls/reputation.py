"""The calls of the reputation service."""

from collections.abc import Sequence

from msgspec import Struct

from adapters.entities import (
    CommunitySummary,
    KarmaEntry,
    KarmaNow,
    KarmaTotals,
    KarmaTrend,
    RatedScore,
    TrustInCommunity,
    TrustTier,
)
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask


class _Score(Struct, frozen=True, gc=False):
    """The part of a summary about trust."""

    score: int
    tier: TrustTier


class _Current(Struct, frozen=True, gc=False):
    """The part of a summary about karma."""

    current: int
    trend: KarmaTrend


class _Activity(Struct, frozen=True, gc=False):
    """The part of a summary about the last 30 days."""

    recent_helps: int
    recent_requests: int


class ReputationCalls(Calls):
    """See `adapters.port.reputation`."""

    async def my_karma(self, community_id: str) -> KarmaNow:
        """See the port."""
        return await self._call(
            "my_karma",
            Ask("GET /reputation/me/karma", params={"community_id": community_id}),
            lambda answer: decode.one(answer, KarmaNow),
            about=community_id,
        )

    async def karma_totals(self, community_id: str | None = None) -> KarmaTotals:
        """See the port."""
        params = {"community_id": community_id}
        return await self._call(
            "karma_totals",
            Ask("GET /reputation/karma/{userId}", (self._own_id or "me",), params),
            lambda answer: decode.one(answer, KarmaTotals),
            about=community_id or "",
        )

    async def karma_history(
        self, limit: int, *, offset: int = 0, community_id: str | None = None
    ) -> Sequence[KarmaEntry]:
        """See the port."""
        params = {"limit": limit, "offset": offset, "community_id": community_id}
        return await self._call(
            "karma_history",
            Ask("GET /reputation/history/{userId}", (self._own_id or "me",), params),
            lambda answer: decode.page(answer, KarmaEntry),
            about=community_id or "",
        )

    async def trust_in_community(self, community_id: str) -> TrustInCommunity:
        """See the port."""
        ids = (self._own_id or "me", community_id)
        return await self._call(
            "trust_in_community",
            Ask("GET /reputation/trust/{userId}/{communityId}", ids),
            lambda answer: decode.one(answer, TrustInCommunity),
            about=community_id,
        )

    async def my_community_summary(self, community_id: str) -> CommunitySummary:
        """See the port."""
        params = {"community_id": community_id}
        return await self._call(
            "my_community_summary",
            Ask("GET /reputation/me/community-summary", params=params),
            _summary,
            about=community_id,
        )

    async def rate_exchange(
        self, match_id: str, to_user_id: str, community_id: str, rating: int
    ) -> RatedScore:
        """See the port."""
        body = {
            "match_id": match_id,
            "to_user_id": to_user_id,
            "community_id": community_id,
            "rating": rating,
        }
        return await self._call(
            "rate_exchange",
            Ask("POST /reputation/feedback", body=body),
            lambda answer: decode.one(answer, RatedScore),
            about=match_id,
        )


def _summary(answer: Success) -> CommunitySummary:
    trust = decode.one(answer, _Score, "reputation")
    karma = decode.one(answer, _Current, "karma")
    activity = decode.one(answer, _Activity, "activity")
    return CommunitySummary(
        community_id=decode.text(answer, "scope", "community_id"),
        score=trust.score,
        tier=trust.tier,
        karma=karma.current,
        trend=karma.trend,
        recent_helps=activity.recent_helps,
        recent_requests=activity.recent_requests,
    )
