"""Proposals to split a community or to merge two, the votes on them, and the links they leave."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from msgspec import Struct, field

from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.entities import FusionStatus, LinkType, SplitGroup, SplitStatus, VoteWord

QUORUM_PCT = APPROVAL_PCT = 60
"""The two columns' default, which no endpoint changes (rules, section 9)."""

URGENT_SPLIT = 140
"""The size alert from which on a split is urgent (community rules, section 6)."""

VOTES = UUID("0b8f7f0e-9a43-4c6e-8a8d-6b6f7a1f2c55")
"""The name space of votes' ids: they come from proposal and person, so that none is drawn."""


class Assignment(Struct, eq=False):
    """A row of `communities.split_member_assignments`."""

    user: UserRecord
    assigned_to: SplitGroup
    suggestion: SplitGroup | None
    overridden: bool = False


class Vote(Struct, eq=False):
    """A row of `split_votes` or `fusion_votes`; `community_id` is the side that it counts for."""

    proposal_id: str
    community_id: str
    user: UserRecord
    vote: VoteWord
    weight: float
    voted_at: datetime

    @property
    def id(self) -> str:
        """Unique as the tables' own key is: proposal and person."""
        return str(uuid5(VOTES, self.proposal_id + self.user.id))


class SplitVote(Vote, eq=False):
    """A row of `communities.split_votes`."""


class FusionVote(Vote, eq=False):
    """A row of `communities.fusion_votes`."""


class SplitRecord(Struct, eq=False):
    """A row of `communities.split_proposals`, with its assignments and votes by user id."""

    id: str
    community: CommunityRecord
    proposed_by: UserRecord
    rationale: str | None
    group_a_name: str
    group_b_name: str
    created_at: datetime
    status: SplitStatus = "discussion"
    quorum_pct: int = QUORUM_PCT
    approval_pct: int = APPROVAL_PCT
    voting_ends_at: datetime | None = None
    executed_at: datetime | None = None
    child_a: CommunityRecord | None = None
    child_b: CommunityRecord | None = None
    assignments: dict[str, Assignment] = field(default_factory=dict)
    votes: dict[str, SplitVote] = field(default_factory=dict)


class FusionRecord(Struct, eq=False):
    """A row of `communities.fusion_proposals`, with its votes by user id."""

    id: str
    a: CommunityRecord
    b: CommunityRecord
    proposed_by: UserRecord
    merged_name: str
    rationale: str | None
    created_at: datetime
    status: FusionStatus = "pending_acceptance"
    quorum_pct: int = QUORUM_PCT
    approval_pct: int = APPROVAL_PCT
    accepted_by: UserRecord | None = None
    voting_ends_at: datetime | None = None
    executed_at: datetime | None = None
    merged: CommunityRecord | None = None
    votes: dict[str, FusionVote] = field(default_factory=dict)


class Link(Struct, eq=False, frozen=True):
    """A row of `communities.community_links`, active from the beginning."""

    id: str
    community_a_id: str
    community_b_id: str
    link_type: LinkType
    trust_carry_factor: float
    created_at: datetime


type ProposalRow = SplitRecord | FusionRecord | SplitVote | FusionVote | Link


class ProposalShelf:
    """All proposals by id, and the one that each community has on its table.

    `wrote` tells the journal.
    """

    def __init__(self, wrote: Callable[[ProposalRow], None]) -> None:
        self.splits: dict[str, SplitRecord] = {}
        self.fusions: dict[str, FusionRecord] = {}
        self.open_splits: dict[str, SplitRecord] = {}
        self.open_fusions: dict[str, FusionRecord] = {}
        self._links: defaultdict[str, list[Link]] = defaultdict(list)
        self._wrote = wrote

    def add_split(self, row: SplitRecord) -> None:
        """Keep a new proposal; its community has no other on its table."""
        self.splits[row.id] = row
        self.open_splits[row.community.id] = row
        self._wrote(row)

    def move_split(self, row: SplitRecord, status: SplitStatus) -> None:
        """A proposal goes on, or ends."""
        row.status = status
        if status in ("rejected", "executed"):
            self.open_splits.pop(row.community.id, None)
        self._wrote(row)

    def rearranged(self, row: SplitRecord) -> None:
        """An admin has moved people between the halves."""
        self._wrote(row)

    def add_fusion(self, row: FusionRecord) -> None:
        """Keep a new proposal; neither side has another on its table."""
        self.fusions[row.id] = row
        for side in (row.a, row.b):
            self.open_fusions[side.id] = row
        self._wrote(row)

    def move_fusion(self, row: FusionRecord, status: FusionStatus) -> None:
        """A proposal goes on, or ends."""
        row.status = status
        if status in ("rejected", "executed"):
            for side in (row.a, row.b):
                self.open_fusions.pop(side.id, None)
        self._wrote(row)

    def add_split_vote(self, row: SplitRecord, vote: SplitVote) -> None:
        """Keep a vote, or the change of one."""
        row.votes[vote.user.id] = vote
        self._wrote(vote)

    def add_fusion_vote(self, row: FusionRecord, vote: FusionVote) -> None:
        """Keep a vote, or the change of one."""
        row.votes[vote.user.id] = vote
        self._wrote(vote)

    def add_link(self, link: Link) -> None:
        """Two communities come from each other."""
        for place in (link.community_a_id, link.community_b_id):
            self._links[place].append(link)
        self._wrote(link)

    def links_of(self, community_id: str) -> list[Link]:
        """What a community comes from, and what has come from it."""
        return list(self._links.get(community_id, ()))
