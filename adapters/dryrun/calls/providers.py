"""The calls about providers: their profiles, and what is said of them."""

from collections.abc import Sequence

from msgspec import to_builtins

from adapters.dryrun import provider_views as views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import (
    Availability,
    ListedReview,
    MyProvider,
    Provider,
    ProviderDetail,
    ProviderDraft,
    ProviderProfile,
    ProviderReview,
)
from adapters.port import Call


class ProviderCalls(Calls):
    """See `adapters.port.providers`."""

    async def register_provider(self, draft: ProviderDraft) -> ProviderProfile:
        """See the port."""
        await self._caller.before_call()
        register, body = self._platform.providers.register, to_builtins(draft)
        row = self._ruled("register_provider", "", lambda: register(self._signed_in(), body))
        self._caller.called(Call("register_provider", row.id, CREATED))
        return views.profile(row)

    async def my_providers(self) -> Sequence[MyProvider]:
        """See the port."""
        rows = await self._call("my_providers", "", self._platform.providers.of_user)
        return [views.my_provider(row) for row in rows]

    async def list_providers(
        self,
        limit: int,
        *,
        offset: int = 0,
        service_type: str | None = None,
        user_id: str | None = None,
    ) -> Sequence[Provider]:
        """See the port."""
        page, filters = self._platform.providers.page, (limit, offset, service_type, user_id)
        rows = await self._call("list_providers", user_id or "", page, *filters)
        return [views.provider(row) for row in rows]

    async def get_provider(self, provider_id: str) -> ProviderDetail:
        """See the port."""
        get = self._platform.providers.get
        row = await self._call("get_provider", provider_id, get, provider_id)
        return views.provider_detail(row)

    async def set_provider_availability(self, provider_id: str, is_available: bool) -> Availability:
        """See the port."""
        switch, values = self._platform.providers.set_availability, (provider_id, is_available)
        row = await self._call("set_provider_availability", provider_id, switch, *values)
        return Availability(row.id, row.is_available)

    async def delete_provider(self, provider_id: str) -> None:
        """See the port."""
        delete = self._platform.providers.delete
        await self._call("delete_provider", provider_id, delete, provider_id)

    async def review_provider(
        self, provider_id: str, stars: int, review_text: str, match_id: str
    ) -> ProviderReview:
        """See the port."""
        await self._caller.before_call()
        submit = self._platform.provider_reviews.submit
        body = {
            "provider_id": provider_id,
            "match_id": match_id,
            "stars": stars,
            "review_text": review_text,
        }
        row = self._ruled("review_provider", provider_id, lambda: submit(self._signed_in(), body))
        self._caller.called(Call("review_provider", row.id, CREATED))
        return views.review(row)

    async def provider_reviews(
        self, provider_id: str, limit: int, offset: int = 0
    ) -> Sequence[ListedReview]:
        """See the port."""
        page, values = self._platform.provider_reviews.page, (provider_id, limit, offset)
        rows = await self._call("provider_reviews", provider_id, page, *values)
        return [views.listed_review(row) for row in rows]
