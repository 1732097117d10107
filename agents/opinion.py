"""What somebody thinks of a proposal: made up once, and kept.

karmyq does not say whether one has voted on a split. Whoever is asked again says the same again,
so that a second vote changes nothing.
"""

from hashlib import sha256
from typing import NamedTuple

from adapters.entities import VoteWord


class Leanings(NamedTuple):
    """Chances of yes and of abstaining; the rest says no."""

    yes: float
    abstain: float


def opinion(user_id: str, proposal_id: str, leanings: Leanings) -> VoteWord:
    """The vote of a person on a proposal: the same whenever it is asked for."""
    digest = sha256(f"{user_id}:{proposal_id}".encode()).digest()
    position = int.from_bytes(digest[:8]) / 2**64
    if position < leanings.yes:
        return "yes"
    return "abstain" if position < leanings.yes + leanings.abstain else "no"
