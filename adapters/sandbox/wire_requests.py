"""How the request service writes requests and matches."""

from adapters.dryrun.records import CommunityRecord, MatchRecord, RequestRecord
from adapters.dryrun.requests import Reading
from adapters.sandbox.wire import Row, moment, moment_or_null

OLD_WORDS = {"ride": "transportation"}
"""What `payload_type` calls a category; the other new ones have no old word."""


def request_list_item(row: RequestRecord, community_id: str | None = None) -> Row:
    """`RequestListItem`; a listing of one community names that community alone."""
    wanted = community_id.lower() if community_id else None
    places = [place for place in row.communities if wanted in (None, place.id)]
    return {
        "id": row.id,
        "requester_id": row.requester.id,
        "title": row.title,
        "description": row.description,
        "category": row.request_type,
        "urgency": row.urgency,
        "status": row.status,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at or row.created_at),
        "request_type": row.request_type,
        "payload": row.payload,
        "requirements": row.requirements,
        "visibility_scope": row.visibility_scope,
        "visibility_max_degrees": row.visibility_max_degrees,
        "scheduled_for": moment_or_null(row.scheduled_for),
        "requester_name": row.requester.name,
        "community_name": _joined([place.name for place in places], ", "),
        "community_ids": _joined(_ids(places), ","),
    }


def request_detail(reading: Reading) -> Row:
    """`RequestDetail`."""
    row, match = reading.request, reading.match
    detail = request_list_item(row) | {
        "expired": row.expired,
        "is_directed": False,
        "inventory_item_id": None,
        "directed_to": None,
        "requester_email": row.requester.email,
        "viewer_relation": reading.relation,
        "viewer_match": None if match is None else {"id": match.id, "status": match.status},
    }
    word = OLD_WORDS.get(row.request_type)
    return detail if word is None else detail | {"payload_type": word}


def help_request_row(row: RequestRecord) -> Row:
    """`HelpRequestRow`: every column of the table."""
    return {
        "id": row.id,
        "requester_id": row.requester.id,
        "title": row.title,
        "description": row.description,
        "category": row.request_type,
        "urgency": row.urgency,
        "preferred_start_date": None,
        "preferred_end_date": None,
        "status": row.status,
        "expired": row.expired,
        "expires_at": moment(row.expires_at),
        "request_type": row.request_type,
        "payload": row.payload,
        "requirements": row.requirements,
        "visibility_scope": row.visibility_scope,
        "visibility_max_degrees": row.visibility_max_degrees,
        "preferred_provider_id": None,
        "is_boosted": row.boosted_at is not None,
        "boosted_at": moment_or_null(row.boosted_at),
        "boosted_expires_at": moment_or_null(row.boosted_expires_at),
        "boosted_by": None if row.boosted_by is None else row.boosted_by.id,
        "scheduled_for": moment_or_null(row.scheduled_for),
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at or row.created_at),
        "is_public": True,
        "requester_visibility_consent": False,
        "visibility": "community",
        "federated_id": None,
        "content_forgotten_at": None,
        "is_directed": False,
        "directed_to_user_id": None,
        "directed_to_community_id": None,
        "inventory_item_id": None,
    }


def communities_of(row: RequestRecord) -> list[str]:
    """The ids beside the data of a new request."""
    return _ids(row.communities)


def match_row(row: MatchRecord) -> Row:
    """`MatchRow`: every column of the table."""
    return {
        "id": row.id,
        "request_id": row.request.id,
        "offer_id": None,
        "responder_id": row.responder.id,
        "status": row.status,
        "scheduled_at": moment_or_null(row.scheduled_at),
        "travel_time_minutes": row.travel_time_minutes,
        "completed_at": moment_or_null(row.completed_at),
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
        "requester_visible": row.requester_visible,
        "responder_visible": row.responder_visible,
        "interaction_category": row.interaction_category,
        "requester_done_at": moment_or_null(row.requester_done_at),
        "responder_done_at": moment_or_null(row.responder_done_at),
        "admin_proposed": row.admin_proposed,
    }


def accepted_match(row: MatchRecord) -> Row:
    """The row of an accepted match, with what it is about."""
    return match_row(row) | {
        "request_type": row.request.request_type,
        "payload": row.request.payload,
        "request_title": row.request.title,
    }


def match_list_item(row: MatchRecord) -> Row:
    """`MatchListItem`; there are no linked help offers here."""
    return _match(row) | {
        "requester_done_at": moment_or_null(row.requester_done_at),
        "responder_done_at": moment_or_null(row.responder_done_at),
        "admin_proposed": row.admin_proposed,
        "is_directed": False,
        "responder_name": row.responder.name,
    }


def match_detail(row: MatchRecord) -> Row:
    """`MatchDetail`: without the done stamps and the responder, but with e-mails."""
    return _match(row) | {
        "requester_email": row.request.requester.email,
        "offer_description": None,
        "helper_email": None,
    }


def _match(row: MatchRecord) -> Row:
    request = row.request
    return {
        "id": row.id,
        "request_id": request.id,
        "offer_id": None,
        "responder_id": row.responder.id,
        "status": row.status,
        "created_at": moment(row.created_at),
        "completed_at": moment_or_null(row.completed_at),
        "scheduled_at": moment_or_null(row.scheduled_at),
        "travel_time_minutes": row.travel_time_minutes,
        "request_title": request.title,
        "request_description": request.description,
        "request_category": request.request_type,
        "request_type": request.request_type,
        "payload": request.payload,
        "requester_id": request.requester.id,
        "requester_name": request.requester.name,
        "offer_title": None,
        "offerer_id": None,
        "helper_name": None,
    }


def _ids(places: tuple[CommunityRecord, ...] | list[CommunityRecord]) -> list[str]:
    return [place.id for place in places]


def _joined(texts: list[str], between: str) -> str | None:
    return between.join(texts) or None
