"""Propose to split a community that has grown too large.

Who:       admins; an obligation
When:      a community that the member leads has `members` (140) members or more and no split on
           its table
Calls:     my_communities, get_community, list_communities, list_members, propose_split
Chances:   none
Takes:     10 to 25 s to write (ours, as for founding a community)
Leaves:    SplitProposed
Outcomes:  skipped leads_nothing, nothing_too_large, names_taken, strangers_inside; refused
           CONFLICT when another admin was faster
"""

from dataclasses import dataclass

from adapters.entities import MyCommunity, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import SplitProposed
from agents.leading import all_members_known, fits, led
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped

HALVES = (" — Group A", " — Group B")
"""What the names of the halves end with (old simulator, 3.15)."""
RATIONALE = "We have become too many to know each other."


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds. `members` is the old simulator's."""

    members: int = 140
    window: int = 100
    write_s: tuple[float, float] = (10.0, 25.0)


async def propose_split(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Propose two halves for the first community that needs it."""
    mine = await led(karmyq)
    if not mine:
        return skipped("leads_nothing")
    place = await too_large(karmyq, mine, settings.members)
    if place is None:
        return skipped("nothing_too_large")
    a, b = (place.name + ending for ending in HALVES)
    taken = [other.name for other in await karmyq.list_communities(settings.window)]
    if not (fits(a, taken) and fits(b, taken)):
        return skipped("names_taken")
    if not await all_members_known(me, karmyq, place.id):
        return skipped("strangers_inside")

    await me.think(*settings.write_s)
    split = await karmyq.propose_split(place.id, a, b, RATIONALE)
    me.leave(SplitProposed(split.id, place.id))
    return DONE


async def too_large(karmyq: Karmyq, places: list[MyCommunity], members: int) -> MyCommunity | None:
    """The first of the places that is too large and has no split on its table."""
    for place in places:
        if (place.current_members or 0) >= members:
            seen = await karmyq.get_community(place.id)
            if seen.active_split_proposal is None:
                return place
    return None


def a_split_waits(standing: Standing) -> bool:
    """A community that the member leads is too large, and nothing is done about it."""
    return standing.splits_to_propose > 0


ACTION = Action("propose_split", propose_split, Settings, waits=a_split_waits)
