"""Offer one's trade on an open request, beside the ordinary offers of help.

Who:       providers, where a scenario gives it a weight (0 in the old simulator's mix)
When:      the member has a provider profile and belongs to a community
Calls:     my_providers, my_communities, list_requests (open, of one own community),
           submit_provider_offer
Chances:   a request of a type that suits the profiles if there is one, each equally likely;
           free_chance 0.5 to ask for no money, else 10 to 40 dollars (ours)
Takes:     5 to 20 s to read, 10 to 30 s to write (ours)
Leaves:    ProviderOfferMade
Outcomes:  skipped no_profile, no_community, no_open_request; refused DUPLICATE_OFFER where one has
           offered before (karmyq does not show one's own offers reliably), REQUEST_NOT_FOUND when
           somebody was faster
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.actions.offer_help import can_be_helped
from agents.facts import ProviderOfferMade
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped
from agents.routing import suited


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, prices in dollars."""

    window: int = 20
    free_chance: float = 0.5
    price_usd: tuple[int, int] = (10, 40)
    read_s: tuple[float, float] = (5.0, 20.0)
    write_s: tuple[float, float] = (10.0, 30.0)


async def offer_as_provider(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Offer on one of the newest open requests of one own community."""
    profiles = await karmyq.my_providers()
    if not profiles:
        return skipped("no_profile")
    communities = await karmyq.my_communities()
    if not communities:
        return skipped("no_community")
    board = me.draw.pick(communities)
    rows = await karmyq.list_requests(settings.window, status="open", community_id=board.id)
    offerable = suited(can_be_helped(me, rows), profiles)
    if not offerable:
        return skipped("no_open_request")

    await me.think(*settings.read_s)
    request = me.draw.pick(offerable)
    price = None if me.draw.chance(settings.free_chance) else me.draw.whole(*settings.price_usd)
    await me.think(*settings.write_s)
    offer = await karmyq.submit_provider_offer(request.id, price)
    me.leave(ProviderOfferMade(offer.id, request.id))
    return DONE


ACTION = Action("offer_as_provider", offer_as_provider, Settings)
