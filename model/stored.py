"""Events as they are read back from a run's database."""

from collections.abc import Sequence
from typing import Any, Union

from msgspec.json import Decoder

from adapters.port import Call
from agents import facts
from model.event import Event

_KINDS = tuple(getattr(facts, name) for name in facts.__all__ if name != "Fact")
_CALLS = Decoder(tuple[Call, ...])
_FACTS: Decoder[Any] = Decoder(tuple[Union[_KINDS], ...])  # type: ignore[valid-type]  # noqa: UP007


def stored_event(row: Sequence[Any]) -> Event:
    """The event of a stored row, from its time to its facts."""
    time_ms, worker, member, profile, action, outcome, reason, calls, left = row
    words = (time_ms, worker, member, profile, action, outcome, reason)
    return Event(*words, _CALLS.decode(calls), _FACTS.decode(left))
