"""Splits: one community becomes two."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.votes import VoteTally
from adapters.entities.words import SplitGroup, SplitStatus


class OpenSplit(Struct, frozen=True, gc=False):
    """The split that a community has on its table, as reading the community shows it."""

    id: str
    status: SplitStatus
    group_a_name: str
    group_b_name: str


class SplitProposal(Struct, frozen=True, gc=False):
    """A proposal to split a community (`SplitProposal`)."""

    id: str
    community_id: str
    proposed_by: str
    group_a_name: str
    group_b_name: str
    status: SplitStatus
    voting_ends_at: datetime | None
    executed_at: datetime | None
    child_community_a_id: str | None
    child_community_b_id: str | None
    created_at: datetime


class SplitAssignment(Struct, frozen=True, gc=False):
    """Where a member is to go (`SplitAssignment`)."""

    user_id: str
    assigned_to: SplitGroup
    cluster_suggestion: SplitGroup | None
    admin_overridden: bool


class SplitDetail(Struct, frozen=True, gc=False):
    """A split with everybody's place and the state of its vote."""

    proposal: SplitProposal
    assignments: tuple[SplitAssignment, ...]
    vote_tally: VoteTally


class SplitChildren(Struct, frozen=True, gc=False):
    """The two communities that a split has made."""

    child_community_a_id: str
    child_community_b_id: str
