"""Request templates: a text with an urgency, and the ranges its payload is drawn from.

    RequestTemplate
    ├── GenericTemplate    no payload
    ├── RideTemplate       RideRanges
    ├── BorrowTemplate     BorrowRanges
    ├── ServiceTemplate    ServiceRanges
    └── EventTemplate      EventRanges, Role

Names of payload fields and their limits are those of karmyq's contract (`RidePayload` and its
siblings), so that whatever is drawn from a template is accepted. `scenarios/fill.py` draws.
"""

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.request_words import (
    EventType,
    ItemCategory,
    ItemCondition,
    LocationType,
    RequestType,
    ServiceCategory,
    SkillLevel,
    TimeOfDay,
    Urgency,
)
from scenarios.strict import Content, HoursAhead, Several, Span

Seats = Annotated[int, Field(ge=1, le=10)]
LoanDays = Annotated[int, Field(ge=1, le=30)]
ServiceHours = Annotated[float, Field(ge=0.5, le=80, multiple_of=0.5)]
EventHours = Annotated[float, Field(ge=0.5, le=24, multiple_of=0.5)]
Participants = Annotated[int, Field(ge=1, le=1000)]


class Place(Content):
    """An address with its coordinates in degrees."""

    address: str = Field(min_length=3)
    lat: float = Field(ge=-90, le=90)
    lng: float = Field(ge=-180, le=180)


class RidePreferences(Content):
    """What the rider asks of the car; false is not sent."""

    women_only: bool = False
    pet_friendly: bool = False
    wheelchair_accessible: bool = False


class RideRanges(Content):
    """From where to where, how soon (hours from now) and for how many."""

    origin: Place
    destination: Place
    departure_in_hours: HoursAhead
    seats_needed: Span[Seats]
    preferences: RidePreferences | None = None


class BorrowRanges(Content):
    """What kind of thing, for how many days, and the worst condition that still does.

    The thing itself is named in the title: karmyq drops an item name from the payload.
    """

    item_category: ItemCategory
    duration_days: Span[LoanDays]
    condition_min: ItemCondition | None = None


class ServiceRanges(Content):
    """What kind of work, the skill it takes, how many half hours or hours, and where."""

    service_category: ServiceCategory
    skill_level_required: SkillLevel | None = None
    estimated_duration_hours: Span[ServiceHours]
    location_type: LocationType = "on_site"
    time_of_day: TimeOfDay | None = None


class Role(Content):
    """A task at an event and how many people it takes."""

    role_name: str = Field(min_length=2, max_length=50)
    count: int = Field(ge=1)


class EventRanges(Content):
    """What kind of event, how soon (hours from now), how long, where and with how many people."""

    event_type: EventType
    event_in_hours: HoursAhead
    event_duration_hours: Span[EventHours]
    location: Place
    participants_needed: Span[Participants]
    roles: Annotated[Several[Role], Field(max_length=10)] | None = None

    @model_validator(mode="after")
    def _roles_fit(self) -> Self:
        """Refuse more people in roles than the smallest event may have."""
        needed = sum(role.count for role in self.roles or ())
        if needed > self.participants_needed[0]:
            raise PydanticCustomError(
                "roles_fit", "the roles need more people than the smallest participants_needed"
            )
        return self


class RequestText(Content):
    """What a reader of the request sees first, whatever its type."""

    request_type: ClassVar[RequestType]

    title: str = Field(min_length=5, max_length=255)
    description: str = Field(min_length=10)
    urgency: Urgency


class GenericTemplate(RequestText):
    """A request that its words alone describe."""

    request_type: ClassVar[RequestType] = "generic"


class RideTemplate(RequestText):
    """A request for a lift."""

    request_type: ClassVar[RequestType] = "ride"

    payload: RideRanges


class BorrowTemplate(RequestText):
    """A request to borrow a thing."""

    request_type: ClassVar[RequestType] = "borrow"

    payload: BorrowRanges


class ServiceTemplate(RequestText):
    """A request for somebody's skill."""

    request_type: ClassVar[RequestType] = "service"

    payload: ServiceRanges


class EventTemplate(RequestText):
    """A request for people to take part in something."""

    request_type: ClassVar[RequestType] = "event"

    payload: EventRanges


RequestTemplate = GenericTemplate | RideTemplate | BorrowTemplate | ServiceTemplate | EventTemplate
