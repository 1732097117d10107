"""Read the offers on one's own requests and accept some of them.

Who:       whoever posted a request; an obligation, so every profile answers
When:      a proposed match waits on an own open request
Calls:     list_matches (proposed); then for each offer get_request, accept_match or reject_match
Chances:   accept_chance 0.85 for each offer (old simulator, 3.4); decline_chance 0 for each that
           is considered (ours: nobody declined in the old simulator; 0.03 is a value to try)
Takes:     5 to 15 s before each answer, at most 3 acceptances a turn (old simulator, 3.4)
Leaves:    OfferAccepted, OfferRejected
Outcomes:  skipped no_offer, undecided; refused ALREADY_MATCHED when a sibling won.
           karmyq does not look at the request when it accepts, so it is read just before: an
           offer left over on a matched request is rejected, one on a finished request left alone
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import MyMatch, Standing
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import OfferAccepted, OfferRejected
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    window: int = 50
    accept_chance: float = 0.85
    decline_chance: float = 0.0
    most: int = 3
    consider_s: tuple[float, float] = (5.0, 15.0)


async def accept_offer(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Accept at most a few of the offers that wait, one for each request."""
    offers = waiting_offers(me, await karmyq.list_matches(settings.window, status="proposed"))
    if not offers:
        return skipped("no_offer")

    taken: set[str] = set()
    declined = False
    for offer in offers:
        if len(taken) == settings.most:
            break
        if offer.request_id in taken or not me.draw.chance(settings.accept_chance):
            continue
        await me.think(*settings.consider_s)
        # At 0 nothing is drawn, so that runs without it stay as they were.
        if settings.decline_chance and me.draw.chance(settings.decline_chance):
            declined |= await decline(me, karmyq, offer)
        elif await answer(me, karmyq, offer):
            taken.add(offer.request_id)
    return DONE if taken or declined else skipped("undecided")


def waiting_offers(me: Me, matches: Sequence[MyMatch]) -> list[MyMatch]:
    """The offers that this member, as requester, can accept, newest first."""
    own = me.account.id
    return [
        match
        for match in matches
        if match.requester_id == own
        and match.responder_id != own
        and not match.admin_proposed
        and me.knows(match.responder_id)
    ]


async def answer(me: Me, karmyq: Karmyq, offer: MyMatch) -> bool:
    """Accept the offer if its request is still open; says whether it was accepted."""
    request = await karmyq.get_request(offer.request_id)
    if request.status == "open" and not request.expired:
        await karmyq.accept_match(offer.id)
        me.leave(OfferAccepted(offer.id, offer.request_id))
        return True
    if request.status == "matched":
        await karmyq.reject_match(offer.id)
    return False


async def decline(me: Me, karmyq: Karmyq, offer: MyMatch) -> bool:
    """Turn the offer down if its request is open or matched; says whether it was."""
    request = await karmyq.get_request(offer.request_id)
    if request.status not in ("open", "matched"):
        return False
    await karmyq.reject_match(offer.id)
    me.leave(OfferRejected(offer.id, offer.request_id))
    return True


def offers_wait(standing: Standing) -> bool:
    """An offer on an own open request waits for its answer."""
    return standing.offers_to_accept > 0


ACTION = Action("accept_offer", accept_offer, Settings, waits=offers_wait)
