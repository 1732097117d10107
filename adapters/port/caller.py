"""Who makes the calls of one action."""

from typing import NamedTuple, Protocol

from adapters.entities import Account


class Call(NamedTuple):
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

    async def before_call(self) -> None:
        """Spend the thinking time that came before this call."""

    def called(self, call: Call) -> None:
        """Keep what was called, for the log."""
