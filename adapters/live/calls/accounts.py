"""The calls of the account service."""

from adapters.entities import Account, Profile
from adapters.errors import Refused
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class AccountCalls(Calls):
    """See `adapters.port.accounts`."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """See the port; an account of ours that nobody here remembered is taken in as it is."""
        body = {"email": email, "name": name, "password": password}
        try:
            account = await self._call(
                "register",
                Ask("POST /auth/register", body=body),
                lambda answer: decode.one(answer, Account, "user"),
                made=lambda account: account.id,
                signed_in=False,
            )
        except Refused as refusal:
            ours = None if refusal.status != 409 else await self._wire.conduct.recognise(email)
            if ours is None:
                raise
            return ours
        self._wire.conduct.registered(account)
        return account

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
