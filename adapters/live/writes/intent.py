"""What is written down of a write: the intent before it is sent, the result after it.

Nothing of secrets is in either: path ids, the fields that make up the natural key, and of texts
that could name somebody only a fingerprint.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal, Protocol
from uuid import UUID

from msgspec import Struct

Ending = Literal["done", "found", "refused", "unsent", "absent", "unknown"]
"""How a write ended.

done      karmyq said yes
found     the answer was lost or a 5xx, and reading showed that it has happened
refused   karmyq said no, and has stored nothing
unsent    it never reached karmyq
absent    the answer was lost or a 5xx, and reading showed that it has not happened
unknown   karmyq does not show whether it has happened, and it was not sent again
"""
MADE: frozenset[Ending] = frozenset(("done", "found"))
"""The endings after which the client believes that the platform has what was written."""


class Intent(Struct, frozen=True):
    """A write that is about to be sent: what, by whom (user id, "" before registration), when.

    `what` is the natural key: how the write is known again on the platform. `at` is karmyq's time.
    """

    operation: str
    who: str
    what: Mapping[str, Any]
    at: datetime


class Result(Struct, frozen=True):
    """How a write ended: the status that karmyq answered (0: none), the id that it made, if any."""

    ending: Ending
    status: int
    made: str = ""
    code: str = ""


class Journal(Protocol):
    """Where intents and results are kept; both calls return when they cannot be lost any more."""

    async def begin(self, intent: Intent, /) -> int:
        """Keep an intent; its number. Whoever cannot keep it raises, and nothing is sent."""

    async def end(self, number: int, result: Result, /) -> None:
        """Keep the result of an intent."""


class NoJournal:
    """A journal that keeps nothing, for connections whose writes nobody will ask about."""

    async def begin(self, _intent: Intent, /) -> int:
        """Pass over it."""
        return 0

    async def end(self, _number: int, _result: Result, /) -> None:
        """Pass over it."""


def names_an_odd_id(intent: Intent) -> bool:
    """Whether an id in it is none of karmyq's: such a write cannot have happened."""
    ids = (value for key, value in intent.what.items() if key.lower().endswith("id"))
    return not all(value is None or _is_id(value) for value in ids)


def _is_id(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True


def fingerprint(text: str) -> str:
    """A text's SHA-256, by which it is known again without being kept."""
    return sha256(text.encode()).hexdigest()
