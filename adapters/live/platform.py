"""A real karmyq, or a sandbox of it, as the port's platform."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.clock import PlatformClock
from adapters.live.http import Http, Transport, Wait
from adapters.live.session import LiveKarmyq
from adapters.live.settings import LiveSettings
from adapters.live.tokens import Memberships, Tokens
from adapters.live.wire import Ask, Wire
from adapters.port import Caller

PROBE = Ask("GET /communities", params={"limit": 1, "offset": 0})


class LivePlatform:
    """The port's platform at the other end of a connection; nothing is sent before the first call.

    `directory` says which communities a token lists. `concurrency` is how many calls are expected
    at once. With `clock`, the platform is told the time with every request instead of telling it;
    `transport` and `wait` let tests do without sockets and without waiting.
    """

    def __init__(
        self,
        settings: LiveSettings,
        directory: Memberships,
        *,
        concurrency: int = 1,
        clock: Callable[[], datetime] | None = None,
        transport: Transport | None = None,
        wait: Wait = asyncio.sleep,
    ) -> None:
        self._directory = directory
        http = Http(
            settings.api_url,
            concurrency=concurrency,
            transport=transport,
            clock=clock,
            wait=wait,
        )
        platform_clock = PlatformClock(clock)
        tokens = Tokens(settings.jwt_secret, directory, platform_clock.now)
        self._wire = Wire(http, tokens, platform_clock)

    def session(self, caller: Caller) -> LiveKarmyq:
        """karmyq as `caller` reaches it."""
        return LiveKarmyq(self._wire, self._directory, caller)

    def now(self) -> datetime:
        """The platform's own clock, as its latest answer told it."""
        return self._wire.clock.now()

    async def ready(self, account: Account | None = None) -> None:
        """Look, without changing anything, whether karmyq is there and takes our tokens.

        Raises KarmyqError with one sentence. Tokens are tried only with somebody's `account`.
        """
        try:
            await self._wire.ask(None, PROBE)
        except Refused as refusal:
            # Without a token karmyq says 401; that it does so in its own words is what we look for.
            if refusal.status != 401:
                raise _not_karmyq(refusal) from None
        if account is not None:
            await self._try_token(account)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.http.aclose()

    async def _try_token(self, account: Account) -> None:
        try:
            await self._wire.ask(account, PROBE)
        except Refused as refusal:
            if refusal.status != 401:
                raise _not_karmyq(refusal) from None
            raise Refused(
                401,
                refusal.code,
                "karmyq does not take our tokens: is KARMYQ_JWT_SECRET the one it signs with?",
            ) from None


def _not_karmyq(refusal: KarmyqError) -> KarmyqError:
    if refusal.status == 429:
        return refusal
    return Unavailable(
        refusal.status,
        refusal.code,
        f"KARMYQ_API_URL answers {refusal.status} where karmyq lists its communities: "
        "is it the API's base, ending in /api?",
    )
