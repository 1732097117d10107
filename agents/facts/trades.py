"""Providers, collectives and activities."""

from agents.facts.fact import Fact


class ProviderRegistered(Fact, frozen=True, tag="provider_registered", array_like=True, gc=False):
    """Somebody offers one more kind of service."""

    provider_id: str
    service_type: str


class ProviderOnDuty(Fact, frozen=True, tag="provider_on_duty", array_like=True, gc=False):
    """A provider went on duty."""

    provider_id: str


class ProviderReviewed(Fact, frozen=True, tag="provider_reviewed", array_like=True, gc=False):
    """A requester reviewed the provider who helped, with 1 to 5 stars."""

    review_id: str
    provider_id: str
    match_id: str
    stars: int


class ProviderOfferMade(Fact, frozen=True, tag="provider_offer_made", array_like=True, gc=False):
    """A provider offered a service on a request."""

    offer_id: str
    request_id: str


class ProviderOfferAccepted(
    Fact, frozen=True, tag="provider_offer_accepted", array_like=True, gc=False
):
    """A requester took a provider's offer; its match follows as `OfferAccepted`."""

    offer_id: str
    request_id: str


class ProviderOfferDeclined(
    Fact, frozen=True, tag="provider_offer_declined", array_like=True, gc=False
):
    """A requester turned a provider's offer down."""

    offer_id: str
    request_id: str


class CollectiveCreated(Fact, frozen=True, tag="collective_created", array_like=True, gc=False):
    """A collective of providers came into being; its founder is its first member."""

    collective_id: str


class CollectiveLinked(Fact, frozen=True, tag="collective_linked", array_like=True, gc=False):
    """A collective is shown in a community."""

    collective_id: str
    community_id: str


class CollectiveJoined(Fact, frozen=True, tag="collective_joined", array_like=True, gc=False):
    """A provider joined a collective."""

    collective_id: str


class ActivityPlanned(Fact, frozen=True, tag="activity_planned", array_like=True, gc=False):
    """An admin planned something for a community; nobody takes part by that."""

    activity_id: str
    community_id: str


class ActivityJoined(Fact, frozen=True, tag="activity_joined", array_like=True, gc=False):
    """Somebody takes part in an activity."""

    activity_id: str
