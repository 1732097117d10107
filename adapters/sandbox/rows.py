"""From the platform's records to the columns of karmyq's tables."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from adapters.contract import tables
from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.store import Record

Row = dict[str, Any]

NO_PASSWORD = "!"
"""No hash of anything: nobody logs in here, and passwords are not kept."""


def columns_of(record: Record) -> tuple[Table, Row]:
    """The table that a record belongs to, and its row there."""
    match record:
        case UserRecord():
            return tables.users, _user(record)
        case CommunityRecord():
            return tables.communities, _community(record)
        case MemberRecord():
            return tables.members, _member(record)
        case RequestRecord():
            return tables.help_requests, _request(record)
        case MatchRecord():
            return tables.matches, _match(record)


def links_of(request: RequestRecord) -> list[Row]:
    """The rows of `request_communities`; the database makes their ids."""
    return [
        {
            "request_id": request.id,
            "community_id": place.id,
            "created_at": _zoneless(request.created_at),
        }
        for place in request.communities
    ]


def _user(row: UserRecord) -> Row:
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "password_hash": NO_PASSWORD,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.created_at),
    }


def _community(row: CommunityRecord) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "location": row.location,
        "category": row.category,
        "max_members": row.max_members,
        "current_members": row.current_members,
        "creator_id": row.creator.id,
        "access_type": row.access_type,
        "status": row.status,
        "community_type": row.community_type,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.created_at),
    }


def _member(row: MemberRecord) -> Row:
    return {
        "id": row.id,
        "community_id": row.community.id,
        "user_id": row.user.id,
        "role": row.role,
        "status": row.status,
        "joined_at": _zoneless(row.joined_at),
    }


def _request(row: RequestRecord) -> Row:
    return {
        "id": row.id,
        "requester_id": row.requester.id,
        "title": row.title,
        "description": row.description,
        "category": row.request_type,
        "urgency": row.urgency,
        "status": row.status,
        "expired": row.expired,
        "expires_at": _zoneless(row.expires_at),
        "request_type": row.request_type,
        "payload": row.payload,
        "requirements": row.requirements,
        "visibility_scope": row.visibility_scope,
        "visibility_max_degrees": row.visibility_max_degrees,
        "scheduled_for": row.scheduled_for,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.created_at),
    }


def _match(row: MatchRecord) -> Row:
    return {
        "id": row.id,
        "request_id": row.request.id,
        "responder_id": row.responder.id,
        "status": row.status,
        "scheduled_at": row.scheduled_at,
        "travel_time_minutes": row.travel_time_minutes,
        "completed_at": _zoneless_or_null(row.completed_at),
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.updated_at),
        "requester_done_at": _zoneless_or_null(row.requester_done_at),
        "responder_done_at": _zoneless_or_null(row.responder_done_at),
        "admin_proposed": row.admin_proposed,
    }


def _zoneless(moment: datetime) -> datetime:
    """What a column without time zone holds: UTC, unsaid."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _zoneless_or_null(moment: datetime | None) -> datetime | None:
    return None if moment is None else _zoneless(moment)
