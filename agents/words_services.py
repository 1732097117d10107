"""What members say as providers, about providers, and when they plan something together."""

from collections.abc import Collection
from datetime import datetime, timedelta, tzinfo
from typing import get_args

from adapters.entities import ActivityDraft, ActivityType, ProviderDraft, RideDetails
from agents.draw import Draw
from scenarios.activity_templates import ActivityContent
from scenarios.provider_templates import Car, ProviderContent

ACTIVITY_TYPES: tuple[ActivityType, ...] = get_args(ActivityType)


class ServiceWords:
    """Draws from a city's providers, reviews and activities; dates are local to `zone`."""

    def __init__(
        self, providers: ProviderContent, activities: ActivityContent, zone: tzinfo
    ) -> None:
        self._providers = providers
        self._activities = activities
        self._zone = zone
        self._said = {
            stars: [review.text for review in providers.reviews if review.stars == stars]
            for stars, _ in providers.review_shares.items()
        }

    def provider(
        self, content: Draw, first_name: str, held: Collection[str]
    ) -> ProviderDraft | None:
        """A profile for a service that is not held yet; None when all are."""
        free = [one for one in self._providers.templates if one.service_type not in held]
        if not free:
            return None
        template = content.pick(free)
        return ProviderDraft(
            service_type=template.service_type,
            display_name=template.display_name.replace("{first}", first_name),
            bio=template.bio,
            pricing_notes=template.pricing_notes,
            location_notes=template.location_notes,
            ride_details=None if template.ride is None else _ride(content, template.ride),
        )

    def provider_review(self, content: Draw) -> tuple[int, str]:
        """Stars by the content's shares, and words that fit them."""
        stars = content.weighted(self._providers.review_shares.items())
        return stars, content.pick(self._said[stars])

    def activity(
        self,
        content: Draw,
        community_name: str,
        now: datetime,
        days: tuple[int, int],
        hours: tuple[int, int],
    ) -> ActivityDraft:
        """An activity that suits a community, some days ahead at a full hour of the city."""
        favorite = self._activities.favorites.get(community_name)
        kind = content.pick(ACTIVITY_TYPES) if favorite is None else favorite
        template = content.pick(self._activities.of(kind))
        day = now.astimezone(self._zone) + timedelta(days=content.whole(*days))
        moment = day.replace(hour=content.whole(*hours), minute=0, second=0, microsecond=0)
        return ActivityDraft(
            title=template.title,
            activity_type=kind,
            scheduled_at=moment.isoformat(),
            description=template.description,
            duration_minutes=template.duration_minutes,
            max_participants=content.whole(*template.max_participants),
        )


def _ride(content: Draw, car: Car) -> RideDetails:
    return RideDetails(
        vehicle_type=content.pick(car.vehicle_type),
        max_passengers=content.whole(*car.max_passengers),
        advance_booking_required=content.chance(car.advance_booking_chance),
    )
