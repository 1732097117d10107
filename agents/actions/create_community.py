"""Found a community.

Who:       community builders, very rarely (weight 0.001); founders at the start of a run
When:      karmyq has fewer than limits.communities active communities (50)
Calls:     list_communities, create_community
Chances:   one of the city's communities whose name is not taken, each equally likely;
           private_chance 0, the share of communities that admit by approval (old simulator: none)
Takes:     10 to 25 s to write (old simulator, 3.10)
Leaves:    CommunityCreated, or CommunityJoined where one of that name and place existed
Outcomes:  skipped enough_communities, no_name_left; no refusal is normal
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.facts import CommunityCreated, CommunityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    private_chance: float = 0.0
    write_s: tuple[float, float] = (10.0, 25.0)


async def create_community(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Found one of the city's communities that does not exist yet."""
    listed = await karmyq.list_communities(me.limits.communities)
    if len(listed) >= me.limits.communities:
        return skipped("enough_communities")
    place = me.words.community(me.content, {community.name for community in listed})
    if place is None:
        return skipped("no_name_left")

    private = settings.private_chance > 0 and me.draw.chance(settings.private_chance)
    access = "private" if private else "public"
    await me.think(*settings.write_s)
    found = await karmyq.create_community(
        place.name, place.description, place.location, place.category, place.community_type, access
    )
    if not found.existing:
        me.leave(CommunityCreated(found.id))
    elif found.joined:
        me.leave(CommunityJoined(found.id, "active"))
    return DONE


ACTION = Action("create_community", create_community, Settings)
