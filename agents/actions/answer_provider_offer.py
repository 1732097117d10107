"""Read what providers have offered on one's own requests, and answer.

Who:       whoever posted a request, where a scenario gives it a weight (0 in the old simulator's
           mix: karmyq lets only admins of some community see these offers today)
When:      the member has an open request
Calls:     list_requests (own open ones); for each request_offers; then get_request and
           accept_provider_offer, or decline_provider_offer; after accepting list_matches and
           request_offers, and decline_provider_offer for what is left
Chances:   accept_chance 0.6 for each offer, else it is declined (ours)
Takes:     5 to 15 s before each answer (ours)
Leaves:    ProviderOfferAccepted, OfferAccepted of its match; ProviderOfferDeclined
Outcomes:  skipped no_request, no_offer; refused FORBIDDEN where karmyq keeps requesters out
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import ProviderOffer
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import OfferAccepted, ProviderOfferAccepted, ProviderOfferDeclined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    accept_chance: float = 0.6
    consider_s: tuple[float, float] = (5.0, 15.0)


async def answer_provider_offer(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Answer the offers on every own open request, and accept one for each at most."""
    most = me.limits.open_requests
    requests = await karmyq.list_requests(most, status="open", requester_id=me.account.id)
    if not requests:
        return skipped("no_request")
    answered = False
    for request in requests:
        offers = waiting(me, await karmyq.request_offers(request.id))
        for offer in offers:
            await me.think(*settings.consider_s)
            answered = True
            if not me.draw.chance(settings.accept_chance):
                await decline(me, karmyq, offer)
            else:
                await accept(me, karmyq, offer)
                break
    return DONE if answered else skipped("no_offer")


def waiting(me: Me, offers: Sequence[ProviderOffer]) -> list[ProviderOffer]:
    """The pending offers of people one knows."""
    return [
        offer for offer in offers if offer.status == "pending" and me.knows(offer.provider_user_id)
    ]


async def accept(me: Me, karmyq: Karmyq, offer: ProviderOffer) -> None:
    """Accept on a request that is still open; what karmyq leaves standing is declined."""
    request = await karmyq.get_request(offer.request_id)
    if request.status != "open" or request.expired:
        return
    await karmyq.accept_provider_offer(offer.id)
    me.leave(ProviderOfferAccepted(offer.id, offer.request_id))
    for match in await karmyq.list_matches(1, status="matched", request_id=offer.request_id):
        me.leave(OfferAccepted(match.id, offer.request_id))
    for left in waiting(me, await karmyq.request_offers(offer.request_id)):
        await decline(me, karmyq, left)


async def decline(me: Me, karmyq: Karmyq, offer: ProviderOffer) -> None:
    """Turn one offer down."""
    await karmyq.decline_provider_offer(offer.id)
    me.leave(ProviderOfferDeclined(offer.id, offer.request_id))


ACTION = Action("answer_provider_offer", answer_provider_offer, Settings)
