"""Access tokens: issuing and checking them as karmyq's services do (rules, section 3).

issued by                 life     communities
register                  1 hour   none yet
login                     1 hour   the 15 newest active memberships
create, join a community  7 days   all active memberships, by name
"""

import warnings
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import jwt
from jwt.types import Options
from jwt.warnings import InsecureKeyLengthWarning

from adapters.dryrun.records import CommunityRecord, MemberRecord, UserRecord
from adapters.errors import Refused

LOGIN_LIFE = timedelta(hours=1)
LOGIN_COMMUNITIES = 15
MEMBER_LIFE = timedelta(days=7)
ALGORITHM = "HS256"
PREFIX = "Bearer "

# The times in a token count the sandbox's time, which may run apart from the computer's.
UNTIMED: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}


class Tokens:
    """Everything that one secret signs. `stream` draws the refresh tokens, `now` tells the time."""

    def __init__(self, secret: str, now: Callable[[], datetime], stream: Random) -> None:
        self._secret = secret
        self._now = now
        self._stream = stream

    def for_newcomer(self, user: UserRecord) -> str:
        """The token that registering returns."""
        return self._signed(user, [], LOGIN_LIFE)

    def for_login(self, user: UserRecord, rows: list[MemberRecord]) -> str:
        """The token that logging in returns; `rows` are the memberships, newest first."""
        listed = rows[:LOGIN_COMMUNITIES]
        current = listed[0].community if listed else None
        return self._signed(user, listed, LOGIN_LIFE, current)

    def for_member(
        self, user: UserRecord, rows: list[MemberRecord], current: CommunityRecord | None = None
    ) -> str:
        """The token that creating or joining a community returns."""
        rows = sorted(rows, key=lambda row: (row.community.name, row.community.id))
        return self._signed(user, rows, MEMBER_LIFE, current)

    def refresh_token(self) -> str:
        """32 bytes in hex; the sandbox keeps none, since nothing here takes one."""
        return f"{self._stream.getrandbits(256):064x}"

    def user_id(self, header: str | None) -> str:
        """Whom a valid `Authorization` header names; raises Refused (401) otherwise."""
        if header is None or not header.startswith(PREFIX):
            raise Refused(401, message="no bearer token")
        said = self._read(header.removeprefix(PREFIX))
        end = said.get("exp")
        if isinstance(end, int | float) and int(self._now().timestamp()) >= end:
            raise Refused(401, message="the token has expired")
        return str(said.get("userId"))

    def _read(self, token: str) -> dict[str, Any]:
        try:
            with _any_secret():
                return jwt.decode(token, self._secret, [ALGORITHM], options=UNTIMED)
        except jwt.InvalidTokenError:
            raise Refused(401, message="the token is invalid") from None

    def _signed(
        self,
        user: UserRecord,
        rows: list[MemberRecord],
        life: timedelta,
        current: CommunityRecord | None = None,
    ) -> str:
        listed = [
            {"id": row.community.id, "role": row.role, "name": row.community.name} for row in rows
        ]
        said: dict[str, Any] = {"userId": user.id, "email": user.email, "communities": listed}
        if current is not None:
            said["currentCommunityId"] = current.id
        issued = int(self._now().timestamp())
        said |= {"iat": issued, "exp": issued + int(life.total_seconds())}
        with _any_secret():
            return jwt.encode(said, self._secret, ALGORITHM)


def _any_secret() -> warnings.catch_warnings:
    """How long the secret is was decided by whoever started the sandbox."""
    return warnings.catch_warnings(action="ignore", category=InsecureKeyLengthWarning)
