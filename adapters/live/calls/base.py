"""What all calls do: think first, ask over the wire, read the answer, keep what was called.

A write is one call, kept with the status that karmyq answered it with last, also where reading
after a 5xx has found it; the readings belong to no turn.
"""

from collections.abc import Awaitable, Callable
from typing import Any, cast

from adapters.errors import ContractDrift, KarmyqError
from adapters.live.envelope import Success
from adapters.live.tokens import Memberships
from adapters.live.wire import Ask, Wire
from adapters.live.writes.reading import Reading
from adapters.live.writes.settle import Deed, Writes, intent_of
from adapters.live.writes.table import WRITES, key_of
from adapters.port import Call, Caller, Karmyq


class Calls:
    """One caller's way to the platform.

    Bodies and queries name the caller's id wherever karmyq has ever read it there: it counts the
    token today, but `GET /communities/my/communities` insists on the query, and
    `DELETE /requests/{id}` on the body.
    """

    def __init__(
        self, wire: Wire, memberships: Memberships, caller: Caller, writes: Writes
    ) -> None:
        self._wire = wire
        self._writes = writes
        self._memberships = memberships
        self._caller = caller

    async def _call[R](
        self,
        operation: str,
        ask: Ask,
        read: Callable[[Success], R],
        *,
        about: str = "",
        made: Callable[[R], str] | None = None,
        signed_in: bool = True,
        send: Callable[[Ask], Awaitable[Success]] | None = None,
    ) -> R:
        """Think, ask, read, and keep the call: about what it made, else about what it was asked."""
        await self._caller.before_call()

        async def once() -> tuple[int, Any]:
            if send is not None:
                answer = await send(ask)
            else:
                account = self._caller.account if signed_in else None
                answer = await self._wire.ask(account, ask, fresh=self._reads_back)
            return answer.status, self._read(answer, read)

        try:
            if operation in WRITES:
                # Who registers has no account yet, and must not be asked for one.
                who = self._own_id if signed_in else None
                status, result = await self._write(operation, who or "", ask, once)
            else:
                status, result = await once()
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise
        about = about if made is None else made(result)
        self._caller.called(Call(operation, about, status))
        return cast(R, result)

    def _read[R](self, answer: Success, read: Callable[[Success], R]) -> R:
        """Take an answer in; drift is counted where it is found, whatever comes of it."""
        try:
            return read(answer)
        except ContractDrift as drift:
            self._wire.http.counts.drift(drift.endpoint, drift.field)
            raise

    async def _write(
        self, operation: str, who: str, ask: Ask, once: Callable[[], Awaitable[tuple[int, Any]]]
    ) -> tuple[int, Any]:
        """Send it once, and settle whatever comes of it."""
        await self._writes.settle_parked(who)
        intent = intent_of(operation, who, key_of(operation, ask), self._wire.clock.now())
        return await self._writes.carry_out(Deed(operation, self._reader(who), intent, once))

    def _reader(self, who: str) -> Karmyq:
        """The whole port as the same person reaches it: sessions join the calls of all services."""
        reading = Reading(self._caller.account if who else None)
        session = type(self)(self._wire, self._memberships, reading, self._writes)
        return cast(Karmyq, session)

    @property
    def _reads_back(self) -> bool:
        """Whether this only looks what became of a write: what was true before it is no answer."""
        return isinstance(self._caller, Reading)

    @property
    def _own_id(self) -> str | None:
        account = self._caller.account
        return None if account is None else account.id

    def _own_body(self, name: str = "user_id") -> dict[str, str]:
        return {} if self._own_id is None else {name: self._own_id}

    def _renew_token(self) -> None:
        """After a change of memberships, or an attempt whose effect is unknown."""
        if self._own_id is not None:
            self._wire.tokens.forget(self._own_id)
