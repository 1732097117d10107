"""Fusions: two communities become one."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from adapters.entities.votes import VoteTally
from adapters.entities.words import FusionStatus, VoteWord


class OpenFusion(Struct, frozen=True, gc=False):
    """The fusion that a community has on its table, as reading the community shows it."""

    id: str
    status: FusionStatus
    community_a_id: str
    community_b_id: str
    proposed_by: str


class FusionProposal(Struct, frozen=True, gc=False):
    """A proposal to merge community B into one with community A (`FusionProposal`)."""

    id: str
    community_a_id: str
    community_b_id: str
    proposed_by: str
    merged_community_name: str
    status: FusionStatus
    accepted_by: str | None
    voting_ends_at: datetime | None
    executed_at: datetime | None
    merged_community_id: str | None
    created_at: datetime


class FusionDetail(Struct, frozen=True, gc=False):
    """A fusion with both sides' tallies, seen from one side (`a` or `b`)."""

    proposal: FusionProposal
    vote_tally_a: VoteTally
    vote_tally_b: VoteTally
    my_vote: VoteWord | None
    my_community: Literal["a", "b"]
