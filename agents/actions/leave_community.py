"""Leave a community.

Who:       any profile with a weight; nobody in the reference
When:      the member belongs to at least two communities
Calls:     my_communities, list_members where the member is admin, leave_community
Chances:   none; each membership is equally likely
Takes:     10 to 30 s to make up one's mind (ours; nobody left in the old simulator)
Leaves:    CommunityLeft
Outcomes:  skipped only_membership, only_admin; refused VALIDATION_ERROR when the other admin left
           meanwhile
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.facts import CommunityLeft
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    reflect_s: tuple[float, float] = (10.0, 30.0)


async def leave_community(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Leave one of one's communities, but not the last, and not without an admin."""
    mine = await karmyq.my_communities()
    if len(mine) < 2:
        return skipped("only_membership")
    place = me.draw.pick(mine)
    if place.role == "admin":
        admins = [one for one in await karmyq.list_members(place.id) if one.role == "admin"]
        if len(admins) < 2:
            return skipped("only_admin")

    await me.think(*settings.reflect_s)
    await karmyq.leave_community(place.id)
    me.leave(CommunityLeft(place.id))
    return DONE


ACTION = Action("leave_community", leave_community, Settings)
