"""The operations of the reputation service: one's own numbers, and rating."""

from typing import Any

from msgspec import Struct

from adapters.dryrun.karma import Fading
from adapters.dryrun.shelves.reputation import KarmaRow
from adapters.dryrun.trust_score import tier
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer
from adapters.sandbox.wire import Row, moment

WINDOW_DAYS, HALF_LIFE_DAYS = 30, 180


class NewRating(Struct):
    """Stars for the other party of a match."""

    match_id: str | None = None
    to_user_id: str | None = None
    community_id: str | None = None
    rating: Any = None


def my_karma(call: Call) -> Answer:
    """GET /reputation/me/karma."""
    user, place = call.caller(), call.filter("community_id")
    fading = call.platform.reputations.karma_now(user, place)
    return Answer({"data": fading._asdict() | {"last_updated": _now(call)}}, plain=True)


def karma_totals(call: Call) -> Answer:
    """GET /reputation/karma/{userId}; sums by community are BIGINT, which arrives as text."""
    user, place = call.caller(), call.filter("community_id")
    totals = call.platform.reputations.totals(user, call.ids["userId"], place)
    by_community = [
        {
            "community_id": one.community_id,
            "total_karma": str(one.points),
            "transaction_count": str(len(one.rows)),
        }
        for one in call.platform.reputations.by_community(user, place)
    ]
    data = {
        "user_id": totals.user_id,
        "total_karma": totals.total_karma,
        "karma_from_giving": totals.karma_from_giving,
        "karma_from_receiving": totals.karma_from_receiving,
        "bonuses": totals.bonuses,
        "by_community": by_community,
    }
    return Answer({"data": data}, plain=True)


def karma_history(call: Call) -> Answer:
    """GET /reputation/history/{userId}."""
    user, (limit, offset) = call.caller(), call.page()
    rules, place = call.platform.reputations, call.filter("community_id")
    rows = [
        _entry(call, row) for row in rules.history(user, call.ids["userId"], limit, offset, place)
    ]
    return Answer({"data": rows, "count": len(rows)}, plain=True)


def trust_in_community(call: Call) -> Answer:
    """GET /reputation/trust/{userId}/{communityId}."""
    ids = (call.ids["userId"], call.ids["communityId"])
    trust = call.platform.reputations.trust_in(call.caller(), *ids)
    data = {
        "user_id": trust.user_id,
        "community_id": trust.community_id,
        "score": trust.score,
        "requests_completed": trust.requests_completed,
        "offers_accepted": trust.offers_accepted,
        "avg_feedback_score": trust.avg_feedback_score,
    }
    return Answer({"data": data}, plain=True)


def my_community_summary(call: Call) -> Answer:
    """GET /reputation/me/community-summary."""
    user, place = call.caller(), call.filter("community_id")
    community, score, karma = call.platform.reputations.summary(user, place)
    data = {
        "scope": {
            "type": "community",
            "community_id": community.id,
            "community_name": community.name,
        },
        "reputation": {
            "score": score,
            "scale_min": 0,
            "scale_max": 100,
            "tier": tier(score),
            "calculated_at": _now(call),
        },
        "karma": _karma(karma) | {"calculated_at": _now(call)},
        "activity": {
            "recent_helps": karma.recent_helps,
            "recent_requests": karma.recent_requests,
            "window_days": WINDOW_DAYS,
        },
    }
    return Answer({"data": data}, plain=True)


def rate_exchange(call: Call) -> Answer:
    """POST /reputation/feedback; 200, not 201."""
    user, new = call.caller(), call.read(NewRating)
    ids = (new.match_id or "", new.to_user_id or "", new.community_id or "")
    score = call.platform.reputations.rate(user, *ids, new.rating)
    return Answer({"data": {"score": score}}, plain=True)


def _karma(karma: Fading) -> Row:
    return {"current": karma.karma, "trend": karma.trend, "half_life_days": HALF_LIFE_DAYS}


def _entry(call: Call, row: KarmaRow) -> Row:
    return {
        "id": row.id,
        "points": row.points,
        "reason": row.reason,
        "related_entity_id": row.match_id,
        "created_at": moment(row.created_at),
        "community_id": row.community_id,
        "community_name": call.platform.store.communities[row.community_id].name,
    }


def _now(call: Call) -> str:
    return moment(call.platform.now())


OPERATIONS = (
    Operation("GET", "/reputation/me/karma", my_karma, "raw-500"),
    Operation("GET", "/reputation/me/community-summary", my_community_summary, "raw-500"),
    Operation("GET", "/reputation/karma/{userId}", karma_totals, "raw-500"),
    Operation("GET", "/reputation/history/{userId}", karma_history, "raw-500"),
    Operation("GET", "/reputation/trust/{userId}/{communityId}", trust_in_community, "raw-500"),
    Operation("POST", "/reputation/feedback", rate_exchange, "raw-500"),
)
"""In the order in which paths are tried."""
