"""The calls about offers of providers, from their side and from the requester's."""

from collections.abc import Sequence

from adapters.entities import ProviderOffer
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class ProviderOfferCalls(Calls):
    """See `adapters.port.providers`."""

    async def submit_provider_offer(
        self, request_id: str, price: float | None = None, note: str | None = None
    ) -> ProviderOffer:
        """See the port."""
        body = {"request_id": request_id, "price": price, "note": note}
        return await self._call(
            "submit_provider_offer",
            Ask("POST /providers/offers", body=body),
            lambda answer: decode.one(answer, ProviderOffer),
            about=request_id,
            made=lambda offer: offer.id,
        )

    async def withdraw_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        return await self._on_offer(
            "withdraw_provider_offer", "PUT /providers/offers/{offerId}/withdraw", offer_id
        )

    async def my_provider_offers(self) -> Sequence[ProviderOffer]:
        """See the port."""
        return await self._call(
            "my_provider_offers",
            Ask("GET /providers/offers"),
            lambda answer: decode.page(answer, ProviderOffer),
        )

    async def request_offers(self, request_id: str) -> Sequence[ProviderOffer]:
        """See the port."""
        return await self._call(
            "request_offers",
            Ask("GET /requests/{id}/offers", (request_id,)),
            lambda answer: decode.page(answer, ProviderOffer),
            about=request_id,
        )

    async def accept_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        return await self._on_offer(
            "accept_provider_offer", "PUT /requests/offers/{offerId}/accept", offer_id
        )

    async def decline_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        return await self._on_offer(
            "decline_provider_offer", "PUT /requests/offers/{offerId}/decline", offer_id
        )

    async def _on_offer(self, operation: str, endpoint: str, offer_id: str) -> ProviderOffer:
        return await self._call(
            operation,
            Ask(endpoint, (offer_id,)),
            lambda answer: decode.one(answer, ProviderOffer),
            about=offer_id,
        )
