"""Founders start communities in the first hours of a run, where the scenario asks for it."""

from collections.abc import Coroutine, Iterator
from typing import Any

from agents.actions import ACTIONS
from agents.draw import Draw
from agents.member import Member
from model.society import Society
from model.streams import WorkerStreams
from scenarios import Scenario

FOUNDERS = "founders"
ASK_AGAIN_S = 60.0
"""How long a community waits whose founder is in the middle of something else."""


def found_during_run(
    society: Society, scenario: Scenario, founders: list[Member], moments: Draw
) -> Iterator[Coroutine[Any, Any, None]]:
    """One story per community of `founding.communities`: a founder in turn, at a drawn hour."""
    founding = scenario.founding
    streams = WorkerStreams.of(scenario.seed, FOUNDERS)
    if founders:
        for number in range(founding.communities):
            hours = moments.between(0, founding.within_hours)
            yield _found(society, founders[number % len(founders)], hours, streams)


async def _found(society: Society, founder: Member, hours: float, streams: WorkerStreams) -> None:
    await society.scheduler.sleep_until(hours)
    while society.is_acting(founder):
        await society.scheduler.sleep(ASK_AGAIN_S)
    with society.acting(founder):
        action = ACTIONS["create_community"]
        await society.act(FOUNDERS, founder, founder.profile, action, streams)
