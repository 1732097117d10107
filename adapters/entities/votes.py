"""Voting about splits and fusions."""

from msgspec import Struct

from adapters.entities.words import VoteWord


class VoteTally(Struct, frozen=True, gc=False):
    """How a vote stands (`VoteTally`); the ratios are whole per cent, for display.

    `total_members` is, for a split, everybody who was a member when it was proposed; for a fusion
    the active members of one side now.
    """

    total_members: int
    voted_count: int
    quorum_pct: int
    approval_pct: int
    weighted_yes: float
    weighted_total: float
    approval_ratio: int
    quorum_ratio: int


class VoteResult(Struct, frozen=True, gc=False):
    """A vote that was counted (`VoteResult`), with the trust that it carries: at least 1."""

    vote: VoteWord
    prestige_weight: float
