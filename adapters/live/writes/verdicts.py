"""What a write is called, what it made, and how a lost one is told to whoever sent it."""

from typing import Any

from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.writes.intent import Intent

UNSETTLED = "UNSETTLED"


def name_of(intent: Intent) -> tuple[str, ...]:
    """Who writes what, told apart from every other write."""
    return (intent.operation, intent.who, *(str(part) for part in intent.what.items()))


def id_of(value: Any) -> str:
    """The id of what a call has made, "" where it made nothing."""
    made = value if isinstance(value, str) else getattr(value, "id", "")
    return made if isinstance(made, str) else ""


def absent(error: KarmyqError) -> KarmyqError:
    """The answer that was given, now that reading has shown that nothing came of it."""
    if isinstance(error, Refused):
        error.may_have_happened = False
        return error
    return Unavailable(error.status, error.code, error.message, may_have_happened=False)


def unsettled(error: KarmyqError) -> KarmyqError:
    """Whether it has happened stays open: karmyq cannot be read, or does not show it."""
    said = f"{error.message}, and karmyq cannot be read: whether it has happened stays open"
    return Unavailable(error.status, UNSETTLED, said, may_have_happened=True)
