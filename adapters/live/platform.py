"""A real karmyq, or a sandbox of it, as the port's platform."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live import decode
from adapters.live.clock import PlatformClock
from adapters.live.hiding import Hiding
from adapters.live.http import Http, Transport, Wait
from adapters.live.login import LoginTokens
from adapters.live.session import LiveKarmyq
from adapters.live.settings import LiveSettings
from adapters.live.tokens import Memberships, Tokens
from adapters.live.wire import Ask, Conduct, Wire
from adapters.port import Caller

PROBE = Ask("GET /communities", params={"limit": 1, "offset": 0})
NOBODY = "00000000-0000-4000-8000-000000000000"
SERVICE_PROBES = (
    Ask("GET /users/{userId}", (NOBODY,)),
    Ask("GET /requests", params={"limit": 1}),
    Ask("GET /conversations"),
    Ask("GET /reputation/me/community-summary"),
)
"""One read of each service beside the communities'."""


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
        conduct: Conduct | None = None,
    ) -> None:
        self._directory = directory
        conduct = conduct or Conduct()
        http = Http(
            settings.api_url,
            concurrency=concurrency,
            transport=transport,
            clock=clock,
            wait=wait,
        )
        platform_clock, hide = PlatformClock(clock), Hiding(settings.secrets())
        self._login = LoginTokens(
            http, settings.password, platform_clock, hide, reads_only=conduct.reads_only
        )
        secret = settings.jwt_secret
        self._signs = secret is not None
        self._wire = Wire(
            http,
            self._login if secret is None else Tokens(secret, directory, platform_clock.now),
            platform_clock,
            hide=hide,
            conduct=conduct,
        )

    def session(self, caller: Caller) -> LiveKarmyq:
        """karmyq as `caller` reaches it."""
        return LiveKarmyq(self._wire, self._directory, caller)

    def look_again(self, user_id: str) -> None:
        """A turn of this person begins: the token is renewed if it lists other memberships."""
        self._wire.tokens.look_again(user_id)

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
        for probe in SERVICE_PROBES:
            await self._try_service(probe)
        if account is not None:
            await self._try_token(account)

    async def find(self, email: str) -> Account | None:
        """Whoever signs in with this e-mail and the simulator's password; None where nobody does.

        karmyq writes a session, so this is for runs, not for looking.
        """
        try:
            return decode.one(await self._login.sign_in(email), Account, "user")
        except Refused as refusal:
            if refusal.status != 401:
                raise
            return None

    async def aclose(self) -> None:
        """Close all connections."""
        await self._wire.http.aclose()

    async def _try_service(self, probe: Ask) -> None:
        """Without a token a service says no, in whatever words; that it does is all that counts."""
        try:
            await self._wire.ask(None, probe)
        except Refused as refusal:
            if refusal.status == 429:
                raise

    async def _try_token(self, account: Account) -> None:
        try:
            await self._wire.ask(account, PROBE)
        except Refused as refusal:
            if refusal.status != 401:
                raise _not_karmyq(refusal) from None
            if not self._signs:
                raise
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
