"""The seeds of replications: number and base seed decide, and nothing else does.

The scenario has no part in it, so that replication 3 of two scenarios meets the same chance (common
random numbers), and neither has the place or the order in which replications are run. Numbers count
from 0; a longer ensemble begins with the shorter one.
"""

from hashlib import sha256

from numpy.random import SeedSequence

_PURPOSE = tuple(sha256(b"replication").digest()[:8])
_BITS = 48
"""Short enough to be typed and exact in JSON; two of 10 000 replications meet once in 5 million."""


def seed_of(base_seed: int, number: int) -> int:
    """The seed of a replication: the first 48 bits of NumPy's SeedSequence under its number."""
    sequence = SeedSequence(entropy=base_seed, spawn_key=(*_PURPOSE, number))
    high, low = sequence.generate_state(2).tolist()
    return int((high << 32 | low) >> (64 - _BITS))
