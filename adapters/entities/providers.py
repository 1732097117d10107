"""Providers: their profiles, their offers, and what is said of them."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.words import ProviderOfferStatus, ServiceType


class RideDetails(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a driver says of car and seats (`RideDetails`); what is None is not sent."""

    vehicle_type: str | None = None
    max_passengers: int = 1
    typical_routes: str | None = None
    advance_booking_required: bool = False


class ProviderDraft(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a member sends to offer a service (`CreateProvider`); what is None is not sent."""

    service_type: ServiceType
    display_name: str
    bio: str | None = None
    pricing_notes: str | None = None
    location_notes: str | None = None
    ride_details: RideDetails | None = None


class ProviderProfile(Struct, frozen=True, gc=False):
    """A stored profile (`ProviderProfileRow`); a new one is not available, that is off duty."""

    id: str
    user_id: str
    service_type: str
    display_name: str
    is_active: bool | None
    is_available: bool
    created_at: datetime


class Provider(Struct, frozen=True, gc=False):
    """One row of the directory (`ProviderListItem`), which does not tell who is on duty.

    `avg_stars` is the mean of all reviews, 0 of none; `trust_score` goes from 0 to 100.
    """

    id: str
    user_id: str
    service_type: str
    display_name: str
    is_active: bool | None
    created_at: datetime
    avg_stars: float | None
    total_reviews: int | None
    trust_score: int | None


class MyProvider(Struct, frozen=True, gc=False):
    """One of the caller's own profiles (`MyProvider`); `completion_rate` is in per cent."""

    id: str
    user_id: str
    service_type: str
    display_name: str
    is_active: bool | None
    is_available: bool
    created_at: datetime
    avg_stars: float | None
    total_reviews: int | None
    trust_score: int | None
    completion_rate: float | None


class ProviderDetail(Struct, frozen=True, gc=False):
    """One profile read singly (`ProviderDetail`); the ride fields are None for other services."""

    id: str
    user_id: str
    service_type: str
    display_name: str
    is_active: bool | None
    created_at: datetime
    avg_stars: float | None
    total_reviews: int | None
    trust_score: int | None
    completion_rate: float | None
    vehicle_type: str | None
    max_passengers: int | None
    advance_booking_required: bool | None


class Availability(Struct, frozen=True, gc=False):
    """The answer to going on duty or off."""

    id: str
    is_available: bool


class ProviderOffer(Struct, frozen=True, gc=False):
    """An offer of a provider on a request (`ProviderOffer`); `price` in dollars, None for none.

    The answers to accepting and declining show the row as it was before, still pending.
    """

    id: str
    provider_id: str
    provider_user_id: str
    request_id: str
    price: float | None
    note: str | None
    status: ProviderOfferStatus
    created_at: datetime


class ProviderReview(Struct, frozen=True, gc=False):
    """A stored review (`ProviderReview`)."""

    id: str
    provider_id: str
    reviewer_id: str
    match_id: str | None
    stars: int
    review_text: str | None
    created_at: datetime


class ListedReview(Struct, frozen=True, gc=False):
    """A review as readers of a profile see it: not for which match, and by whom only in name."""

    id: str
    stars: int
    review_text: str | None
    created_at: datetime
    reviewer_name: str | None
