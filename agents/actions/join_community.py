"""Join one to three communities.

Who:       every profile, at the weight of common_actions; first of all whoever has no community
When:      fewer than limits.memberships memberships (6)
Calls:     my_communities, list_communities; then join_community for each, after list_members where
           a stranger founded it: it must have somebody whom the member knows
Chances:   one to three communities, uniform, never beyond the limit (old simulator, 3.9)
Takes:     5 to 15 s before each, 5 to 10 s between (old simulator, 3.9)
Leaves:    CommunityJoined
Outcomes:  skipped enough_memberships, nothing_to_join, only_strangers; refused COMMUNITY_FULL when
           the last place went meanwhile, CONFLICT when a private one has not answered yet
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import Community, MyCommunity
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import CommunityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    most: int = 3
    read_s: tuple[float, float] = (5.0, 15.0)
    pause_s: tuple[float, float] = (5.0, 10.0)


async def join_community(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Join some communities that have room, up to the member's own limit."""
    mine = await karmyq.my_communities()
    room = me.limits.memberships - len(mine)
    if room <= 0:
        return skipped("enough_memberships")
    places = joinable(me, mine, await karmyq.list_communities(settings.window))
    if not places:
        return skipped("nothing_to_join")

    count = min(me.draw.whole(1, settings.most), room)
    joined = False
    for number, place in enumerate(me.draw.some(places, count)):
        if number:
            await me.think(*settings.pause_s)
        await me.think(*settings.read_s)
        if await _has_ours(me, karmyq, place):
            membership = await karmyq.join_community(place.id)
            me.leave(CommunityJoined(place.id, membership.status or ""))
            joined = True
    return DONE if joined else skipped("only_strangers")


async def _has_ours(me: Me, karmyq: Karmyq, place: Community) -> bool:
    """Whether the founder is somebody the member knows, or else some member is."""
    if me.knows(place.creator_id):
        return True
    return any(me.knows(member.user_id) for member in await karmyq.list_members(place.id))


def joinable(me: Me, mine: Sequence[MyCommunity], listed: Sequence[Community]) -> list[Community]:
    """Communities with room that the member is not in; private ones only of people it knows."""
    own = {place.id for place in mine}
    return [
        place
        for place in listed
        if place.id not in own
        and (place.current_members or 0) < (place.max_members or 0)
        and (place.access_type == "public" or me.knows(place.creator_id))
    ]


ACTION = Action("join_community", join_community, Settings)
