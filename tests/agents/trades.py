"""Builders for tests about providers, collectives and activities on the stage of actions."""

from datetime import datetime, timedelta
from typing import cast

from adapters.entities import (
    Activity,
    ActivityDraft,
    Match,
    NewCollective,
    ProviderDraft,
    ProviderProfile,
    RequestDraft,
    ServiceType,
)
from tests.agents.stage import Town, ended

TAP = {"service_category": "plumbing"}


def provider(town: Town, name: str, kind: str = "tutor") -> ProviderProfile:
    """This person's new profile."""
    draft = ProviderDraft(cast("ServiceType", kind), f"{name.title()} helps")
    return ended(town.port(name).register_provider(draft))


def collective(town: Town, name: str, *kinds: str) -> NewCollective:
    """A collective that this person has founded."""
    return ended(town.port(name).create_collective(f"{name.title()} and friends", kinds))


def group(town: Town, founder: str, *members: str, name: str = "River Runners") -> str:
    """A group community; returns its id."""
    call = town.port(founder).create_community(name, "About us", "Here", "sports", "group")
    place = ended(call)
    for member in members:
        ended(town.port(member).join_community(place.id))
    return place.id


def activity(
    town: Town, by: str, place: str, at: datetime | None = None, room: int = 8
) -> Activity:
    """An activity that this admin has planned, two days ahead unless a moment is given."""
    moment = at or town.time + timedelta(days=2)
    draft = ActivityDraft("Easy loop", "group_run", moment.isoformat(), max_participants=room)
    return ended(town.port(by).create_activity(place, draft))


def service(town: Town, requester: str, helper: str, place: str) -> Match:
    """A service that the helper has done for the requester."""
    town.time += timedelta(minutes=1)
    draft = RequestDraft("My tap drips, who can help?", place, "Tap drips", "service", payload=TAP)
    request = ended(town.port(requester).create_request(draft))
    match = town.offer(helper, request)
    town.accept(requester, match)
    town.half(helper, match)
    town.half(requester, match)
    return match
