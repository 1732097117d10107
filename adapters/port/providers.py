"""The request service: providers and their offers; the reputation service: their reviews."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import (
    Availability,
    ListedReview,
    MyProvider,
    Provider,
    ProviderDetail,
    ProviderDraft,
    ProviderOffer,
    ProviderProfile,
    ProviderReview,
)


class Providers(Protocol):
    """Who offers a kind of service, and what people say of it."""

    async def register_provider(self, draft: ProviderDraft) -> ProviderProfile:
        """Offer a service, or write one's profile for it anew; a new one is off duty."""

    async def my_providers(self) -> Sequence[MyProvider]:
        """The caller's own profiles, oldest first, inactive ones too."""

    async def list_providers(
        self,
        limit: int,
        *,
        offset: int = 0,
        service_type: str | None = None,
        user_id: str | None = None,
    ) -> Sequence[Provider]:
        """A page of the active profiles, best score first, then newest."""

    async def get_provider(self, provider_id: str) -> ProviderDetail:
        """One profile, active or not."""

    async def set_provider_availability(self, provider_id: str, is_available: bool) -> Availability:
        """Go on duty with one's own profile, or off."""

    async def delete_provider(self, provider_id: str) -> None:
        """Delete one's own profile for good."""

    async def review_provider(
        self, provider_id: str, stars: int, review_text: str, match_id: str
    ) -> ProviderReview:
        """Review a provider for one match, with 1 to 5 stars; 409 for the same match again."""

    async def provider_reviews(
        self, provider_id: str, limit: int, offset: int = 0
    ) -> Sequence[ListedReview]:
        """A page of what was said of a profile, newest first."""

    async def submit_provider_offer(
        self, request_id: str, price: float | None = None, note: str | None = None
    ) -> ProviderOffer:
        """Offer a service on an open request, beside the ordinary offers of help."""

    async def withdraw_provider_offer(self, offer_id: str) -> ProviderOffer:
        """Take back one's own pending offer."""

    async def my_provider_offers(self) -> Sequence[ProviderOffer]:
        """One's own offers, newest first."""

    async def request_offers(self, request_id: str) -> Sequence[ProviderOffer]:
        """The providers' offers on one's own request, newest first."""

    async def accept_provider_offer(self, offer_id: str) -> ProviderOffer:
        """Take a pending offer on one's own request: a matched match."""

    async def decline_provider_offer(self, offer_id: str) -> ProviderOffer:
        """Turn a pending offer on one's own request down."""
