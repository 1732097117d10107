"""How an action ended. Every action ends in one of four ways, and each can be counted."""

from typing import Literal

from msgspec import Struct

from adapters.errors import KarmyqError, Refused

OutcomeKind = Literal["done", "skipped", "refused", "failed"]
OUTCOME_KINDS: tuple[OutcomeKind, ...] = ("done", "skipped", "refused", "failed")


class Outcome(Struct, frozen=True, gc=False):
    """The end of an action.

    done       it changed the platform, or read what it wanted to read
    skipped    a guard said no; `reason` is that guard's name
    refused    karmyq said no; `reason` is its code
    failed     no usable answer came, or one of another shape; `reason` is the error's code
    """

    kind: OutcomeKind
    reason: str = ""


DONE = Outcome("done")


def skipped(guard: str) -> Outcome:
    """The action did not take place because of this guard."""
    return Outcome("skipped", guard)


def ended(error: KarmyqError) -> Outcome:
    """What a call's error makes of an action: refused by karmyq's rules, or failed."""
    return Outcome("refused" if isinstance(error, Refused) else "failed", error.code)
