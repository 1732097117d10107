"""What all calls do: think first, ask over the wire, read the answer, keep what was called."""

from collections.abc import Awaitable, Callable

from adapters.errors import KarmyqError
from adapters.live.envelope import Success
from adapters.live.tokens import Memberships
from adapters.live.wire import Ask, Wire
from adapters.port import Call, Caller


class Calls:
    """One caller's way to the platform.

    Bodies and queries name the caller's id wherever karmyq has ever read it there: it counts the
    token today, but `GET /communities/my/communities` insists on the query, and
    `DELETE /requests/{id}` on the body.
    """

    def __init__(self, wire: Wire, memberships: Memberships, caller: Caller) -> None:
        self._wire = wire
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
        try:
            if send is not None:
                answer = await send(ask)
            else:
                answer = await self._wire.ask(self._caller.account if signed_in else None, ask)
            result = read(answer)
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise
        about = about if made is None else made(result)
        self._caller.called(Call(operation, about, answer.status))
        return result

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
