"""Templates of providers and of what is said of them; types are those of karmyq's contract."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scenarios.strict import Content, Several, Span

ServiceType = Literal["ride", "tradesperson", "tutor", "other"]
Seats = Annotated[int, Field(ge=1, le=10)]
Stars = Annotated[int, Field(ge=1, le=5)]
Share = Annotated[int, Field(ge=0, le=100)]


class Car(Content):
    """What may be driven, for how many passengers, and how likely it must be booked ahead."""

    vehicle_type: Several[str]
    max_passengers: Span[Seats]
    advance_booking_chance: float = Field(ge=0, le=1)


class ProviderTemplate(Content):
    """Somebody's offer of a service; `{first}` in the name becomes a first name."""

    service_type: ServiceType
    display_name: str = Field(min_length=3, max_length=255, pattern=r"\{first\}")
    bio: str = Field(min_length=10)
    pricing_notes: str | None = None
    location_notes: str | None = None
    ride: Car | None = None

    @model_validator(mode="after")
    def _cars_are_for_rides(self) -> Self:
        """Refuse a ride without a car, and a car without a ride."""
        if (self.service_type == "ride") != (self.ride is not None):
            raise PydanticCustomError("ride", "a ride template has `ride`, and no other has")
        return self


class ReviewTemplate(Content):
    """What is said of a provider, with the stars that fit it."""

    stars: Stars
    text: str = Field(min_length=10)


class ReviewShares(Content):
    """How many of a hundred reviews give how many stars."""

    five: Share
    four: Share
    three: Share
    two: Share
    one: Share

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        total = sum(share for _, share in self.items())
        if total != 100:
            context = {"total": total}
            raise PydanticCustomError("shares", "shares of {total} per cent must be 100", context)
        return self

    def items(self) -> tuple[tuple[int, int], ...]:
        """Each number of stars with its share in per cent, best first."""
        return ((5, self.five), (4, self.four), (3, self.three), (2, self.two), (1, self.one))


class ProviderContent(Content):
    """`providers.yaml`: what is offered, and what is said of it."""

    templates: Several[ProviderTemplate]
    review_shares: ReviewShares
    reviews: Several[ReviewTemplate]

    @model_validator(mode="after")
    def _each_score_has_words(self) -> Self:
        """Refuse stars that may be given and that no text fits."""
        said = {review.stars for review in self.reviews}
        for stars, share in self.review_shares.items():
            if share and stars not in said:
                context = {"stars": stars}
                raise PydanticCustomError("reviews", "no review has {stars} stars", context)
        return self
