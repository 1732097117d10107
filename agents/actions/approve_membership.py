"""Let people in who asked to join a community that one leads.

Who:       admins and moderators; an obligation, so every profile answers
When:      somebody waits to join a led community that has room
Calls:     my_communities; for each of some led communities, private ones if there are any,
           list_members (pending, then active); approve_member for each
Chances:   none; whoever waits is let in, longest first, while there is room
Takes:     5 to 15 s for each (ours; nobody approved in the old simulator)
Leaves:    MembershipApproved
Outcomes:  skipped leads_nothing, nobody_waits, no_room; refused COMMUNITY_FULL when the last place
           went meanwhile. karmyq does not look at the size when it approves, and its counter may
           drift, so the active members are counted just before
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import ListedMember, MyCommunity, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import MembershipApproved
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

LEADERS = ("admin", "moderator")


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    places: int = 3
    most: int = 5
    consider_s: tuple[float, float] = (5.0, 15.0)


async def approve_membership(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Approve a few of those who wait, as many as there is room for."""
    led = led_places(await karmyq.my_communities())
    if not led:
        return skipped("leads_nothing")

    why, approved = "nobody_waits", 0
    for place in me.draw.some(led, settings.places):
        waiting = known(me, await karmyq.list_members(place.id, "pending"))
        if not waiting:
            continue
        inside = await karmyq.list_members(place.id)
        room = min((place.max_members or 0) - len(inside), settings.most - approved)
        if room <= 0:
            why = "no_room"
        for member in waiting[: max(0, room)]:
            await me.think(*settings.consider_s)
            await karmyq.approve_member(place.id, member.user_id)
            me.leave(MembershipApproved(place.id, member.user_id))
            approved += 1
    return DONE if approved else skipped(why)


def led_places(mine: Sequence[MyCommunity]) -> list[MyCommunity]:
    """The communities that the member leads; private ones alone, where there are any."""
    led = [place for place in mine if place.role in LEADERS]
    private = [place for place in led if place.access_type == "private"]
    return private or led


def known(me: Me, members: Sequence[ListedMember]) -> list[ListedMember]:
    """The people with whom this member deals."""
    return [member for member in members if me.knows(member.user_id)]


def somebody_waits(standing: Standing) -> bool:
    """Somebody waits to join a community with room that the member leads."""
    return standing.memberships_to_approve > 0


ACTION = Action("approve_membership", approve_membership, Settings, waits=somebody_waits)
