"""Review the provider who helped with a service.

Who:       whoever asked for the service; an obligation, so every profile does it
When:      a service was completed by a helper who has a provider profile, and is not reviewed
Calls:     list_matches (completed); for each of some helpers list_providers (theirs) and for each
           profile provider_reviews; then review_provider
Chances:   at most `most` helpers, each equally likely; stars from 1 to 5 by the city's shares (the
           old simulator, 3.5, gave 5 or 4 and nothing else)
Takes:     10 to 30 s to write (ours)
Leaves:    ProviderReviewed
Outcomes:  skipped no_service, nothing_to_review; refused CONFLICT when the review was written
           before: readers of reviews see names, not matches, so own ones are counted by name,
           and the oldest services are reviewed first
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.entities import ListedReview, MyMatch, Provider, Standing
from adapters.errors import Refused
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ProviderReviewed
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    most: int = 5
    write_s: tuple[float, float] = (10.0, 30.0)


async def review_provider(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Review one provider for one completed service."""
    services = services_received(me, await karmyq.list_matches(settings.window, status="completed"))
    if not services:
        return skipped("no_service")
    helpers = list(dict.fromkeys(match.responder_id for match in services))
    for helper in me.draw.some(helpers, settings.most):
        profiles = await karmyq.list_providers(settings.window, user_id=helper)
        if not profiles:
            continue
        theirs = [match for match in services if match.responder_id == helper]
        said = await reviews_of(karmyq, profiles, settings.window)
        match = first_without_review(me.account.name, theirs, said)
        if match is not None:
            await me.think(*settings.write_s)
            await write(me, karmyq, fitting(profiles), match)
            return DONE
    return skipped("nothing_to_review")


def services_received(me: Me, matches: Sequence[MyMatch]) -> list[MyMatch]:
    """The completed services of helpers one knows, oldest first."""
    own = me.account.id
    received = [
        match
        for match in matches
        if match.requester_id == own
        and match.request_type == "service"
        and match.responder_id != own
        and match.completed_at is not None
        and me.knows(match.responder_id)
    ]
    return sorted(received, key=lambda match: (_completed(match), match.id))


def fitting(profiles: Sequence[Provider]) -> Provider:
    """The helper's oldest profile that is not about rides, else the oldest."""
    return min(profiles, key=lambda one: (one.service_type == "ride", one.created_at, one.id))


async def reviews_of(
    karmyq: Karmyq, profiles: Sequence[Provider], window: int
) -> Sequence[ListedReview]:
    """What was said of a helper; nothing where karmyq does not answer at this path."""
    said: list[ListedReview] = []
    try:
        for profile in profiles:
            said += await karmyq.provider_reviews(profile.id, window)
    except Refused as refusal:
        if refusal.status != 404:
            raise
    return said


def first_without_review(
    name: str, services: Sequence[MyMatch], said: Sequence[ListedReview]
) -> MyMatch | None:
    """The oldest service that one's own reviews since the first one do not reach."""
    since = _completed(services[0])
    own = sum(one.reviewer_name == name and one.created_at >= since for one in said)
    return services[own] if own < len(services) else None


async def write(me: Me, karmyq: Karmyq, profile: Provider, match: MyMatch) -> None:
    """Give stars and the words that fit them."""
    stars, text = me.words.services.provider_review(me.content)
    review = await karmyq.review_provider(profile.id, stars, text, match.id)
    me.leave(ProviderReviewed(review.id, profile.id, match.id, stars))


def _completed(match: MyMatch) -> datetime:
    return match.completed_at or match.created_at


def reviews_wait(standing: Standing) -> bool:
    """A completed service waits for the requester's review."""
    return standing.reviews_to_write > 0


ACTION = Action("review_provider", review_provider, Settings, waits=reviews_wait)
