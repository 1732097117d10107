"""Ask somebody first who has helped before.

Who:       requesters and community builders
When:      the member has a fresh open request, and a past helper for requests of its type
Calls:     list_requests (own open ones), list_matches (completed), get_request; for a service
           dibs_candidate; call_dibs
Chances:   none; one of the fitting pairs of request and helper, each equally likely (the old
           simulator looked at no type, 3.16)
Takes:     5 to 15 s to choose (ours; the old simulator took none)
Leaves:    DibsCalled
Outcomes:  skipped no_fresh_request, nobody_fits, nobody_on_duty, not_open_any_more;
           refused DIBS_ALREADY_SENT where somebody was asked before (karmyq does not tell), and
           NO_PRIOR_INTERACTION where the helper is no member there.
           A private ask makes sense first of all, so only requests of the last fresh_h hours count
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.entities import HelpRequest, MyMatch
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import DibsCalled
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, `fresh_h` in hours."""

    window: int = 50
    fresh_h: float = 12.0
    choose_s: tuple[float, float] = (5.0, 15.0)


Pair = tuple[HelpRequest, str]
"""A request, and whom to ask about it."""


async def call_dibs(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Ask a past helper first about one of the member's fresh requests."""
    most, own = me.limits.open_requests, me.account.id
    requests = await karmyq.list_requests(most, status="open", requester_id=own)
    fresh = [row for row in requests if is_fresh(me, row, settings.fresh_h)]
    if not fresh:
        return skipped("no_fresh_request")
    helped = await karmyq.list_matches(settings.window, status="completed")
    pairs = fitting_pairs(me, fresh, helped)
    if not pairs:
        return skipped("nobody_fits")

    await me.think(*settings.choose_s)
    request, helper_id = me.draw.pick(pairs)
    seen = await karmyq.get_request(request.id)
    if seen.status != "open" or seen.expired:
        return skipped("not_open_any_more")
    asked = await on_duty(me, karmyq, request) if request.request_type == "service" else helper_id
    if asked is None:
        return skipped("nobody_on_duty")
    dibs = await karmyq.call_dibs(request.id, asked)
    me.leave(DibsCalled(dibs.id, request.id))
    return DONE


def is_fresh(me: Me, request: HelpRequest, fresh_h: float) -> bool:
    """Whether the request was posted within the last hours."""
    return me.now() - request.created_at <= timedelta(hours=fresh_h)


def fitting_pairs(me: Me, fresh: Sequence[HelpRequest], helped: Sequence[MyMatch]) -> list[Pair]:
    """Each fresh request with everybody who helped this member with one of its type, once."""
    own, pairs = me.account.id, []
    for request in fresh:
        helpers = {
            match.responder_id: None  # a dict keeps the order, a set does not
            for match in helped
            if match.requester_id == own
            and match.responder_id != own
            and match.request_type == request.request_type
            and me.knows(match.responder_id)
        }
        pairs += [(request, helper_id) for helper_id in helpers]
    return pairs


async def on_duty(me: Me, karmyq: Karmyq, request: HelpRequest) -> str | None:
    """Whom karmyq would ask about a service: of the past helpers one who is on duty."""
    candidate = await karmyq.dibs_candidate(request.id)
    if candidate is None or not me.knows(candidate.provider_user_id):
        return None
    return candidate.provider_user_id


ACTION = Action("call_dibs", call_dibs, Settings)
