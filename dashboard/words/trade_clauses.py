"""Providers, collectives and activities as clauses without their subject."""

from collections.abc import Mapping
from typing import Any

from agents import facts
from dashboard.words.known import Known

TRADE: Mapping[str, str] = {"ride": "rides", "tradesperson": "a trade", "tutor": "lessons"}
"""What a provider of each type of service offers."""


def _registered(fact: facts.ProviderRegistered, _who: str, _known: Known) -> str:
    return f"now offers {TRADE.get(fact.service_type, 'a service')} as a provider"


def _on_duty(_fact: facts.ProviderOnDuty, _who: str, _known: Known) -> str:
    return "went on duty"


def _reviewed(fact: facts.ProviderReviewed, _who: str, _known: Known) -> str:
    return f"reviewed a provider with {fact.stars} of 5 stars"


def _whom(request_id: str, who: str, known: Known) -> str:
    return known.called(known.requester(request_id), who)


def _about(request_id: str, known: Known) -> str:
    title = known.title(request_id)
    return f": {title}" if title else ""


def _offered(fact: facts.ProviderOfferMade, who: str, known: Known) -> str:
    whom = _whom(fact.request_id, who, known)
    return f"offered {whom} a service, as a provider" + _about(fact.request_id, known)


def _taken(fact: facts.ProviderOfferAccepted, _who: str, known: Known) -> str:
    return "took a provider's offer" + _about(fact.request_id, known)


def _declined(fact: facts.ProviderOfferDeclined, _who: str, known: Known) -> str:
    return "declined a provider's offer" + _about(fact.request_id, known)


def _founded(_fact: facts.CollectiveCreated, _who: str, _known: Known) -> str:
    return "founded a collective of providers"


def _linked(fact: facts.CollectiveLinked, _who: str, known: Known) -> str:
    return f"presented it in {known.community(fact.community_id)}"


def _joined(_fact: facts.CollectiveJoined, _who: str, _known: Known) -> str:
    return "joined a collective of providers"


def _planned(fact: facts.ActivityPlanned, _who: str, known: Known) -> str:
    return f"planned an activity for {known.community(fact.community_id)}"


def _takes_part(_fact: facts.ActivityJoined, _who: str, _known: Known) -> str:
    return "will take part in an activity"


TRADES: Mapping[type[facts.Fact], Any] = {
    facts.ProviderRegistered: _registered,
    facts.ProviderOnDuty: _on_duty,
    facts.ProviderReviewed: _reviewed,
    facts.ProviderOfferMade: _offered,
    facts.ProviderOfferAccepted: _taken,
    facts.ProviderOfferDeclined: _declined,
    facts.CollectiveCreated: _founded,
    facts.CollectiveLinked: _linked,
    facts.CollectiveJoined: _joined,
    facts.ActivityPlanned: _planned,
    facts.ActivityJoined: _takes_part,
}
"""The clause of each of these facts."""
