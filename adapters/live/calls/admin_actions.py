"""The calls of the request service that admins and moderators make."""

from adapters.entities import StoredRequest
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class AdminActionCalls(Calls):
    """See `adapters.port.admin_actions`."""

    async def propose_match(self, request_id: str, user_id: str) -> str:
        """See the port."""
        return await self._call(
            "propose_match",
            Ask("POST /requests/{id}/propose-match", (request_id,), body={"user_id": user_id}),
            lambda answer: decode.text(answer, "matchId"),
            about=request_id,
            made=lambda match_id: match_id,
        )

    async def boost_request(self, request_id: str) -> StoredRequest:
        """See the port."""
        ask = Ask("POST /requests/{id}/boost", (request_id,))
        return await self._request_changed("boost_request", ask, request_id)

    async def unboost_request(self, request_id: str) -> StoredRequest:
        """See the port."""
        ask = Ask("DELETE /requests/{id}/boost", (request_id,))
        return await self._request_changed("unboost_request", ask, request_id)

    async def set_urgent(self, request_id: str, urgent: bool) -> StoredRequest:
        """See the port."""
        ask = Ask("PATCH /requests/{id}/urgent", (request_id,), body={"urgent": urgent})
        return await self._request_changed("set_urgent", ask, request_id)

    async def _request_changed(self, operation: str, ask: Ask, request_id: str) -> StoredRequest:
        return await self._call(
            operation,
            ask,
            lambda answer: decode.one(answer, StoredRequest, "request"),
            about=request_id,
        )
