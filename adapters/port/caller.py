"""Who makes the calls of one action."""

from collections.abc import Awaitable
from typing import Protocol

from msgspec import Struct

from adapters.entities import Account


class Call(Struct, frozen=True, array_like=True, gc=False):
    """One call that was made: the operation, the id it was about ("" for none), the status.

    `status` is 0 where no answer came.
    """

    operation: str
    about: str
    status: int


class Caller(Protocol):
    """Who makes the calls of one action."""

    @property
    def account(self) -> Account | None:
        """The signed-in person; None before registration."""

    @property
    def thinks(self) -> bool:
        """Whether thinking time comes before the next call; if not, `before_call` does nothing."""

    def before_call(self) -> Awaitable[None]:
        """Spend the thinking time that came before this call."""

    def called(self, call: Call) -> None:
        """Keep what was called, for the log."""
