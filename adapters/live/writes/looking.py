"""What a reader of the platform has at hand when it looks whether a write has happened."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from adapters.entities import Account
from adapters.errors import KarmyqError
from adapters.live.writes.intent import Intent
from adapters.port import Karmyq

NEWEST = 20
"""Rows of a page, newest first, among which something just made must be."""
MANY = 100
"""Rows of a page without a useful order; the client's own limit."""


CLOCKS_APART = timedelta(seconds=2)
"""How far the clock that stamps rows may lie behind the one that stamps answers. What this client
itself made in these seconds is known by its id (`is_new`)."""


class Found(NamedTuple):
    """A write that has happened: what the call returns, and the id of what it made."""

    value: Any
    made: str = ""


class NotShown(KarmyqError):
    """karmyq shows to nobody any more whether it has happened."""

    def __init__(self, what: str) -> None:
        super().__init__(0, "NOT_SHOWN", f"nothing shows whether {what} has happened")


class Look(NamedTuple):
    """One look: as whoever wrote, at what was written.

    `find` knows accounts by e-mail; `seen_by` gives the platform as another of our people reaches
    it, None for everybody else. `is_new` says that no earlier write of this client made an id.
    """

    karmyq: Karmyq
    intent: Intent
    find: Callable[[str], Awaitable[Account | None]]
    seen_by: Callable[[str], Awaitable[Karmyq | None]]
    is_new: Callable[[str], bool]

    @property
    def own(self) -> str:
        """The id of who wrote."""
        return self.intent.who

    @property
    def since(self) -> datetime:
        """karmyq's time safely before the write: its services and its database keep two clocks."""
        return self.intent.at - CLOCKS_APART

    def what(self, name: str) -> Any:
        """One part of the natural key."""
        return self.intent.what[name]

    def what_user(self) -> str:
        """Whose membership it is about; one's own where somebody leaves."""
        return str(self.intent.what.get("userId") or self.intent.what.get("user_id") or self.own)

    def fresh(self, made: str, created_at: datetime) -> bool:
        """Made since the write was about to be sent, and by none before it."""
        return created_at >= self.since and self.is_new(made)


Reader = Callable[[Look], Awaitable[Found | None]]
"""Looks whether a write has happened: None where it has not; raises KarmyqError where it cannot."""
