"""Propose a member as helper for somebody's open request.

Who:       admins and moderators of a community, among community builders
When:      a community that the member leads has an open request
Calls:     my_communities, list_requests (open, of one led community), list_members, get_request,
           propose_match
Chances:   none; community, request and helper are each equally likely (old simulator, 3.18)
Takes:     5 to 15 s to choose (ours; the old simulator took none)
Leaves:    HelperProposed
Outcomes:  skipped leads_nothing, no_open_request, nobody_to_propose, not_open_any_more;
           refused CONFLICT when that helper has offered already, FORBIDDEN for a mere moderator
           where karmyq lets admins alone through
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import HelpRequest, ListedMember
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import HelperProposed
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 30
    choose_s: tuple[float, float] = (5.0, 15.0)


LEADERS = ("admin", "moderator")


async def propose_helper(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Propose a member for one of the newest open requests of a community one leads."""
    led = [place for place in await karmyq.my_communities() if place.role in LEADERS]
    if not led:
        return skipped("leads_nothing")
    place = me.draw.pick(led)
    rows = await karmyq.list_requests(settings.window, status="open", community_id=place.id)
    requests = of_known_people(me, rows)
    if not requests:
        return skipped("no_open_request")

    request = me.draw.pick(requests)
    helpers = possible_helpers(me, request, await karmyq.list_members(place.id))
    if not helpers:
        return skipped("nobody_to_propose")
    await me.think(*settings.choose_s)
    helper = me.draw.pick(helpers)
    seen = await karmyq.get_request(request.id)
    if seen.status != "open" or seen.expired:
        return skipped("not_open_any_more")
    match_id = await karmyq.propose_match(request.id, helper.user_id)
    me.leave(HelperProposed(match_id, request.id))
    return DONE


def of_known_people(me: Me, rows: Sequence[HelpRequest]) -> list[HelpRequest]:
    """The open requests of people whom this member deals with."""
    return [row for row in rows if row.status == "open" and me.knows(row.requester_id)]


def possible_helpers(
    me: Me, request: HelpRequest, members: Sequence[ListedMember]
) -> list[ListedMember]:
    """Active members other than the requester; whoever leads would offer himself."""
    neither = (request.requester_id, me.account.id)
    return [
        member
        for member in members
        if member.status == "active" and member.user_id not in neither and me.knows(member.user_id)
    ]


ACTION = Action("propose_helper", propose_helper, Settings)
