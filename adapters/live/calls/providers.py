"""The calls about providers: their profiles, and what is said of them."""

from collections.abc import Sequence

from msgspec import to_builtins

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
from adapters.errors import Refused
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask

REVIEW_PATHS = ("POST /reputation/provider-reviews", "POST /reputation")
"""The path that karmyq documents, and the one that its newest read state answers at."""


class ProviderCalls(Calls):
    """See `adapters.port.providers`."""

    async def register_provider(self, draft: ProviderDraft) -> ProviderProfile:
        """See the port."""
        return await self._call(
            "register_provider",
            Ask("POST /providers", body=to_builtins(draft)),
            lambda answer: decode.one(answer, ProviderProfile),
            made=lambda profile: profile.id,
        )

    async def my_providers(self) -> Sequence[MyProvider]:
        """See the port."""
        return await self._call(
            "my_providers",
            Ask("GET /providers/my"),
            lambda answer: decode.page(answer, MyProvider),
        )

    async def list_providers(
        self,
        limit: int,
        *,
        offset: int = 0,
        service_type: str | None = None,
        user_id: str | None = None,
    ) -> Sequence[Provider]:
        """See the port."""
        params = {
            "limit": limit,
            "offset": offset,
            "service_type": service_type,
            "user_id": user_id,
        }
        return await self._call(
            "list_providers",
            Ask("GET /providers", params=params),
            lambda answer: decode.page(answer, Provider),
            about=user_id or "",
        )

    async def get_provider(self, provider_id: str) -> ProviderDetail:
        """See the port."""
        return await self._call(
            "get_provider",
            Ask("GET /providers/{providerId}", (provider_id,)),
            lambda answer: decode.one(answer, ProviderDetail),
            about=provider_id,
        )

    async def set_provider_availability(self, provider_id: str, is_available: bool) -> Availability:
        """See the port."""
        endpoint, body = (
            "PATCH /providers/{providerId}/availability",
            {"is_available": is_available},
        )
        return await self._call(
            "set_provider_availability",
            Ask(endpoint, (provider_id,), body=body),
            lambda answer: decode.one(answer, Availability),
            about=provider_id,
        )

    async def delete_provider(self, provider_id: str) -> None:
        """See the port."""
        ask = Ask("DELETE /providers/{providerId}", (provider_id,))
        await self._call("delete_provider", ask, lambda _: None, about=provider_id)

    async def review_provider(
        self, provider_id: str, stars: int, review_text: str, match_id: str
    ) -> ProviderReview:
        """See the port; the path that answered once is kept for all sessions."""
        body = {
            "provider_id": provider_id,
            "match_id": match_id,
            "stars": stars,
            "review_text": review_text,
        }
        return await self._call(
            "review_provider",
            Ask(REVIEW_PATHS[0], body=body),
            lambda answer: decode.one(answer, ProviderReview),
            about=provider_id,
            made=lambda review: review.id,
            send=self._send_review,
        )

    async def provider_reviews(
        self, provider_id: str, limit: int, offset: int = 0
    ) -> Sequence[ListedReview]:
        """See the port."""
        endpoint = "GET /reputation/provider-reviews/{providerId}"
        params = {"limit": limit, "offset": offset}
        return await self._call(
            "provider_reviews",
            Ask(endpoint, (provider_id,), params=params),
            lambda answer: decode.page(answer, ListedReview),
            about=provider_id,
        )

    async def _send_review(self, ask: Ask) -> Success:
        """Try the other path on a 404, which means an unknown provider only if both say so."""
        wire, account = self._wire, self._caller.account
        known = wire.answering.get(ask.endpoint)
        first, *others = (known,) if known else REVIEW_PATHS
        endpoint = first
        try:
            answer = await wire.ask(account, ask._replace(endpoint=first))
        except Refused as refusal:
            if refusal.status != 404 or not others:
                raise
            [endpoint] = others
            answer = await wire.ask(account, ask._replace(endpoint=endpoint))
        wire.answering[ask.endpoint] = endpoint
        return answer
