"""The calls of the request service about requests."""

from collections.abc import Sequence

from msgspec import to_builtins

from adapters.entities import (
    CreatedRequest,
    HelpRequest,
    RequestDetail,
    RequestDraft,
    RequestStatus,
    StoredRequest,
    Urgency,
)
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class RequestCalls(Calls):
    """See `adapters.port.requests`."""

    async def list_requests(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: RequestStatus | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        """See the port."""
        params = {
            "limit": limit,
            "offset": offset,
            "status": status,
            "requester_id": requester_id,
            "community_id": community_id,
        }
        return await self._call(
            "list_requests",
            Ask("GET /requests", params=params),
            lambda answer: decode.page(answer, HelpRequest, "requests"),
            about=community_id or requester_id or "",
        )

    async def get_request(self, request_id: str) -> RequestDetail:
        """See the port."""
        return await self._call(
            "get_request",
            Ask("GET /requests/{id}", (request_id,)),
            lambda answer: decode.one(answer, RequestDetail),
            about=request_id,
        )

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """See the port."""
        return await self._call(
            "create_request",
            Ask("POST /requests", body=to_builtins(draft)),
            lambda answer: decode.one(answer, CreatedRequest),
            made=lambda request: request.id,
        )

    async def update_request(
        self,
        request_id: str,
        *,
        title: str | None = None,
        description: str | None = None,
        status: RequestStatus | None = None,
        urgency: Urgency | None = None,
    ) -> StoredRequest:
        """See the port."""
        given = {"title": title, "description": description, "status": status, "urgency": urgency}
        body = {name: value for name, value in given.items() if value is not None}
        return await self._call(
            "update_request",
            Ask("PUT /requests/{id}", (request_id,), body=body),
            lambda answer: decode.one(answer, StoredRequest),
            about=request_id,
        )

    async def cancel_request(self, request_id: str) -> None:
        """See the port."""
        ask = Ask("DELETE /requests/{id}", (request_id,), body=self._own_body())
        await self._call("cancel_request", ask, lambda _: None, about=request_id)
