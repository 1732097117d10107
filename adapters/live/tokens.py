"""Access tokens, made here with karmyq's own secret: nobody has to log in.

They say what karmyq's login tokens say (rules, section 3), count the platform's time, and are kept
until they are nearly over or the memberships they list have changed.
"""

import warnings
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

import jwt
from jwt.warnings import InsecureKeyLengthWarning

from adapters.entities import Account

LIFE = timedelta(hours=1)
RENEWED_BEFORE_END = timedelta(minutes=5)
COMMUNITIES_LISTED = 15


class CommunityRef(NamedTuple):
    """One community as a token names it."""

    id: str
    role: str
    name: str


class Memberships(Protocol):
    """Who can say where somebody belongs."""

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """The active memberships of one person, newest first, in communities of any status."""


class Tokens:
    """One valid token per person, on demand."""

    def __init__(self, secret: str, memberships: Memberships, now: Callable[[], datetime]) -> None:
        self._secret = secret
        self._memberships = memberships
        self._now = now
        self._kept: dict[str, tuple[str, datetime]] = {}

    async def token_for(self, account: Account) -> str:
        """The person's token, with at least five minutes left."""
        now = self._now()
        token, end = self._kept.get(account.id, ("", now))
        if end - now < RENEWED_BEFORE_END:
            communities = await self._memberships.memberships(account.id)
            token = self._signed(claims(account, communities, now))
            self._kept[account.id] = token, now + LIFE
        return token

    def forget(self, user_id: str) -> None:
        """The person's memberships may have changed: the next token is a new one."""
        self._kept.pop(user_id, None)

    def forget_all(self) -> None:
        """Somebody's role may have changed, and nobody knows whose."""
        self._kept.clear()

    def _signed(self, said: dict[str, Any]) -> str:
        with warnings.catch_warnings():
            # How long the secret is was decided by the platform's operators, not by us.
            warnings.simplefilter("ignore", InsecureKeyLengthWarning)
            return jwt.encode(said, self._secret, algorithm="HS256")


def claims(account: Account, communities: Sequence[CommunityRef], now: datetime) -> dict[str, Any]:
    """What a login token of karmyq says about this person."""
    listed = [place._asdict() for place in communities[:COMMUNITIES_LISTED]]
    said: dict[str, Any] = {"userId": account.id, "email": account.email, "communities": listed}
    if listed:
        said["currentCommunityId"] = listed[0]["id"]
    issued = int(now.timestamp())
    return said | {"iat": issued, "exp": issued + int(LIFE.total_seconds())}
