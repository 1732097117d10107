"""Propose to merge a small community with another small one of the same place.

Who:       admins of small communities; weight 0 in the reference
When:      a community that the member leads has fewer than `fewer_than` members and no proposal
Calls:     my_communities, list_communities, get_community of both, list_members of both,
           propose_fusion
Chances:   none; which of the own and which of the others is each equally likely (ours)
Takes:     10 to 25 s to write (ours, as for founding a community)
Leaves:    FusionProposed
Outcomes:  skipped leads_nothing_small, nobody_near, proposal_open, name_taken, strangers_inside;
           refused CONFLICT when another admin was faster
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import Community, MyCommunity
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import FusionProposed
from agents.leading import all_members_known, fits, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

RATIONALE = "There are few of us, and we live next to each other."


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds. `fewer_than` is ours."""

    fewer_than: int = 15
    window: int = 100
    write_s: tuple[float, float] = (10.0, 25.0)


async def propose_fusion(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Propose one fusion."""
    small = [one for one in await led(karmyq) if is_small(one.current_members, settings)]
    if not small:
        return skipped("leads_nothing_small")
    own = me.draw.pick(small)
    listed = await karmyq.list_communities(settings.window)
    near = [
        one for one in listed if is_near(me, own, one) and is_small(one.current_members, settings)
    ]
    if not near:
        return skipped("nobody_near")
    other = me.draw.pick(near)
    for place in (own.id, other.id):
        seen = await karmyq.get_community(place)
        if seen.active_fusion_proposal is not None or seen.active_split_proposal is not None:
            return skipped("proposal_open")
    name = f"{own.name} & {other.name}"
    if not fits(name, [one.name for one in listed]):
        return skipped("name_taken")
    if not await strangers_nowhere(me, karmyq, (own.id, other.id)):
        return skipped("strangers_inside")

    await me.think(*settings.write_s)
    fusion = await karmyq.propose_fusion(own.id, other.id, name, RATIONALE)
    me.leave(FusionProposed(fusion.id, own.id, other.id))
    return DONE


def is_small(members: int | None, settings: Settings) -> bool:
    """Whether a community, by its counter, had better not stay alone."""
    return (members or 0) < settings.fewer_than


def is_near(me: Me, own: MyCommunity, other: Community) -> bool:
    """Another public community of the same kind and place, founded by somebody one knows."""
    return (
        other.id != own.id
        and other.location == own.location
        and other.community_type == own.community_type
        and other.access_type == "public"
        and (other.creator_id == me.account.id or me.knows(other.creator_id))
    )


async def strangers_nowhere(me: Me, karmyq: Karmyq, places: Sequence[str]) -> bool:
    """Whether one knows everybody in all of the places."""
    for place in places:
        if not await all_members_known(me, karmyq, place):
            return False
    return True


ACTION = Action("propose_fusion", propose_fusion, Settings)
