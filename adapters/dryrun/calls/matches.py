"""The calls of the request service about matches."""

from collections.abc import Sequence

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import Completion, Match, MatchDetail, MatchStatus, MyMatch
from adapters.port import Call


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
        listed, filters = self._platform.matches.listed, (limit, offset, status, request_id)
        if self._caller.thinks:
            await self._caller.before_call()
        return self._answer("list_matches", request_id or "", listed, *filters)

    async def get_match(self, match_id: str) -> MatchDetail:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        row = self._look("get_match", match_id, self._platform.matches.get)
        return views.match_detail(row)

    async def offer_help(self, request_id: str) -> Match:
        """See the port."""
        await self._caller.before_call()
        offer = self._platform.matches.offer
        row = self._ruled("offer_help", request_id, lambda: offer(self._signed_in(), request_id))
        self._caller.called(Call("offer_help", row.id, CREATED))
        return views.match(row)

    async def accept_match(self, match_id: str) -> Match:
        """See the port."""
        row = await self._call("accept_match", match_id, self._platform.matches.accept, match_id)
        return views.match(row)

    async def reject_match(self, match_id: str) -> None:
        """See the port."""
        await self._call("reject_match", match_id, self._platform.matches.reject, match_id)

    async def cancel_match(self, match_id: str) -> None:
        """See the port."""
        await self._call("cancel_match", match_id, self._platform.matches.cancel, match_id)

    async def complete_match(self, match_id: str) -> Completion:
        """See the port."""
        complete = self._platform.matches.complete
        _, completion = await self._call("complete_match", match_id, complete, match_id)
        return completion
