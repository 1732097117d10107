"""Look at the profiles of people who ask for help, and at one's own standing.

Who:       anybody; the old simulator gave it weights (0.40 and 0.70) and never did it (1.4)
When:      there are requests of people whom the member may deal with
Calls:     list_requests, get_user for a few requesters, my_communities, my_community_summary
Chances:   none; the people and the community are drawn, each equally likely
Takes:     3 to 8 s for each look (the old simulator's browsing, 3.7)
Leaves:    StandingSeen, so that karma which never comes can be counted
Outcomes:  skipped nobody_new when only the member and strangers ask for help
"""

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.entities import HelpRequest
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import StandingSeen
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 10
    most: int = 3
    look_s: tuple[float, float] = (3.0, 8.0)


async def view_profiles(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Look at a few requesters, then at the own reputation in one community."""
    people = requesters(me, await karmyq.list_requests(settings.window, status="open"))
    if not people:
        return skipped("nobody_new")

    for user_id in me.draw.some(people, settings.most):
        await me.think(*settings.look_s)
        await karmyq.get_user(user_id)
    places = await karmyq.my_communities()
    if places:
        await me.think(*settings.look_s)
        seen = await karmyq.my_community_summary(me.draw.pick(places).id)
        exchanges = seen.recent_helps + seen.recent_requests
        me.leave(StandingSeen(seen.community_id, seen.score, seen.karma, exchanges))
    return DONE


def requesters(me: Me, requests: Iterable[HelpRequest]) -> list[str]:
    """Who asks, each once, in the order of the listing."""
    asking = dict.fromkeys(request.requester_id for request in requests)
    return [user_id for user_id in asking if user_id != me.account.id and me.knows(user_id)]


ACTION = Action("view_profiles", view_profiles, Settings)
