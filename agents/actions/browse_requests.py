"""Look around on the board of one's own community.

Who:       every profile, browsers most
When:      the member belongs to a community
Calls:     my_communities, list_requests (open, of one own community); then get_request for each
Chances:   three to eight requests, uniform, never more than there are (old simulator)
Takes:     5 to 15 s before each (old simulator)
Leaves:    nothing
Outcomes:  skipped no_community, no_open_request; refused NOT_FOUND when one was deleted meanwhile
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import HelpRequest
from adapters.port import Karmyq
from agents.action import Action
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 10
    looks: tuple[int, int] = (3, 8)
    read_s: tuple[float, float] = (5.0, 15.0)


async def browse_requests(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Read some of the newest open requests of one own community."""
    communities = await karmyq.my_communities()
    if not communities:
        return skipped("no_community")
    board = me.draw.pick(communities)
    rows = await karmyq.list_requests(settings.window, status="open", community_id=board.id)
    readable = of_others(me, rows)
    if not readable:
        return skipped("no_open_request")

    count = me.draw.whole(*settings.looks)
    for request in me.draw.some(readable, count):
        await me.think(*settings.read_s)
        await karmyq.get_request(request.id)
    return DONE


def of_others(me: Me, rows: Sequence[HelpRequest]) -> list[HelpRequest]:
    """The requests of other people whom this member deals with."""
    own = me.account.id
    return [row for row in rows if row.requester_id != own and me.knows(row.requester_id)]


ACTION = Action("browse_requests", browse_requests, Settings)
