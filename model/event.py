"""One row of the event log, its line of JSON, and the digest over all lines.

Only virtual fields are part of a line: time in ms since the start, worker, member e-mail, profile,
action, outcome, reason, calls with what they were about and their status, and confirmed facts.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec import Struct
from msgspec.json import Encoder

from adapters.port import Call
from agents.facts import Fact

_ENCODER = Encoder()
_BATCH = 100  # few enough to be still at hand: what has left the CPU caches is read twice


class Event(Struct, frozen=True, array_like=True, gc=False):
    """What one action was, when it ended and how."""

    time_ms: int
    worker: str
    member: str
    profile: str
    action: str
    outcome: str
    reason: str
    calls: tuple[Call, ...]
    facts: tuple[Fact, ...]

    def line(self) -> bytes:
        """The row as one line of JSON, without the line break."""
        return _ENCODER.encode(self)


def json_lines(things: Iterable[object]) -> list[str]:
    """Each thing as JSON, encoded together: one by one costs three times as much."""
    return _ENCODER.encode_lines(things).decode().split("\n")[:-1]


class Digest:
    """The SHA-256 of the lines of events in order, each followed by a line break."""

    def __init__(self) -> None:
        self._hash = sha256()
        self._waiting: list[Event] = []
        self.rows = 0

    def add(self, event: Event) -> None:
        """The next row."""
        self.rows += 1
        self._waiting.append(event)
        if len(self._waiting) >= _BATCH:
            self._take()

    def extend(self, events: Sequence[Event]) -> None:
        """The next rows."""
        self.rows += len(events)
        self._waiting += events
        if len(self._waiting) >= _BATCH:
            self._take()

    def follow(self, past: "Digest") -> None:
        """Begin with what came before: one line with its number of rows and its digest."""
        self._hash.update(_ENCODER.encode([past.rows, past.hex()]) + b"\n")

    def hex(self) -> str:
        """The digest so far."""
        self._take()
        return self._hash.hexdigest()

    def _take(self) -> None:
        self._hash.update(_ENCODER.encode_lines(self._waiting))
        self._waiting.clear()
