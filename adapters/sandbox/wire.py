"""How karmyq writes a value: times in ISO 8601 with milliseconds, and whole rows of its tables."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.dryrun.views import size_alert

Row = dict[str, Any]


def moment(when: datetime) -> str:
    """A time as JavaScript writes it."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{when.microsecond // 1000:03d}Z"


def moment_or_null(when: datetime | None) -> str | None:
    """A time that may be missing."""
    return None if when is None else moment(when)


def auth_user(user: UserRecord) -> Row:
    """`AuthUser`, as registering shows it."""
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "createdAt": moment(user.created_at),
        "communities": [],
    }


def user_profile(user: UserRecord) -> Row:
    """`UserProfile`; nobody here writes about himself."""
    return {
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "bio": None,
        "avatar_url": None,
        "created_at": moment(user.created_at),
        "updated_at": moment(user.created_at),
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
        "access_type": row.access_type,
        "creator_id": row.creator.id,
        "status": row.status,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at or row.created_at),
        "community_type": row.community_type,
    }


def community_list_item(row: CommunityRecord) -> Row:
    """`CommunityListItem`; counts are BIGINT, which arrives as text."""
    extended = row.active_members - row.inner_circle - row.active_community
    return _community(row) | {
        "creator_name": row.creator.name,
        "inner_circle_count": str(row.inner_circle),
        "active_community_count": str(row.active_community),
        "extended_network_count": str(extended),
    }


def community_detail(row: CommunityRecord, members: Iterable[MemberRecord]) -> Row:
    """`CommunityDetail` without its proposals, with the pending and the active members."""
    return _community(row) | {
        "creator_name": row.creator.name,
        "members": [_detail_member(member) for member in members],
        "size_alert": size_alert(row),
    }


def _detail_member(row: MemberRecord) -> Row:
    return {
        "id": row.id,
        "user_id": row.user.id,
        "role": row.role,
        "status": row.status,
        "joined_at": moment(row.joined_at),
        "join_request_message": None,
        "user_name": row.user.name,
        "user_email": row.user.email,
    }


def my_community(row: MemberRecord) -> Row:
    """`MyCommunity`."""
    place = row.community
    return _community(place) | {
        "creator_name": place.creator.name,
        "role": row.role,
        "joined_at": moment(row.joined_at),
    }


def community_row(row: CommunityRecord, member: MemberRecord | None) -> Row:
    """`CommunityRow`, with the role of the one who created or found it."""
    whole = _community(row) | {
        "default_request_scope": "community",
        "latitude": None,
        "longitude": None,
        "tags": [],
        "federation_mode": "local_only",
        "accepts_federated_members": False,
        "federated_id": None,
        "governance_settings": {
            "template": "small-collective",
            "quorum_size": 3,
            "eligibility_threshold": 50,
        },
    }
    return whole if member is None else whole | {"role": member.role}


def member_row(row: MemberRecord) -> Row:
    """`MemberRow`."""
    return {
        "id": row.id,
        "community_id": row.community.id,
        "user_id": row.user.id,
        "role": row.role,
        "invited_by": None,
        "status": row.status,
        "join_request_message": None,
        "joined_at": moment(row.joined_at),
    }
