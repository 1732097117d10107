"""The calls of the reputation service."""

from collections.abc import Sequence

from adapters.dryrun.calls.base import Calls
from adapters.dryrun.trust_score import tier
from adapters.entities import (
    CommunitySummary,
    KarmaEntry,
    KarmaNow,
    KarmaTotals,
    RatedScore,
    TrustInCommunity,
)


class ReputationCalls(Calls):
    """See `adapters.port.reputation`."""

    async def my_karma(self, community_id: str) -> KarmaNow:
        """See the port."""
        rule = self._platform.reputations.karma_now
        return KarmaNow(*await self._call("my_karma", community_id, rule, community_id))

    async def karma_totals(self, community_id: str | None = None) -> KarmaTotals:
        """See the port."""
        rule, about = self._platform.reputations.totals, community_id or ""
        return await self._call("karma_totals", about, rule, self._myself, community_id)

    async def karma_history(
        self, limit: int, *, offset: int = 0, community_id: str | None = None
    ) -> Sequence[KarmaEntry]:
        """See the port."""
        rule, window = self._platform.reputations.history, (limit, offset, community_id)
        about = community_id or ""
        rows = await self._call("karma_history", about, rule, self._myself, *window)
        return [
            KarmaEntry(
                id=row.id,
                points=row.points,
                reason=row.reason,
                related_entity_id=row.match_id,
                created_at=row.created_at,
                community_id=row.community_id,
            )
            for row in rows
        ]

    async def trust_in_community(self, community_id: str) -> TrustInCommunity:
        """See the port."""
        rule = self._platform.reputations.trust_in
        return await self._call(
            "trust_in_community", community_id, rule, self._myself, community_id
        )

    async def my_community_summary(self, community_id: str) -> CommunitySummary:
        """See the port."""
        rule = self._platform.reputations.summary
        place, score, karma = await self._call(
            "my_community_summary", community_id, rule, community_id
        )
        return CommunitySummary(place.id, score, tier(score), *karma)

    async def rate_exchange(
        self, match_id: str, to_user_id: str, community_id: str, rating: int
    ) -> RatedScore:
        """See the port."""
        rule = self._platform.reputations.rate
        stars = (match_id, to_user_id, community_id, rating)
        return RatedScore(await self._call("rate_exchange", match_id, rule, *stars))

    @property
    def _myself(self) -> str:
        account = self._caller.account
        return "" if account is None else account.id
