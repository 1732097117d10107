"""How karmyq writes providers, their offers, their reviews and their collectives."""

from adapters.dryrun.records import MemberRecord
from adapters.dryrun.shelves.collectives import (
    CollectiveLink,
    CollectiveMember,
    CollectiveRecord,
)
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.sandbox.wire import Row, moment

NO_RESPONSES = "0.00"
"""The response rate: karmyq has the column and nothing that fills it."""

Memberships = dict[str, MemberRecord]


def provider_row(row: ProviderRecord) -> Row:
    """`ProviderProfileRow`: every column of the table."""
    return _profile(row) | {"is_available": row.is_available}


def provider_list_item(row: ProviderRecord, reader: Memberships, owner: Memberships) -> Row:
    """`ProviderListItem`, with the communities that reader and owner both belong to."""
    shared = [member.community for place, member in reader.items() if place in owner]
    return (
        _common(row)
        | _ride(row)
        | {
            "user_name": row.user.name,
            "shared_communities": [{"id": place.id, "name": place.name} for place in shared],
        }
    )


def my_provider(row: ProviderRecord) -> Row:
    """`MyProvider`."""
    return _common(row) | _rates(row) | {"is_available": row.is_available}


def provider_detail(row: ProviderRecord) -> Row:
    """`ProviderDetail`; rate cards are none of what is emulated here."""
    extra = {"user_name": row.user.name, "rate_cards": []}
    return _common(row) | _ride(row) | _rates(row) | extra


def provider_offer(row: ProviderOfferRecord) -> Row:
    """`ProviderOffer`."""
    return {
        "id": row.id,
        "provider_id": row.provider_id,
        "provider_user_id": row.user.id,
        "request_id": row.request.id,
        "price": None if row.price is None else f"{row.price:.2f}",
        "note": row.note,
        "status": row.status,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def answered_offer(row: ProviderOfferRecord) -> Row:
    """A `ProviderOffer` as it was before its answer, with the one who answered."""
    before = {"status": "pending", "updated_at": moment(row.created_at)}
    return provider_offer(row) | before | {"requester_user_id": row.request.requester.id}


def review(row: ReviewRecord) -> Row:
    """`ProviderReview`."""
    return {
        "id": row.id,
        "provider_id": row.provider.id,
        "reviewer_id": row.reviewer.id,
        "match_id": None if row.match is None else row.match.id,
        "stars": row.stars,
        "review_text": row.review_text,
        "created_at": moment(row.created_at),
    }


def listed_review(row: ReviewRecord) -> Row:
    """A review as the readers of a profile see it."""
    return {
        "id": row.id,
        "stars": row.stars,
        "review_text": row.review_text,
        "created_at": moment(row.created_at),
        "reviewer_name": row.reviewer.name,
    }


def collective_row(row: CollectiveRecord) -> Row:
    """`CollectiveRow`."""
    return my_collective(row) | {"created_by": row.creator.id}


def collective_list_item(row: CollectiveRecord) -> Row:
    """`CollectiveListItem`."""
    numbers = {"member_count": len(row.members), "avg_trust_score": row.average}
    return collective_row(row) | numbers


def my_collective(row: CollectiveRecord) -> Row:
    """`MyCollective`."""
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "service_types": row.service_types,
        "location_notes": row.location_notes,
        "is_active": row.is_active,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def collective_member(row: CollectiveRecord, member: CollectiveMember) -> Row:
    """The row of a membership."""
    return {
        "collective_id": row.id,
        "provider_id": member.provider.id,
        "role": member.role,
        "joined_at": moment(member.joined_at),
    }


def collective_link(row: CollectiveRecord, link: CollectiveLink) -> Row:
    """The row of a link."""
    return {
        "collective_id": row.id,
        "community_id": link.community.id,
        "status": link.status,
        "established_at": moment(link.established_at),
    }


def _profile(row: ProviderRecord) -> Row:
    return {
        "id": row.id,
        "user_id": row.user.id,
        "service_type": row.service_type,
        "display_name": row.display_name,
        "bio": row.bio,
        "pricing_notes": row.pricing_notes,
        "location_notes": row.location_notes,
        "is_active": row.is_active,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


def _common(row: ProviderRecord) -> Row:
    return _profile(row) | {
        "avg_stars": f"{row.avg_stars:.2f}",
        "total_reviews": row.total_reviews,
        "trust_score": row.trust_score,
    }


def _rates(row: ProviderRecord) -> Row:
    return {"completion_rate": f"{row.completion_rate:.2f}", "response_rate": NO_RESPONSES}


def _ride(row: ProviderRecord) -> Row:
    return {
        "vehicle_type": row.vehicle_type,
        "max_passengers": row.max_passengers,
        "typical_routes": row.typical_routes,
        "advance_booking_required": row.advance_booking_required,
    }
