"""How the request service writes what people ask and say beside a request: dibs and feedback."""

from adapters.dryrun.dibs import Candidate
from adapters.dryrun.feedback import BothSides
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.sandbox.wire import Row, moment, moment_or_null


def dibs(row: DibsRecord) -> Row:
    """`Dibs`."""
    return {
        "id": row.id,
        "request_id": row.request.id,
        "requester_id": row.request.requester.id,
        "provider_user_id": row.provider_user.id,
        "status": row.status,
        "expires_at": moment(row.expires_at),
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def pending_dibs(row: DibsRecord) -> Row:
    """`PendingDibs`."""
    return dibs(row) | {
        "request_title": row.request.title,
        "scheduled_for": moment_or_null(row.request.scheduled_for),
        "requester_name": row.request.requester.name,
    }


def dibs_candidate(found: Candidate) -> Row:
    """`DibsCandidate`; who has completed something together is directly connected."""
    return {
        "providerId": found.profile_id or found.user.id,
        "providerUserId": found.user.id,
        "displayName": found.name,
        "priorInteractions": found.prior,
        "similarPriorInteractions": found.similar,
        "trustGraphConnection": "direct",
        "isAvailable": True,
        "kind": "neighbor" if found.profile_id is None else "provider",
        "trustPath": None,
        "reason": "helped before",
        "relationshipContext": {
            "priorCompletedMatches": found.prior,
            "lastInteractionAt": moment(found.last),
            "similarCategory": found.similar > 0,
        },
    }


def given_feedback(row: FeedbackRecord) -> Row:
    """One's own feedback, as its author hears of it."""
    return {
        "id": row.id,
        "match_id": row.match.id,
        "helpfulness": row.helpfulness,
        "responsiveness": row.responsiveness,
        "clarity": row.clarity,
        "allow_featuring": row.allow_featuring,
        "created_at": moment(row.created_at),
    }


def match_feedback(both: BothSides) -> Row:
    """Both sides' feedback; what both allow is left out while one of them is missing."""
    row = {
        "feedback_from_requester": _feedback_read(both.requester),
        "feedback_from_responder": _feedback_read(both.responder),
        "requester_visible": both.match.requester_visible,
        "responder_visible": both.match.responder_visible,
    }
    if both.both_allow_featuring is not None:
        row["both_allow_featuring"] = both.both_allow_featuring
    return row


def _feedback_read(row: FeedbackRecord | None) -> Row | None:
    if row is None:
        return None
    return {
        "id": row.id,
        "helpfulness": row.helpfulness,
        "responsiveness": row.responsiveness,
        "clarity": row.clarity,
        "comment": row.comment,
        "created_at": moment(row.created_at),
    }
