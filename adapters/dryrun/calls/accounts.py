"""The calls of the account service."""

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import Account
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
