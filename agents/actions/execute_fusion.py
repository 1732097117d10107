"""Carry out a fusion that has been approved: one community for two.

Who:       admins of either side; an obligation
When:      a fusion of a community that the member leads is approved
Calls:     my_communities, get_community for each led one, get_fusion, execute_fusion, then
           get_community for what came of it
Chances:   none
Takes:     5 to 15 s (ours)
Leaves:    FusionExecuted, with the size as karmyq tells it afterwards
Outcomes:  skipped leads_nothing, no_fusion; refused INVALID_STATE when another admin was faster,
           CONFLICT when the name was taken meanwhile. Proposals of strangers are left alone
"""

from dataclasses import dataclass

from adapters.entities import Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.actions.start_fusion_vote import fusion_in
from agents.facts import FusionExecuted
from agents.leading import led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    read_s: tuple[float, float] = (5.0, 15.0)


async def execute_fusion(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Carry out the first fusion that is approved."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    found = await fusion_in("approved", me, karmyq, mine)
    if found is None:
        return skipped("no_fusion")

    place, fusion_id = found
    proposal = (await karmyq.get_fusion(place.id, fusion_id)).proposal
    await me.think(*settings.read_s)
    merged = await karmyq.execute_fusion(place.id, fusion_id)
    members = (await karmyq.get_community(merged)).current_members or 0
    sides = (proposal.community_a_id, proposal.community_b_id)
    me.leave(FusionExecuted(fusion_id, *sides, merged, members))
    return DONE


def a_fusion_waits(standing: Standing) -> bool:
    """A fusion that the member could carry out is approved."""
    return standing.fusions_to_execute > 0


ACTION = Action("execute_fusion", execute_fusion, Settings, waits=a_fusion_waits)
