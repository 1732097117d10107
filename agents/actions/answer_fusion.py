"""Answer another community that would like to merge with one's own.

Who:       admins of the community that was asked; an obligation
When:      a fusion with a community that the member leads waits for acceptance
Calls:     my_communities, get_community for each led one, list_members, accept_fusion or
           reject_fusion
Chances:   accept_chance 0.8 (ours, like the yes of a vote)
Takes:     5 to 15 s to consider (ours)
Leaves:    FusionAccepted or FusionRejected
Outcomes:  skipped leads_nothing, no_fusion, strangers_inside; refused INVALID_STATE when another
           admin was faster. Proposals of strangers are left alone
"""

from dataclasses import dataclass

from adapters.entities import Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import FusionAccepted, FusionRejected
from agents.leading import all_members_known, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    accept_chance: float = 0.8
    consider_s: tuple[float, float] = (5.0, 15.0)


async def answer_fusion(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Answer the first proposal that waits."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    for place in mine:
        fusion = (await karmyq.get_community(place.id)).active_fusion_proposal
        asked = fusion is not None and fusion.community_b_id == place.id
        if fusion is None or not asked or fusion.status != "pending_acceptance":
            continue
        if not me.knows(fusion.proposed_by):
            continue
        if not await all_members_known(me, karmyq, place.id):
            return skipped("strangers_inside")
        await me.think(*settings.consider_s)
        if me.draw.chance(settings.accept_chance):
            await karmyq.accept_fusion(place.id, fusion.id)
            me.leave(FusionAccepted(fusion.id))
        else:
            await karmyq.reject_fusion(place.id, fusion.id)
            me.leave(FusionRejected(fusion.id))
        return DONE
    return skipped("no_fusion")


def a_fusion_waits(standing: Standing) -> bool:
    """Somebody asked a community that the member leads."""
    return standing.fusions_to_answer > 0


ACTION = Action("answer_fusion", answer_fusion, Settings, waits=a_fusion_waits)
