"""From activities, collectives, offers and links to the columns of karmyq's tables."""

from datetime import UTC, datetime
from typing import Any

from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.dryrun.shelves.collectives import CollectiveRecord
from adapters.dryrun.shelves.proposals import Link, SplitRecord
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.providers import ProviderRecord

Row = dict[str, Any]


def activity(row: ActivityRecord) -> Row:
    """A row of `communities.activities`."""
    return {
        "id": row.id,
        "community_id": row.community.id,
        "created_by": row.creator.id,
        "title": row.title,
        "description": row.description,
        "activity_type": row.activity_type,
        "scheduled_at": row.scheduled_at,
        "duration_minutes": row.duration_minutes,
        "location": row.location,
        "max_participants": row.max_participants,
        "current_participants": row.current_participants,
        "status": row.status,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def participants(row: ActivityRecord) -> list[Row]:
    """The rows of `communities.activity_participants`."""
    return [
        {"activity_id": row.id, "user_id": user_id, "joined_at": _zoneless(moment)}
        for user_id, moment in row.participants.items()
    ]


def collective(row: CollectiveRecord) -> Row:
    """A row of `requests.provider_collectives`."""
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "location_notes": row.location_notes,
        "service_types": None if row.service_types is None else list(row.service_types),
        "is_active": row.is_active,
        "created_by": row.creator.id,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def collective_members(row: CollectiveRecord) -> list[Row]:
    """The rows of `requests.provider_collective_members`."""
    return [
        {
            "collective_id": row.id,
            "provider_id": one.provider.id,
            "role": one.role,
            "joined_at": one.joined_at,
        }
        for one in row.members.values()
    ]


def collective_links(row: CollectiveRecord) -> list[Row]:
    """The rows of `requests.collective_community_links`."""
    return [
        {
            "collective_id": row.id,
            "community_id": one.community.id,
            "status": one.status,
            "established_at": one.established_at,
        }
        for one in row.links.values()
    ]


def provider_offer(row: ProviderOfferRecord) -> Row:
    """A row of `provider.offers`."""
    return {
        "id": row.id,
        "provider_id": row.provider_id,
        "provider_user_id": row.user.id,
        "request_id": row.request.id,
        "price": row.price,
        "note": row.note,
        "status": row.status,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def ride_details(row: ProviderRecord) -> list[Row]:
    """The row of `requests.provider_ride_details`, if the profile has one."""
    if row.max_passengers is None:
        return []
    return [
        {
            "provider_id": row.id,
            "vehicle_type": row.vehicle_type,
            "typical_routes": row.typical_routes,
            "max_passengers": row.max_passengers,
            "advance_booking_required": row.advance_booking_required,
        }
    ]


def provider_score(row: ProviderRecord) -> list[Row]:
    """The row of `reputation.provider_trust_scores`."""
    return [
        {
            "provider_id": row.id,
            "avg_stars": row.avg_stars,
            "total_reviews": row.total_reviews,
            "completion_rate": row.completion_rate,
            "trust_score": row.trust_score,
        }
    ]


def assignments(row: SplitRecord) -> list[Row]:
    """The rows of `communities.split_member_assignments`."""
    return [
        {
            "proposal_id": row.id,
            "user_id": one.user.id,
            "assigned_to": one.assigned_to,
            "cluster_suggestion": one.suggestion,
            "admin_overridden": one.overridden,
            "created_at": row.created_at,
        }
        for one in row.assignments.values()
    ]


def link(row: Link) -> Row:
    """A row of `communities.community_links`."""
    return {
        "id": row.id,
        "community_a_id": row.community_a_id,
        "community_b_id": row.community_b_id,
        "link_type": row.link_type,
        "trust_carry_factor": row.trust_carry_factor,
        "status": "active",
        "created_at": row.created_at,
        "updated_at": row.created_at,
    }


def _zoneless(moment: datetime) -> datetime:
    """What a column without time zone holds: UTC, unsaid."""
    return moment.astimezone(UTC).replace(tzinfo=None)
