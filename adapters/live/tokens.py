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


class TokenSource(Protocol):
    """Where access tokens come from: made here (`Tokens`), or fetched (`login.LoginTokens`)."""

    async def token_for(self, account: Account) -> str:
        """The person's token, with at least five minutes left."""

    def forget(self, user_id: str) -> None:
        """The person's memberships may have changed: the next token is a new one."""

    def forget_all(self) -> None:
        """Somebody's role may have changed, and nobody knows whose."""

    def look_again(self, user_id: str) -> None:
        """A turn begins: somebody else may have changed the person's memberships meanwhile."""


class Kept(NamedTuple):
    """A token, when it ends, and what it lists."""

    token: str
    end: datetime
    communities: tuple[CommunityRef, ...]


class Tokens:
    """One valid token per person, on demand."""

    def __init__(self, secret: str, memberships: Memberships, now: Callable[[], datetime]) -> None:
        self._secret = secret
        self._memberships = memberships
        self._now = now
        self._kept: dict[str, Kept] = {}
        self._unsure: set[str] = set()
        self._making: set[str] = set()

    async def token_for(self, account: Account) -> str:
        """The person's token, with at least five minutes left."""
        kept, now = self._kept.get(account.id), self._now()
        ending = kept is None or kept.end - now < RENEWED_BEFORE_END
        if kept is not None and not ending and account.id not in self._unsure:
            return kept.token
        if account.id in self._making:
            # Memberships are being read over the API, which asks for a token first.
            return self._signed(claims(account, (), now))
        communities = await self._current(account.id)
        self._unsure.discard(account.id)
        if kept is None or ending or communities != kept.communities:
            kept = Kept(self._signed(claims(account, communities, now)), now + LIFE, communities)
            self._kept[account.id] = kept
        return kept.token

    def forget(self, user_id: str) -> None:
        """The person's memberships may have changed: the next token is a new one."""
        self._kept.pop(user_id, None)

    def forget_all(self) -> None:
        """Somebody's role may have changed, and nobody knows whose."""
        self._kept.clear()

    def look_again(self, user_id: str) -> None:
        """A turn begins: the token is kept only if it still lists the person's memberships."""
        self._unsure.add(user_id)

    async def _current(self, user_id: str) -> tuple[CommunityRef, ...]:
        self._making.add(user_id)
        try:
            return tuple(await self._memberships.memberships(user_id))
        finally:
            self._making.discard(user_id)

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
