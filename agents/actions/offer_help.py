"""Look at one's own community's board and offer help on one open request.

Who:       every profile, active helpers most
When:      the member belongs to a community
Calls:     my_communities, list_requests (open, of one own community), with routing my_providers,
           offer_help
Chances:   offer_chance 0.8, the share of looks that end in an offer (old simulator, 3.3);
           with routing 1 drivers prefer rides, tradespeople and tutors services (the same)
Takes:     5 to 20 s to read, 3 to 10 s to open one, 5 to 15 s to write (old simulator, 3.3)
Leaves:    HelpOffered
Outcomes:  skipped no_community, no_open_request, changed_mind;
           refused REQUEST_NOT_OPEN or ALREADY_OFFERED when somebody or oneself was faster
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import HelpRequest
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import HelpOffered
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped
from agents.routing import suited


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 20
    routing: int = 0
    offer_chance: float = 0.8
    read_s: tuple[float, float] = (5.0, 20.0)
    open_s: tuple[float, float] = (3.0, 10.0)
    write_s: tuple[float, float] = (5.0, 15.0)


async def offer_help(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Offer help on one of the newest open requests of one own community."""
    communities = await karmyq.my_communities()
    if not communities:
        return skipped("no_community")
    board = me.draw.pick(communities)
    rows = await karmyq.list_requests(settings.window, status="open", community_id=board.id)
    offerable = can_be_helped(me, rows)
    if not offerable:
        return skipped("no_open_request")
    preferred = suited(offerable, await karmyq.my_providers()) if settings.routing else offerable

    await me.think(*settings.read_s)
    request = me.draw.pick(preferred)
    await me.think(*settings.open_s)
    if not me.draw.chance(settings.offer_chance):
        return skipped("changed_mind")

    await me.think(*settings.write_s)
    match = await karmyq.offer_help(request.id)
    me.leave(HelpOffered(match.id, request.id))
    return DONE


def can_be_helped(me: Me, rows: Sequence[HelpRequest]) -> list[HelpRequest]:
    """The open requests of other people whom this member deals with."""
    own = me.account.id
    return [
        row
        for row in rows
        if row.requester_id != own and row.status == "open" and me.knows(row.requester_id)
    ]


ACTION = Action("offer_help", offer_help, Settings)
