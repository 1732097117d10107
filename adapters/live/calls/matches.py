"""The calls of the request service about matches."""

from collections.abc import Sequence

from adapters.entities import Completion, Match, MatchDetail, MatchStatus, MyMatch
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class MatchCalls(Calls):
    """See `adapters.port.matches`."""

    async def list_matches(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: MatchStatus | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """See the port."""
        params = {
            "user_id": self._own_id,
            "limit": limit,
            "offset": offset,
            "status": status,
            "request_id": request_id,
        }
        return await self._call(
            "list_matches",
            Ask("GET /matches", params=params),
            lambda answer: decode.page(answer, MyMatch, "matches"),
            about=request_id or "",
        )

    async def get_match(self, match_id: str) -> MatchDetail:
        """See the port."""
        return await self._call(
            "get_match",
            Ask("GET /matches/{matchId}", (match_id,)),
            lambda answer: decode.one(answer, MatchDetail),
            about=match_id,
        )

    async def offer_help(self, request_id: str) -> Match:
        """See the port."""
        body = {"request_id": request_id} | self._own_body("responder_id")
        return await self._call(
            "offer_help",
            Ask("POST /matches", body=body),
            lambda answer: decode.one(answer, Match),
            about=request_id,
            made=lambda match: match.id,
        )

    async def accept_match(self, match_id: str) -> Match:
        """See the port."""
        return await self._call(
            "accept_match",
            Ask("PUT /matches/{matchId}/accept", (match_id,), body=self._own_body()),
            lambda answer: decode.one(answer, Match),
            about=match_id,
        )

    async def reject_match(self, match_id: str) -> None:
        """See the port."""
        ask = Ask("PUT /matches/{matchId}/reject", (match_id,))
        await self._call("reject_match", ask, lambda _: None, about=match_id)

    async def cancel_match(self, match_id: str) -> None:
        """See the port."""
        ask = Ask("DELETE /matches/{matchId}", (match_id,), body=self._own_body())
        await self._call("cancel_match", ask, lambda _: None, about=match_id)

    async def complete_match(self, match_id: str) -> Completion:
        """See the port."""
        return await self._call(
            "complete_match",
            Ask("PUT /matches/{matchId}/complete", (match_id,), body=self._own_body()),
            lambda answer: decode.one(answer, Completion),
            about=match_id,
        )
