"""From karma, ratings, scores and trust edges to the columns of karmyq's tables."""

from datetime import UTC, datetime
from typing import Any

from adapters.dryrun.shelves.reputation import KarmaRow, RatingRow, Reputation
from adapters.dryrun.shelves.trust import Edge

Row = dict[str, Any]


def karma(row: KarmaRow) -> Row:
    """A row of `reputation.karma_records`."""
    return {
        "id": row.id,
        "user_id": row.user_id,
        "community_id": row.community_id,
        "points": row.points,
        "reason": row.reason,
        "related_entity_id": row.match_id,
        "created_at": _zoneless(row.created_at),
    }


def rating(row: RatingRow) -> Row:
    """A row of `feedback.feedback`."""
    return {
        "id": row.id,
        "from_user_id": row.from_id,
        "to_user_id": row.to_id,
        "request_match_id": row.match_id,
        "community_id": row.community_id,
        "rating": row.rating,
        "created_at": _zoneless(row.created_at),
    }


def score(row: Reputation) -> Row:
    """A row of `reputation.trust_scores`; what counts as completed and accepted is our reading."""
    stars = [one.rating for one in row.ratings]
    return {
        "id": row.id,
        "user_id": row.user_id,
        "community_id": row.community_id,
        "score": row.score,
        "requests_completed": row.received,
        "offers_accepted": row.provided,
        "average_feedback": round(sum(stars) / len(stars), 2) if stars else 0,
        "avg_helpfulness": row.helpfulness,
        "avg_responsiveness": row.responsiveness,
        "avg_clarity": row.clarity,
        "total_feedback_received": row.feedback_received,
    }


def edge(row: Edge) -> Row:
    """A row of `social_graph.trust_edges`."""
    low, high = row.pair
    return {
        "id": row.id,
        "user_id_a": low,
        "user_id_b": high,
        "community_id": row.community_id,
        "match_completed_count": row.matches,
        "raw_weight": row.raw_weight,
        "stability": row.stability,
        "last_interaction_at": row.last_interaction_at,
        "updated_at": row.last_interaction_at,
    }


def _zoneless(moment: datetime) -> datetime:
    """What a column without time zone holds: UTC, unsaid."""
    return moment.astimezone(UTC).replace(tzinfo=None)
