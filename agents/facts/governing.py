"""Splits, fusions and votes."""

from agents.facts.fact import Fact


class SplitProposed(Fact, frozen=True, tag="split_proposed", array_like=True, gc=False):
    """An admin proposed to split a community."""

    split_id: str
    community_id: str


class SplitVoteStarted(Fact, frozen=True, tag="split_vote_started", array_like=True, gc=False):
    """A split was put to the vote, for seven days."""

    split_id: str
    community_id: str


class VoteCast(Fact, frozen=True, tag="vote_cast", array_like=True, gc=False):
    """Somebody voted on a `split` or a `fusion`; about a split the same vote may come again."""

    proposal_id: str
    community_id: str
    kind: str
    vote: str


class SplitExecuted(Fact, frozen=True, tag="split_executed", array_like=True, gc=False):
    """A community ended and two began, with so many members each."""

    split_id: str
    community_id: str
    child_a_id: str
    child_b_id: str
    members_a: int
    members_b: int


class FusionProposed(Fact, frozen=True, tag="fusion_proposed", array_like=True, gc=False):
    """An admin of A proposed to merge with B."""

    fusion_id: str
    community_a_id: str
    community_b_id: str


class FusionAccepted(Fact, frozen=True, tag="fusion_accepted", array_like=True, gc=False):
    """An admin of B took a fusion up."""

    fusion_id: str


class FusionRejected(Fact, frozen=True, tag="fusion_rejected", array_like=True, gc=False):
    """An admin of B turned a fusion down."""

    fusion_id: str


class FusionVoteStarted(Fact, frozen=True, tag="fusion_vote_started", array_like=True, gc=False):
    """A fusion was put to the vote, for seven days."""

    fusion_id: str


class FusionExecuted(Fact, frozen=True, tag="fusion_executed", array_like=True, gc=False):
    """Two communities ended and one began, with so many members."""

    fusion_id: str
    community_a_id: str
    community_b_id: str
    merged_id: str
    members: int
