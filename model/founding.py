"""Founders start the city's first communities in the first hours of a run."""

from collections.abc import Coroutine, Iterator
from typing import Any

from agents.actions.create_community import Settings
from agents.draw import Draw
from agents.member import Member
from model.before import Before
from model.clock import beginning_of
from model.places import founding_of
from model.society import Society
from model.streams import WorkerStreams
from scenarios import Scenario
from scenarios.city import CommunityTemplate

FOUNDERS = "founders"
ASK_AGAIN_S = 60.0
"""How long a community waits whose founder is in the middle of something else."""


def found_during_run(
    society: Society,
    scenario: Scenario,
    founders: list[Member],
    moments: Draw,
    before: Before,
) -> Iterator[Coroutine[Any, Any, None]]:
    """One story per community of `founding.communities`: a founder in turn, at a drawn hour."""
    founding = scenario.founding
    streams = WorkerStreams.of(scenario.seed, before.stream(FOUNDERS))
    begins = beginning_of(scenario.population)
    if not founders:
        return
    places = list(society.words.communities(0, founding.communities))
    hours = [begins + moments.between(0, founding.within_hours) for _ in places]
    tried = set(sorted(range(len(places)), key=hours.__getitem__)[: before.founded])
    for number, place in enumerate(places):
        if number not in tried:
            founder = founders[number % len(founders)]
            yield _found(society, founder, place, hours[number], streams)


async def _found(
    society: Society,
    founder: Member,
    place: CommunityTemplate,
    hours: float,
    streams: WorkerStreams,
) -> None:
    await society.scheduler.sleep_until(hours)
    while society.is_acting(founder):
        await society.scheduler.sleep(ASK_AGAIN_S)
    with society.acting(founder):
        turn = society.turn(streams, founder.account)
        who = (FOUNDERS, founder.account.email, founder.profile)
        perform = founding_of(place, [], society.sites, Settings().write_s)
        await society.perform(who, perform, "create_community", turn, None)
