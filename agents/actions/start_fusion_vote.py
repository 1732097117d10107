"""Open the vote about a fusion.

Who:       admins of either side; an obligation
When:      a fusion of a community that the member leads is in discussion
Calls:     my_communities, get_community for each led one, start_fusion_vote
Chances:   none; discussion takes until the next admin looks (ours, as for splits)
Takes:     5 to 15 s (ours)
Leaves:    FusionVoteStarted
Outcomes:  skipped leads_nothing, no_fusion; refused INVALID_STATE when another admin was faster.
           Proposals of strangers are left alone
"""

from dataclasses import dataclass

from adapters.entities import FusionStatus, MyCommunity, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import FusionVoteStarted
from agents.leading import all_known, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    read_s: tuple[float, float] = (5.0, 15.0)


async def start_fusion_vote(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Open the vote about the first fusion that is in discussion."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    found = await fusion_in("discussion", me, karmyq, mine)
    if found is None:
        return skipped("no_fusion")

    place, fusion_id = found
    await me.think(*settings.read_s)
    await karmyq.start_fusion_vote(place.id, fusion_id)
    me.leave(FusionVoteStarted(fusion_id))
    return DONE


async def fusion_in(
    status: FusionStatus, me: Me, karmyq: Karmyq, places: list[MyCommunity]
) -> tuple[MyCommunity, str] | None:
    """The first of the places with a known person's fusion that stands there, and that fusion."""
    for place in places:
        fusion = (await karmyq.get_community(place.id)).active_fusion_proposal
        if fusion is not None and fusion.status == status and all_known(me, [fusion.proposed_by]):
            return place, fusion.id
    return None


def a_vote_waits(standing: Standing) -> bool:
    """A fusion that the member could put to the vote is in discussion."""
    return standing.fusion_votes_to_start > 0


ACTION = Action("start_fusion_vote", start_fusion_vote, Settings, waits=a_vote_waits)
