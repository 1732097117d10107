"""Access tokens without karmyq's secret: each person signs in with the simulator's password.

karmyq counts 10 calls in 15 minutes for everything below `/auth` (rules, section 5), so some forty
people an hour can act this way unless its operators have raised that.
"""

from datetime import UTC, datetime
from typing import Any

import jwt

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused
from adapters.live import decode
from adapters.live.clock import PlatformClock
from adapters.live.envelope import Success, open_envelope
from adapters.live.hiding import Hiding
from adapters.live.http import Http
from adapters.live.tokens import LIFE, RENEWED_BEFORE_END
from adapters.live.wire import Ask, NotSent

LOGIN = "POST /auth/login"


class LoginTokens:
    """One valid token per person, fetched from karmyq; the counterpart of `Tokens`.

    Signing in writes a session, so with `reads_only` there are none.
    """

    def __init__(
        self,
        http: Http,
        password: str,
        clock: PlatformClock,
        hide: Hiding,
        *,
        reads_only: bool = False,
    ) -> None:
        self._http = http
        self._reads_only = reads_only
        self._password = password
        self._clock = clock
        self._hide = hide
        self._kept: dict[str, tuple[str, datetime]] = {}

    async def token_for(self, account: Account) -> str:
        """The person's token, with at least five minutes left; raises KarmyqError."""
        now = self._clock.now()
        token, end = self._kept.get(account.id, ("", now))
        if end - now < RENEWED_BEFORE_END:
            token = decode.text(await self.sign_in(account.email), "token")
            self._kept[account.id] = token, _end(token, self._clock.now())
        return token

    async def sign_in(self, email: str) -> Success:
        """karmyq's answer to a login; raises KarmyqError, 401 where the password is not ours."""
        ask = Ask(LOGIN, body={"email": email, "password": self._password})
        if self._reads_only:
            raise NotSent(ask)
        answer = await self._http.send(ask.method, ask.path, body=ask.body, endpoint=ask.endpoint)
        if answer.status >= 400:
            answer = answer._replace(content=self._hide.content(answer.content))
        envelope = open_envelope(LOGIN, answer)
        self._clock.observe(envelope.stamp, answer.date)
        if isinstance(envelope.outcome, KarmyqError):
            raise _told(envelope.outcome, email)
        return envelope.outcome

    def forget(self, user_id: str) -> None:
        """The person's memberships may have changed: the next token is a new one."""
        self._kept.pop(user_id, None)

    def forget_all(self) -> None:
        """Somebody's role may have changed, and nobody knows whose."""
        self._kept.clear()

    def look_again(self, user_id: str) -> None:
        """Only karmyq knows the memberships, and asking it is signing in: it keeps to its hour."""


def _end(token: str, now: datetime) -> datetime:
    """When a token ends by its own words; an hour from now where it does not say."""
    try:
        said: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return now + LIFE
    end = said.get("exp")
    return datetime.fromtimestamp(end, UTC) if isinstance(end, int | float) else now + LIFE


def _told(error: KarmyqError, email: str) -> KarmyqError:
    if isinstance(error, Refused) and error.status == 401:
        said = f"karmyq does not let {email} in: is KARMYQ_SIM_PASSWORD the one it registered with?"
        return Refused(401, error.code, said)
    return error
