"""Give the other party of a completed match some stars.

Who:       both sides of a completed match; beside the feedback on matches, which moves no score
When:      a match of the member was completed within the last days
Calls:     list_matches (completed); then get_request and rate_exchange, for one match after the
           other until a rating is taken
Chances:   five_stars 0.60, four_stars 0.25, three_stars 0.10, two_stars 0.03, one_star 0.02
           (ours: most exchanges between neighbours go well)
Takes:     5 to 15 s for each rating (the old simulator's pause before an answer, 3.4)
Leaves:    ExchangeRated
Outcomes:  skipped no_exchange, all_rated: nothing tells which matches one has rated, so the newest
           few are tried, and CONFLICT means that one was rated before
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from adapters.entities import MyMatch
from adapters.errors import Refused
from adapters.port import Karmyq
from agents.action import Action
from agents.draw import Draw
from agents.facts import ExchangeRated
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

RATED_BEFORE = "CONFLICT"


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, `within_h` in hours."""

    window: int = 20
    within_h: float = 168.0
    most_tried: int = 3
    five_stars: float = 0.60
    four_stars: float = 0.25
    three_stars: float = 0.10
    two_stars: float = 0.03
    one_star: float = 0.02
    rate_s: tuple[float, float] = (5.0, 15.0)


async def rate_exchange(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Rate the newest exchange that has no stars from this member yet."""
    matches = await karmyq.list_matches(settings.window, status="completed")
    fresh = exchanges(me, matches, settings.within_h)
    if not fresh:
        return skipped("no_exchange")

    for match, other in fresh[: settings.most_tried]:
        await me.think(*settings.rate_s)
        if await rate(me, karmyq, match, other, stars(me.draw, settings)):
            return DONE
    return skipped("all_rated")


def exchanges(me: Me, matches: Iterable[MyMatch], within_h: float) -> list[tuple[MyMatch, str]]:
    """The completed matches of the last hours, newest first, each with its other party."""
    since, own = me.now() - timedelta(hours=within_h), me.account.id
    fresh = []
    for match in matches:
        other = match.requester_id if match.responder_id == own else match.responder_id
        if other is None or other == own or not me.knows(other):
            continue
        if match.completed_at is not None and match.completed_at > since:
            fresh.append((match, other))
    return fresh


def stars(draw: Draw, settings: Settings) -> int:
    """How it went, one to five."""
    return draw.weighted(
        (
            (5, settings.five_stars),
            (4, settings.four_stars),
            (3, settings.three_stars),
            (2, settings.two_stars),
            (1, settings.one_star),
        )
    )


async def rate(me: Me, karmyq: Karmyq, match: MyMatch, other: str, rating: int) -> bool:
    """Rate in the first community of the request; says whether the rating was taken."""
    request = await karmyq.get_request(match.request_id)
    place = (request.community_ids or "").split(",")[0]
    try:
        await karmyq.rate_exchange(match.id, other, place, rating)
    except Refused as refusal:
        if refusal.code != RATED_BEFORE:
            raise
        return False
    me.leave(ExchangeRated(match.id, rating))
    return True


ACTION = Action("rate_exchange", rate_exchange, Settings)
