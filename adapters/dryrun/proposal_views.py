"""From proposals and their votes to the port's entities."""

from adapters.dryrun.records import CommunityRecord
from adapters.dryrun.shelves.proposals import FusionRecord, SplitRecord
from adapters.dryrun.splits import Counted
from adapters.dryrun.votes import Tally, displayed
from adapters.entities import (
    FusionDetail,
    FusionProposal,
    OpenFusion,
    OpenSplit,
    SplitAssignment,
    SplitDetail,
    SplitProposal,
    VoteResult,
    VoteTally,
)


def open_split(row: SplitRecord) -> OpenSplit:
    """The short form within `CommunityDetail`."""
    return OpenSplit(row.id, row.status, row.group_a_name, row.group_b_name)


def open_fusion(row: FusionRecord) -> OpenFusion:
    """The part of `FusionProposal` that is looked at within `CommunityDetail`."""
    return OpenFusion(row.id, row.status, row.a.id, row.b.id, row.proposed_by.id)


def split_proposal(row: SplitRecord) -> SplitProposal:
    """`SplitProposal`."""
    return SplitProposal(
        id=row.id,
        community_id=row.community.id,
        proposed_by=row.proposed_by.id,
        group_a_name=row.group_a_name,
        group_b_name=row.group_b_name,
        status=row.status,
        voting_ends_at=row.voting_ends_at,
        executed_at=row.executed_at,
        child_community_a_id=_id_of(row.child_a),
        child_community_b_id=_id_of(row.child_b),
        created_at=row.created_at,
    )


def split_detail(row: SplitRecord, counted: Tally) -> SplitDetail:
    """The proposal, everybody's half by name, and the tally."""
    by_name = sorted(row.assignments.values(), key=lambda one: (one.user.name, one.user.id))
    return SplitDetail(
        split_proposal(row),
        tuple(
            SplitAssignment(one.user.id, one.assigned_to, one.suggestion, one.overridden)
            for one in by_name
        ),
        vote_tally(counted, row),
    )


def fusion_proposal(row: FusionRecord) -> FusionProposal:
    """`FusionProposal`."""
    return FusionProposal(
        id=row.id,
        community_a_id=row.a.id,
        community_b_id=row.b.id,
        proposed_by=row.proposed_by.id,
        merged_community_name=row.merged_name,
        status=row.status,
        accepted_by=None if row.accepted_by is None else row.accepted_by.id,
        voting_ends_at=row.voting_ends_at,
        executed_at=row.executed_at,
        merged_community_id=_id_of(row.merged),
        created_at=row.created_at,
    )


def fusion_detail(
    row: FusionRecord, sides: tuple[Tally, Tally], reader_id: str, place: str
) -> FusionDetail:
    """The proposal and both tallies, as one person sees them from one side."""
    vote = row.votes.get(reader_id)
    return FusionDetail(
        fusion_proposal(row),
        vote_tally(sides[0], row),
        vote_tally(sides[1], row),
        None if vote is None else vote.vote,
        "a" if place == row.a.id else "b",
    )


def vote_tally(counted: Tally, row: SplitRecord | FusionRecord) -> VoteTally:
    """`VoteTally`."""
    return VoteTally(
        total_members=counted.electorate,
        voted_count=counted.voted,
        quorum_pct=row.quorum_pct,
        approval_pct=row.approval_pct,
        weighted_yes=counted.weighted_yes,
        weighted_total=counted.weighted_total,
        approval_ratio=displayed(counted.approval),
        quorum_ratio=displayed(counted.quorum),
    )


def vote_result(counted: Counted) -> VoteResult:
    """`VoteResult`."""
    return VoteResult(counted.vote, counted.weight)


def _id_of(row: CommunityRecord | None) -> str | None:
    return None if row is None else row.id
