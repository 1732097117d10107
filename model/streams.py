"""Named streams of chance, all derived from one seed.

A stream belongs to a purpose and a worker (`w0/choice`), so that a new action or a slow answer for
one worker does not change what the others decide. Names are hashed, never numbered: a new stream
leaves the old ones as they are.
"""

from hashlib import sha256
from random import Random
from typing import NamedTuple

from numpy.random import SeedSequence

from agents.draw import Draw

_WORDS = 4
PLATFORM_IDS = "platform/ids"
"""The stream of the emulated platform's identifiers, in memory and in the sandbox."""


def stream(seed: int, name: str) -> Random:
    """The stream of this name under this seed."""
    spawn_key = tuple(sha256(name.encode()).digest()[:8])
    state = SeedSequence(entropy=seed, spawn_key=spawn_key).generate_state(_WORDS)
    number = 0
    for word in state.tolist():
        number = number << 32 | word
    return Random(number)


class WorkerStreams(NamedTuple):
    """What one worker draws from."""

    wake: Draw
    profile: Draw
    choice: Draw
    decision: Draw
    content: Draw
    thinking: Draw

    @classmethod
    def of(cls, seed: int, worker: str) -> "WorkerStreams":
        """The streams of a worker."""
        return cls(*(Draw(stream(seed, f"{worker}/{purpose}")) for purpose in cls._fields))
