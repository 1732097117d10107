"""Open the vote about a split.

Who:       admins; an obligation
When:      a split of a community that the member leads is in discussion
Calls:     my_communities, get_community for each led one, get_split, start_split_vote
Chances:   none; discussion takes until the next admin looks (old simulator, 3.15)
Takes:     5 to 15 s to look at the halves (ours)
Leaves:    SplitVoteStarted
Outcomes:  skipped leads_nothing, no_split, strangers_inside; refused INVALID_STATE when another
           admin was faster
"""

from dataclasses import dataclass

from adapters.entities import MyCommunity, SplitStatus, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import SplitVoteStarted
from agents.leading import all_known, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    read_s: tuple[float, float] = (5.0, 15.0)


async def start_split_vote(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Open the vote about the first split that is in discussion."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    found = await split_in("discussion", karmyq, mine)
    if found is None:
        return skipped("no_split")
    place, split_id = found
    detail = await karmyq.get_split(place.id, split_id)
    if not all_known(me, (row.user_id for row in detail.assignments)):
        return skipped("strangers_inside")

    await me.think(*settings.read_s)
    await karmyq.start_split_vote(place.id, split_id)
    me.leave(SplitVoteStarted(split_id, place.id))
    return DONE


async def split_in(
    status: SplitStatus, karmyq: Karmyq, places: list[MyCommunity]
) -> tuple[MyCommunity, str] | None:
    """The first of the places whose split stands there, and that split."""
    for place in places:
        split = (await karmyq.get_community(place.id)).active_split_proposal
        if split is not None and split.status == status:
            return place, split.id
    return None


def a_vote_waits(standing: Standing) -> bool:
    """A split that the member could put to the vote is in discussion."""
    return standing.split_votes_to_start > 0


ACTION = Action("start_split_vote", start_split_vote, Settings, waits=a_vote_waits)
