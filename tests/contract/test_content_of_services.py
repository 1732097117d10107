"""Providers and activities that ship as content are taken by karmyq as they are."""

from datetime import timedelta
from typing import get_args

import pytest

from adapters.entities import ActivityDraft, ActivityType, ProviderDraft, RideDetails
from scenarios.activity_templates import ActivityTemplate
from scenarios.city import load_city
from scenarios.provider_templates import ProviderTemplate
from tests.contract.town import Town

CITY = load_city("portland")
KINDS: tuple[ActivityType, ...] = get_args(ActivityType)
PLANS = [(kind, template) for kind in KINDS for template in CITY.activities.of(kind)]


def drafts(template: ProviderTemplate) -> list[ProviderDraft]:
    """A template with each of its cars, and with the fewest and the most seats."""
    texts = (template.bio, template.pricing_notes, template.location_notes)
    name = template.display_name.replace("{first}", "Ada")
    if template.ride is None:
        return [ProviderDraft(template.service_type, name, *texts)]
    return [
        ProviderDraft(template.service_type, name, *texts, RideDetails(car, seats))
        for car in template.ride.vehicle_type
        for seats in template.ride.max_passengers
    ]


@pytest.mark.parametrize(
    "template", CITY.providers.templates, ids=lambda template: template.display_name
)
def test_a_provider_template_is_taken(town: Town, template: ProviderTemplate) -> None:
    ada = town.person()
    for draft in drafts(template):
        profile = ada.publish(draft)

        shown = ada.get_provider(profile.id)
        ride = draft.ride_details
        assert (shown.service_type, shown.display_name) == (draft.service_type, draft.display_name)
        assert shown.max_passengers == (None if ride is None else ride.max_passengers)


@pytest.mark.parametrize(("kind", "plan"), PLANS, ids=lambda one: getattr(one, "title", one))
def test_an_activity_template_is_taken(
    town: Town, kind: ActivityType, plan: ActivityTemplate
) -> None:
    here = town.scene()
    draft = ActivityDraft(
        title=plan.title,
        activity_type=kind,
        scheduled_at=(town.now + timedelta(days=2)).isoformat(),
        description=plan.description,
        duration_minutes=plan.duration_minutes,
        max_participants=plan.max_participants[1],
    )

    assert here.requester.create_activity(here.community_id, draft).title == plan.title
