"""One row of the event log, its line of JSON, and the digest over all lines.

Only virtual fields are part of a line: time in ms since the start, worker, member e-mail, profile,
action, outcome, reason, calls with what they were about and their status, and confirmed facts.
"""

from hashlib import sha256

from msgspec import Raw, Struct
from msgspec.json import Encoder

from adapters.port import Call
from agents.facts import Fact

_ENCODER = Encoder()


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
        return self.written()[0]

    def written(self) -> tuple[bytes, str, str]:
        """The row as a line of JSON, and its calls and facts as they are stored in columns."""
        calls, facts = _ENCODER.encode(self.calls), _ENCODER.encode(self.facts)
        words = (self.worker, self.member, self.profile, self.action, self.outcome, self.reason)
        line = _ENCODER.encode((self.time_ms, *words, Raw(calls), Raw(facts)))
        return line, calls.decode(), facts.decode()


class Digest:
    """The SHA-256 of the lines in order, each followed by a line break."""

    def __init__(self) -> None:
        self._hash = sha256()
        self.rows = 0

    def add(self, line: bytes) -> None:
        """The next line."""
        self._hash.update(line + b"\n")
        self.rows += 1

    def hex(self) -> str:
        """The digest so far."""
        return self._hash.hexdigest()
