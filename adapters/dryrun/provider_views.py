"""Providers, their offers and their collectives, as a caller sees them."""

from adapters.dryrun.shelves.collectives import CollectiveRecord
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.entities import (
    Collective,
    ListedReview,
    MyCollective,
    MyProvider,
    NewCollective,
    Provider,
    ProviderDetail,
    ProviderOffer,
    ProviderProfile,
    ProviderReview,
)


def profile(row: ProviderRecord) -> ProviderProfile:
    """`ProviderProfileRow`."""
    return ProviderProfile(
        id=row.id,
        user_id=row.user.id,
        service_type=row.service_type,
        display_name=row.display_name,
        is_active=row.is_active,
        is_available=row.is_available,
        created_at=row.created_at,
    )


def provider(row: ProviderRecord) -> Provider:
    """`ProviderListItem`."""
    return Provider(
        id=row.id,
        user_id=row.user.id,
        service_type=row.service_type,
        display_name=row.display_name,
        is_active=row.is_active,
        created_at=row.created_at,
        avg_stars=row.avg_stars,
        total_reviews=row.total_reviews,
        trust_score=row.trust_score,
    )


def my_provider(row: ProviderRecord) -> MyProvider:
    """`MyProvider`."""
    return MyProvider(
        id=row.id,
        user_id=row.user.id,
        service_type=row.service_type,
        display_name=row.display_name,
        is_active=row.is_active,
        is_available=row.is_available,
        created_at=row.created_at,
        avg_stars=row.avg_stars,
        total_reviews=row.total_reviews,
        trust_score=row.trust_score,
        completion_rate=float(row.completion_rate),
    )


def provider_detail(row: ProviderRecord) -> ProviderDetail:
    """`ProviderDetail`."""
    return ProviderDetail(
        id=row.id,
        user_id=row.user.id,
        service_type=row.service_type,
        display_name=row.display_name,
        is_active=row.is_active,
        created_at=row.created_at,
        avg_stars=row.avg_stars,
        total_reviews=row.total_reviews,
        trust_score=row.trust_score,
        completion_rate=float(row.completion_rate),
        vehicle_type=row.vehicle_type,
        max_passengers=row.max_passengers,
        advance_booking_required=row.advance_booking_required,
    )


def review(row: ReviewRecord) -> ProviderReview:
    """`ProviderReview`."""
    return ProviderReview(
        id=row.id,
        provider_id=row.provider.id,
        reviewer_id=row.reviewer.id,
        match_id=None if row.match is None else row.match.id,
        stars=row.stars,
        review_text=row.review_text,
        created_at=row.created_at,
    )


def listed_review(row: ReviewRecord) -> ListedReview:
    """A row of a profile's reviews."""
    return ListedReview(row.id, row.stars, row.review_text, row.created_at, row.reviewer.name)


def offer(row: ProviderOfferRecord, *, before: bool = False) -> ProviderOffer:
    """`ProviderOffer`; `before` shows a row as it was while it was pending."""
    return ProviderOffer(
        id=row.id,
        provider_id=row.provider_id,
        provider_user_id=row.user.id,
        request_id=row.request.id,
        price=row.price,
        note=row.note,
        status="pending" if before else row.status,
        created_at=row.created_at,
    )


def new_collective(row: CollectiveRecord) -> NewCollective:
    """`CollectiveRow`."""
    return NewCollective(row.id, row.name, row.service_types, row.created_at)


def collective(row: CollectiveRecord) -> Collective:
    """`CollectiveListItem`."""
    return Collective(
        id=row.id,
        name=row.name,
        service_types=row.service_types,
        created_by=row.creator.id,
        created_at=row.created_at,
        member_count=len(row.members),
        avg_trust_score=row.average,
    )


def my_collective(row: CollectiveRecord) -> MyCollective:
    """`MyCollective`."""
    return MyCollective(row.id, row.name, row.service_types, row.is_active, row.created_at)
