"""Withdraw an own request that nobody has taken up for long.

Who:       any profile with a weight; nobody in the reference
When:      an own open request is older than stale_days
Calls:     list_requests (own open ones), get_request, list_matches (its offers), reject_match for
           each, cancel_request
Chances:   none; the oldest one
Takes:     5 to 15 s to consider (ours)
Leaves:    OfferRejected, RequestWithdrawn
Outcomes:  skipped nothing_stale, not_open_any_more, strangers_offer (which real people made, in
           live mode). karmyq leaves matches where they are when a request is cancelled, so its
           offers are rejected first
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.entities import HelpRequest, MyMatch
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import OfferRejected, RequestWithdrawn
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, `stale_days` in days."""

    window: int = 50
    stale_days: float = 14.0
    consider_s: tuple[float, float] = (5.0, 15.0)


async def withdraw_request(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Cancel the oldest of the member's stale requests, after rejecting its offers."""
    own = me.account.id
    rows = await karmyq.list_requests(settings.window, status="open", requester_id=own)
    stale = older_than(me, rows, settings.stale_days)
    if not stale:
        return skipped("nothing_stale")

    request = stale[-1]
    await me.think(*settings.consider_s)
    seen = await karmyq.get_request(request.id)
    if seen.status != "open" or seen.expired:
        return skipped("not_open_any_more")
    offers = await karmyq.list_matches(settings.window, status="proposed", request_id=request.id)
    if any(not me.knows(offer.responder_id) for offer in offers):
        return skipped("strangers_offer")
    await turn_down(me, karmyq, offers)
    await karmyq.cancel_request(request.id)
    me.leave(RequestWithdrawn(request.id))
    return DONE


def older_than(me: Me, rows: Sequence[HelpRequest], days: float) -> list[HelpRequest]:
    """The requests posted before that many days, newest first as they came."""
    return [row for row in rows if me.now() - row.created_at > timedelta(days=days)]


async def turn_down(me: Me, karmyq: Karmyq, offers: Sequence[MyMatch]) -> None:
    """Reject every offer on the request."""
    for offer in offers:
        await karmyq.reject_match(offer.id)
        me.leave(OfferRejected(offer.id, offer.request_id))


ACTION = Action("withdraw_request", withdraw_request, Settings)
