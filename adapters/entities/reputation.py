"""One's own karma and trust; nobody sees anybody else's numbers (ADR-082)."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.words import KarmaTrend, TrustTier


class KarmaNow(Struct, frozen=True, gc=False):
    """Karma in one community as it is today, faded (`KarmaNow`); counts are of 30 days."""

    karma: int
    trend: KarmaTrend
    recent_helps: int
    recent_requests: int


class KarmaTotals(Struct, frozen=True, gc=False):
    """All karma ever, unfaded (`KarmaTotals`)."""

    user_id: str
    total_karma: int
    karma_from_giving: int
    karma_from_receiving: int
    bonuses: int


class KarmaEntry(Struct, frozen=True, gc=False):
    """One karma record (`KarmaHistoryItem`); `related_entity_id` is the match it came from."""

    id: str
    points: int
    reason: str
    related_entity_id: str | None
    created_at: datetime
    community_id: str


class TrustInCommunity(Struct, frozen=True, gc=False):
    """The own trust score in one community, 0 to 100, freshly computed (`TrustInCommunity`)."""

    user_id: str
    community_id: str
    score: int
    requests_completed: int
    offers_accepted: int
    avg_feedback_score: float | None


class CommunitySummary(Struct, frozen=True, gc=False):
    """Score, karma and activity in one community, flat (`SelfCommunitySummary`)."""

    community_id: str
    score: int
    tier: TrustTier
    karma: int
    trend: KarmaTrend
    recent_helps: int
    recent_requests: int


class RatedScore(Struct, frozen=True, gc=False):
    """The answer to a rating: the rated person's trust score after it, unless it was lost."""

    score: int | None
