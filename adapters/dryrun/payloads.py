"""The payload of each request type, as `POST /requests` validates it (rules 4.4).

Unknown keys are dropped in silence, defaults are filled in by the platform (clarifications, 2).
Numbers are JSON numbers, finite, integers safe; only `seats_needed` is coerced. Lengths count code
points. An absent key may be absent, but not null.
"""

import re
from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, TypeAdapter
from typing_extensions import TypedDict

from adapters.entities import RequestType

SAFE_INTEGER = 2**53 - 1
STRICT = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)

_UTC = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def utc_moment(text: str) -> str:
    """A date-time with seconds and `Z`; offsets and minute precision are refused (zod 4)."""
    if not _UTC.fullmatch(text):
        raise ValueError("not a UTC date-time with seconds and Z")
    datetime.fromisoformat(text)
    return text


def _uri(text: str) -> str:
    if not _URI.fullmatch(text):
        raise ValueError("not a URI")
    return text


def _whole(value: object) -> object:
    """JSON knows one kind of number: 2.0 is a whole number."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= SAFE_INTEGER:
        return int(value)
    return value


def _coerced(value: object) -> object:
    """As JavaScript's `Number()` reads text; `seats_needed` alone is treated so."""
    if isinstance(value, str):
        try:
            return _whole(float(value.strip() or 0))
        except ValueError:
            return value
    if isinstance(value, bool):
        return int(value)
    return _whole(value)


Moment = Annotated[str, AfterValidator(utc_moment)]
Uri = Annotated[str, AfterValidator(_uri)]
Whole = Annotated[int, BeforeValidator(_whole), Field(ge=-SAFE_INTEGER, le=SAFE_INTEGER)]
Seats = Annotated[int, BeforeValidator(_coerced), Field(ge=1, le=10)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Address = Annotated[str, Field(min_length=3)]


class Location(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    address: Address
    lat: Latitude
    lng: Longitude


class RidePreferences(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    women_only: NotRequired[bool]
    pet_friendly: NotRequired[bool]
    wheelchair_accessible: NotRequired[bool]


class RidePayload(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    origin: Location
    destination: Location
    seats_needed: Seats
    departure_time: Moment
    preferences: NotRequired[RidePreferences]


class BorrowPayload(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    item_category: Literal[
        "tools", "electronics", "kitchen", "books", "sports", "camping", "party", "other"
    ]
    duration_days: Annotated[Whole, Field(ge=1, le=30)]
    condition_min: NotRequired[Literal["fair", "good", "like_new", "new"]]
    images: NotRequired[Annotated[list[Uri], Field(max_length=5)]]
    return_date: NotRequired[Moment]


class BudgetRange(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    min: NotRequired[Annotated[float, Field(ge=0)]]
    max: NotRequired[Annotated[float, Field(ge=0)]]
    currency: NotRequired[Literal["USD", "EUR", "GBP"]]


class PreferredSchedule(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    days: NotRequired[
        list[Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]]
    ]
    time_of_day: NotRequired[Literal["morning", "afternoon", "evening", "flexible"]]


class ServicePayload(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    service_category: Literal[
        "plumbing",
        "electrical",
        "carpentry",
        "tutoring",
        "consulting",
        "repair",
        "cleaning",
        "gardening",
        "pet_care",
        "childcare",
        "elder_care",
        "tech_support",
        "legal",
        "financial",
        "other",
    ]
    skill_level_required: NotRequired[Literal["beginner", "intermediate", "expert"]]
    estimated_duration_hours: NotRequired[Annotated[float, Field(ge=0.5, le=80)]]
    budget_range: NotRequired[BudgetRange]
    preferred_schedule: NotRequired[PreferredSchedule]
    location_type: NotRequired[Literal["remote", "on_site", "hybrid"]]
    certifications_required: NotRequired[Annotated[list[str], Field(max_length=5)]]


class EventLocation(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    address: Address
    lat: NotRequired[Latitude]
    lng: NotRequired[Longitude]
    is_virtual: NotRequired[bool]
    virtual_link: NotRequired[Uri]


class EventRole(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    role_name: Annotated[str, Field(min_length=2, max_length=50)]
    count: Annotated[Whole, Field(ge=1)]
    description: NotRequired[Annotated[str, Field(max_length=200)]]


class EventRequirements(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    age_minimum: NotRequired[Annotated[Whole, Field(ge=0, le=100)]]
    background_check: NotRequired[bool]
    experience_required: NotRequired[bool]


class Recurring(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    is_recurring: NotRequired[bool]
    frequency: NotRequired[Literal["daily", "weekly", "biweekly", "monthly"]]
    end_date: NotRequired[Moment]


class EventPayload(TypedDict):
    __pydantic_config__ = STRICT  # type: ignore[misc]
    event_type: Literal[
        "volunteer",
        "community_cleanup",
        "fundraiser",
        "workshop",
        "meetup",
        "sports",
        "cultural",
        "educational",
        "social",
        "other",
    ]
    event_date: Moment
    event_duration_hours: Annotated[float, Field(ge=0.5, le=24)]
    location: EventLocation
    participants_needed: Annotated[Whole, Field(ge=1, le=1000)]
    roles: NotRequired[Annotated[list[EventRole], Field(max_length=10)]]
    requirements: NotRequired[EventRequirements]
    recurring: NotRequired[Recurring]


PAYLOADS: dict[RequestType, TypeAdapter[Any]] = {
    "ride": TypeAdapter(RidePayload),
    "borrow": TypeAdapter(BorrowPayload),
    "service": TypeAdapter(ServicePayload),
    "event": TypeAdapter(EventPayload),
}


def validated_payload(request_type: RequestType, payload: object) -> dict[str, Any]:
    """The payload as it is stored; raises pydantic's ValidationError with a path per problem."""
    if request_type == "generic":
        return {}
    stored: dict[str, Any] = PAYLOADS[request_type].validate_python(payload)
    if request_type == "service":
        stored.setdefault("location_type", "on_site")
        if "budget_range" in stored:
            stored["budget_range"].setdefault("currency", "USD")
    if request_type == "event":
        stored["location"].setdefault("is_virtual", False)
        if "recurring" in stored:
            stored["recurring"].setdefault("is_recurring", False)
    return stored
