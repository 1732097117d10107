"""Carry out a split that has been approved: two communities for one.

Who:       admins; an obligation
When:      a split of a community that the member leads is approved
Calls:     my_communities, get_community for each led one, get_split, execute_split, then
           get_community for both halves
Chances:   none
Takes:     5 to 15 s to look at the halves (ours)
Leaves:    SplitExecuted, with the sizes of the halves as karmyq tells them afterwards
Outcomes:  skipped leads_nothing, no_split, strangers_inside; refused INVALID_STATE when another
           admin was faster or a half is empty, CONFLICT when a name was taken meanwhile
"""

from dataclasses import dataclass

from adapters.entities import Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.actions.start_split_vote import split_in
from agents.facts import SplitExecuted
from agents.leading import all_known, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    read_s: tuple[float, float] = (5.0, 15.0)


async def execute_split(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Carry out the first split that is approved."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    found = await split_in("approved", karmyq, mine)
    if found is None:
        return skipped("no_split")
    place, split_id = found
    detail = await karmyq.get_split(place.id, split_id)
    if not all_known(me, (row.user_id for row in detail.assignments)):
        return skipped("strangers_inside")

    await me.think(*settings.read_s)
    children = await karmyq.execute_split(place.id, split_id)
    a, b = children.child_community_a_id, children.child_community_b_id
    sizes = [(await karmyq.get_community(child)).current_members or 0 for child in (a, b)]
    me.leave(SplitExecuted(split_id, place.id, a, b, sizes[0], sizes[1]))
    return DONE


def a_split_waits(standing: Standing) -> bool:
    """A split that the member could carry out is approved."""
    return standing.splits_to_execute > 0


ACTION = Action("execute_split", execute_split, Settings, waits=a_split_waits)
