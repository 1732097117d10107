"""How karmyq writes proposals to split or to merge, and the votes on them."""

from adapters.dryrun.records import CommunityRecord
from adapters.dryrun.shelves.proposals import (
    Assignment,
    FusionRecord,
    ProposalShelf,
    SplitRecord,
)
from adapters.dryrun.votes import Tally, displayed
from adapters.sandbox.wire import Row, moment, moment_or_null


def on_the_table(community: CommunityRecord, proposals: ProposalShelf) -> Row:
    """The open proposals within `CommunityDetail`: a split in short, a fusion as a whole."""
    split = proposals.open_splits.get(community.id)
    fusion = proposals.open_fusions.get(community.id)
    return {
        "active_split_proposal": None if split is None else _open_split(split),
        "active_fusion_proposal": None if fusion is None else fusion_proposal(fusion),
    }


def _open_split(row: SplitRecord) -> Row:
    names = {"group_a_name": row.group_a_name, "group_b_name": row.group_b_name}
    return {"id": row.id, "status": row.status, **names}


def split_proposal(row: SplitRecord) -> Row:
    """`SplitProposal`."""
    return {
        "id": row.id,
        "community_id": row.community.id,
        "proposed_by": row.proposed_by.id,
        "split_type": "admin_initiated",
        "rationale": row.rationale,
        "group_a_name": row.group_a_name,
        "group_b_name": row.group_b_name,
        "status": row.status,
        "quorum_pct": row.quorum_pct,
        "approval_pct": row.approval_pct,
        "discussion_ends_at": None,
        "voting_ends_at": moment_or_null(row.voting_ends_at),
        "executed_at": moment_or_null(row.executed_at),
        "child_community_a_id": _id_of(row.child_a),
        "child_community_b_id": _id_of(row.child_b),
        "created_at": moment(row.created_at),
    }


def created_assignments(row: SplitRecord) -> list[Row]:
    """`SplitAssignmentCreated`, in camel case."""
    return [
        {
            "userId": one.user.id,
            "assignedTo": one.assigned_to,
            "clusterSuggestion": one.suggestion,
        }
        for one in row.assignments.values()
    ]


def assignments(row: SplitRecord) -> list[Row]:
    """`SplitAssignment`, by name."""
    by_name = sorted(row.assignments.values(), key=lambda one: (one.user.name, one.user.id))
    return [_assignment(one) for one in by_name]


def _assignment(one: Assignment) -> Row:
    return {
        "user_id": one.user.id,
        "assigned_to": one.assigned_to,
        "cluster_suggestion": one.suggestion,
        "admin_overridden": one.overridden,
        "user_name": one.user.name,
    }


def fusion_proposal(row: FusionRecord) -> Row:
    """`FusionProposal`."""
    return {
        "id": row.id,
        "community_a_id": row.a.id,
        "community_b_id": row.b.id,
        "proposed_by": row.proposed_by.id,
        "merged_community_name": row.merged_name,
        "rationale": row.rationale,
        "status": row.status,
        "quorum_pct": row.quorum_pct,
        "approval_pct": row.approval_pct,
        "accepted_by": None if row.accepted_by is None else row.accepted_by.id,
        "voting_ends_at": moment_or_null(row.voting_ends_at),
        "executed_at": moment_or_null(row.executed_at),
        "merged_community_id": _id_of(row.merged),
        "created_at": moment(row.created_at),
    }


def vote_tally(counted: Tally, row: SplitRecord | FusionRecord) -> Row:
    """`VoteTally`: numbers, since they are computed in code."""
    return {
        "total_members": counted.electorate,
        "voted_count": counted.voted,
        "quorum_pct": row.quorum_pct,
        "approval_pct": row.approval_pct,
        "weighted_yes": counted.weighted_yes,
        "weighted_total": counted.weighted_total,
        "approval_ratio": displayed(counted.approval),
        "quorum_ratio": displayed(counted.quorum),
    }


def _id_of(row: CommunityRecord | None) -> str | None:
    return None if row is None else row.id
