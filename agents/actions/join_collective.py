"""Join a collective that offers what the member offers.

Who:       active helpers and community builders, very rarely
When:      the member has a provider profile
Calls:     my_providers, my_collectives, list_collectives, join_collective
Chances:   one of the listed collectives with a common service, each equally likely (old
           simulator, 3.12)
Takes:     5 to 15 s to read (old simulator, 3.12)
Leaves:    CollectiveJoined
Outcomes:  skipped no_profile, nothing_to_join; no refusal is normal
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from adapters.entities import Collective
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import CollectiveJoined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    read_s: tuple[float, float] = (5.0, 15.0)


async def join_collective(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Join one collective with one's oldest profile."""
    services = {profile.service_type for profile in await karmyq.my_providers()}
    if not services:
        return skipped("no_profile")
    joined = {collective.id for collective in await karmyq.my_collectives()}
    listed = await karmyq.list_collectives(settings.window)
    suitable = joinable(me, listed, services, joined)
    if not suitable:
        return skipped("nothing_to_join")

    collective = me.draw.pick(suitable)
    await me.think(*settings.read_s)
    await karmyq.join_collective(collective.id)
    me.leave(CollectiveJoined(collective.id))
    return DONE


def joinable(
    me: Me, listed: Sequence[Collective], services: Set[str], joined: Set[str]
) -> list[Collective]:
    """Collectives of people one knows, with a common service, that one is not in."""
    return [
        row
        for row in listed
        if row.id not in joined
        and not services.isdisjoint(row.service_types or ())
        and row.created_by is not None
        and me.knows(row.created_by)
    ]


ACTION = Action("join_collective", join_collective, Settings)
