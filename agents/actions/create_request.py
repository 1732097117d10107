"""Ask one's community for help.

Who:       every profile, community builders and requesters most
When:      the member belongs to a community and has fewer than limits.open_requests open (2), those
           included that wait for an answer to dibs, since they may be open again
Calls:     my_communities, list_requests (own open ones, then own ones with dibs), create_request
Chances:   none; the type follows the content's shares and what the community welcomes
Takes:     10 to 30 s to write (old simulator, 3.2)
Leaves:    RequestCreated
Outcomes:  skipped no_community, enough_open_requests; no refusal is normal
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.facts import RequestCreated
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    write_s: tuple[float, float] = (10.0, 30.0)


async def create_request(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Post a request to one of the member's communities."""
    communities = await karmyq.my_communities()
    if not communities:
        return skipped("no_community")
    waiting = await _waiting(me, karmyq)
    if waiting >= me.limits.open_requests:
        return skipped("enough_open_requests")

    place = me.draw.pick(communities)
    await me.think(*settings.write_s)
    draft = me.words.request(me.content, place.id, place.name, me.now())
    request = await karmyq.create_request(draft)
    me.leave(RequestCreated(request.id, request.request_type, waiting))
    return DONE


async def _waiting(me: Me, karmyq: Karmyq) -> int:
    """How many own requests have found nobody yet, as far as the limit."""
    most, own = me.limits.open_requests, me.account.id
    waiting = len(await karmyq.list_requests(most, status="open", requester_id=own))
    if waiting < most:
        asked = await karmyq.list_requests(most, status="dibs_pending", requester_id=own)
        waiting += len(asked)
    return waiting


ACTION = Action("create_request", create_request, Settings)
