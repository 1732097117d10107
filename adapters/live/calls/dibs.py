"""The calls of the request service about dibs."""

from collections.abc import Sequence

from adapters.entities import Dibs, DibsCandidate, PendingDibs
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class DibsCalls(Calls):
    """See `adapters.port.dibs`."""

    async def dibs_candidate(self, request_id: str) -> DibsCandidate | None:
        """See the port."""
        return await self._call(
            "dibs_candidate",
            Ask("GET /requests/{id}/dibs-candidate", (request_id,)),
            lambda answer: decode.one_or_none(answer, DibsCandidate),
            about=request_id,
        )

    async def call_dibs(self, request_id: str, user_id: str) -> Dibs:
        """See the port."""
        body = {"provider_user_id": user_id}
        return await self._call(
            "call_dibs",
            Ask("POST /requests/{id}/dibs", (request_id,), body=body),
            lambda answer: decode.one(answer, Dibs),
            about=request_id,
            made=lambda dibs: dibs.id,
        )

    async def pending_dibs(self) -> Sequence[PendingDibs]:
        """See the port."""
        return await self._call(
            "pending_dibs",
            Ask("GET /requests/dibs/pending-for-provider"),
            lambda answer: decode.page(answer, PendingDibs),
        )

    async def accept_dibs(self, dibs_id: str) -> Dibs:
        """See the port."""
        ask = Ask("PUT /requests/dibs/{dibsId}/accept", (dibs_id,))
        return await self._dibs_answered("accept_dibs", ask, dibs_id)

    async def decline_dibs(self, dibs_id: str) -> Dibs:
        """See the port."""
        ask = Ask("PUT /requests/dibs/{dibsId}/decline", (dibs_id,))
        return await self._dibs_answered("decline_dibs", ask, dibs_id)

    async def _dibs_answered(self, operation: str, ask: Ask, dibs_id: str) -> Dibs:
        return await self._call(
            operation, ask, lambda answer: decode.one(answer, Dibs), about=dibs_id
        )
