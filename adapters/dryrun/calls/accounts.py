"""The calls of the account service."""

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, OK, Calls
from adapters.entities import Account, Profile
from adapters.port import Call


class AccountCalls(Calls):
    """See `adapters.port.accounts`."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """See the port."""
        await self._caller.before_call()
        rule = self._platform.accounts.register
        user = self._ruled("register", "", rule, email, name, password)
        self._caller.called(Call("register", user.id, CREATED))
        return views.account(user)

    async def login(self, email: str, password: str) -> Account:
        """See the port."""
        await self._caller.before_call()
        user = self._ruled("login", "", self._platform.accounts.login, email, password)
        self._caller.called(Call("login", user.id, OK))
        return views.account(user)

    async def get_user(self, user_id: str) -> Profile:
        """See the port; no token is needed."""
        await self._caller.before_call()
        user = self._ruled("get_user", user_id, self._platform.accounts.profile, user_id)
        self._caller.called(Call("get_user", user_id, OK))
        return Profile(user.id, user.email, user.name, None, user.created_at)
