"""A real karmyq, or a sandbox of it, as the port's platform."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live import decode
from adapters.live.clock import PlatformClock
from adapters.live.hiding import Hiding
from adapters.live.http import Http
from adapters.live.login import LoginTokens
from adapters.live.means import USUAL, Means
from adapters.live.session import LiveKarmyq
from adapters.live.settings import LiveSettings
from adapters.live.tokens import Memberships, Tokens
from adapters.live.traffic import Traffic
from adapters.live.wire import Ask, Conduct, Wire
from adapters.live.writes.reading import Reading
from adapters.live.writes.settle import People, Writes
from adapters.port import Caller, Karmyq

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
    at once, `traffic` the budget of calls; `journal` keeps every write before it is sent. With
    `clock`, the platform is told the time with every request instead of telling it.
    """

    def __init__(
        self,
        settings: LiveSettings,
        directory: Memberships,
        *,
        concurrency: int = 1,
        clock: Callable[[], datetime] | None = None,
        traffic: Traffic | None = None,
        conduct: Conduct | None = None,
        means: Means = USUAL,
    ) -> None:
        self._directory = directory
        self._settings = settings
        conduct = conduct or Conduct()
        http = Http(
            settings.api_url,
            concurrency=concurrency,
            clock=clock,
            traffic=traffic or Traffic(),
            on_state=conduct.on_state,
            means=means,
        )
        factor = (traffic or Traffic()).time_factor
        platform_clock, hide = PlatformClock(clock, means.now, factor), Hiding(settings.secrets())
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
        people = People(getattr(directory, "find", conduct.recognise), self.seen_by)
        self.writes = Writes(people, http.patience.rest)

    def session(self, caller: Caller) -> LiveKarmyq:
        """karmyq as `caller` reaches it."""
        return LiveKarmyq(self._wire, self._directory, caller, self.writes)

    async def seen_by(self, user_id: str) -> Karmyq | None:
        """karmyq as another of our people reaches it, to read; None for everybody else."""
        nobody = LiveKarmyq(self._wire, self._directory, Reading(None), self.writes)
        person = await nobody.get_user(user_id)
        if not self._settings.may_act(person.email):
            return None
        account = Account(person.id, person.email, person.name, person.created_at)
        return self.session(Reading(account))

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

    def api_report(self) -> dict[str, Any]:
        """What the calls have come to until now.

        `answers` (endpoint to status, or the code of why no answer came, to count), `latency_s`,
        `retries` and those the budget refused, the breaker's openings and seconds, pauses after a
        429, seconds waited for the budget, and `contract_drifts` (endpoint to field to count).
        """
        return self._wire.http.report()

    def give_up_waiting(self) -> None:
        """The run is over: calls that wait for leave to go are not sent any more."""
        self._wire.http.patience.give_up()

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
