"""The calls of the account service."""

from adapters.entities import Account, Profile
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class AccountCalls(Calls):
    """See `adapters.port.accounts`."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """See the port."""
        body = {"email": email, "name": name, "password": password}
        return await self._call(
            "register",
            Ask("POST /auth/register", body=body),
            lambda answer: decode.one(answer, Account, "user"),
            made=lambda account: account.id,
            signed_in=False,
        )

    async def login(self, email: str, password: str) -> Account:
        """See the port; the token that comes back is not needed."""
        return await self._call(
            "login",
            Ask("POST /auth/login", body={"email": email, "password": password}),
            lambda answer: decode.one(answer, Account, "user"),
            made=lambda account: account.id,
            signed_in=False,
        )

    async def get_user(self, user_id: str) -> Profile:
        """See the port; no token is needed."""
        return await self._call(
            "get_user",
            Ask("GET /users/{userId}", (user_id,)),
            lambda answer: decode.one(answer, Profile),
            about=user_id,
            signed_in=False,
        )
