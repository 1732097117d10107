"""Found a collective of providers and show it in the providers' network community.

Who:       community builders, very rarely
When:      the member has a provider profile and belongs to no collective
Calls:     my_providers, my_collectives, create_collective; then list_communities, page by page
           until the network is found, and link_collective
Chances:   none; the name is made of the first name and the service of the oldest profile
Takes:     10 to 20 s to write, 3 to 8 s before linking (old simulator, 3.12)
Leaves:    CollectiveCreated; CollectiveLinked
Outcomes:  skipped no_profile, has_collective; where the network is not on one of `pages` pages the
           collective stays without a link, as in the old simulator
"""

from dataclasses import dataclass

from adapters.entities import Community
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import CollectiveCreated, CollectiveLinked
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

NETWORK = "PDX Service Providers Network"
"""The community that collectives are linked to (old simulator, 3.12)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    pages: int = 4
    write_s: tuple[float, float] = (10.0, 20.0)
    link_s: tuple[float, float] = (3.0, 8.0)


async def create_collective(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Found one collective and link it."""
    profiles = await karmyq.my_providers()
    if not profiles:
        return skipped("no_profile")
    if await karmyq.my_collectives():
        return skipped("has_collective")

    services = list(dict.fromkeys(profile.service_type for profile in profiles))
    name = f"{me.account.name.split()[0]} {services[0].title()} Collective"
    await me.think(*settings.write_s)
    collective = await karmyq.create_collective(name, services)
    me.leave(CollectiveCreated(collective.id))

    network = await find_network(karmyq, settings)
    if network is not None and me.knows(network.creator_id):
        await me.think(*settings.link_s)
        await karmyq.link_collective(collective.id, network.id)
        me.leave(CollectiveLinked(collective.id, network.id))
    return DONE


async def find_network(karmyq: Karmyq, settings: Settings) -> Community | None:
    """The network by its name, on whatever page it stands, as far as the pages are read."""
    for page in range(settings.pages):
        rows = await karmyq.list_communities(settings.window, page * settings.window)
        for row in rows:
            if row.name == NETWORK:
                return row
        if len(rows) < settings.window:
            break
    return None


ACTION = Action("create_collective", create_collective, Settings)
