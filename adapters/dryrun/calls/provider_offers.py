"""The calls about offers of providers, from their side and from the requester's."""

from collections.abc import Sequence

from adapters.dryrun import provider_views as views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import ProviderOffer
from adapters.port import Call


class ProviderOfferCalls(Calls):
    """See `adapters.port.providers`."""

    async def submit_provider_offer(
        self, request_id: str, price: float | None = None, note: str | None = None
    ) -> ProviderOffer:
        """See the port."""
        await self._caller.before_call()
        submit = self._platform.provider_offers.submit
        body = {"request_id": request_id, "price": price, "note": note}
        row = self._ruled(
            "submit_provider_offer", request_id, lambda: submit(self._signed_in(), body)
        )
        self._caller.called(Call("submit_provider_offer", row.id, CREATED))
        return views.offer(row)

    async def withdraw_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        withdraw = self._platform.provider_offers.withdraw
        return views.offer(
            await self._call("withdraw_provider_offer", offer_id, withdraw, offer_id)
        )

    async def my_provider_offers(self) -> Sequence[ProviderOffer]:
        """See the port."""
        rows = await self._call("my_provider_offers", "", self._platform.provider_offers.mine)
        return [views.offer(row) for row in rows]

    async def request_offers(self, request_id: str) -> Sequence[ProviderOffer]:
        """See the port."""
        read = self._platform.provider_offers.on_request
        rows = await self._call("request_offers", request_id, read, request_id)
        return [views.offer(row) for row in rows]

    async def accept_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        accept = self._platform.provider_offers.accept
        row = await self._call("accept_provider_offer", offer_id, accept, offer_id)
        return views.offer(row, before=True)

    async def decline_provider_offer(self, offer_id: str) -> ProviderOffer:
        """See the port."""
        decline = self._platform.provider_offers.decline
        row = await self._call("decline_provider_offer", offer_id, decline, offer_id)
        return views.offer(row, before=True)
