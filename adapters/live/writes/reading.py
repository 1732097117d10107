"""Whoever reads the platform for a write of the past: no turn keeps what is called."""

from collections.abc import Awaitable

from adapters.entities import Account
from adapters.port import Call


class Reading:
    """A caller of readings alone; without an account it is signed in as nobody."""

    thinks = False

    def __init__(self, account: Account | None) -> None:
        self.account = account

    def before_call(self) -> Awaitable[None]:
        """Nothing was thought."""
        return _at_once()

    def called(self, call: Call) -> None:
        """No turn keeps it."""


async def _at_once() -> None:
    """Nothing was thought."""
