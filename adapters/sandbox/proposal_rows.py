"""From proposals and votes to the columns of karmyq's tables."""

from typing import Any

from adapters.dryrun.records import CommunityRecord
from adapters.dryrun.shelves.proposals import FusionRecord, FusionVote, SplitRecord, Vote

Row = dict[str, Any]


def split_proposal(row: SplitRecord) -> Row:
    """A row of `communities.split_proposals`."""
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
        "voting_ends_at": row.voting_ends_at,
        "executed_at": row.executed_at,
        "child_community_a_id": _id_of(row.child_a),
        "child_community_b_id": _id_of(row.child_b),
        "created_at": row.created_at,
    }


def fusion_proposal(row: FusionRecord) -> Row:
    """A row of `communities.fusion_proposals`."""
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
        "voting_ends_at": row.voting_ends_at,
        "executed_at": row.executed_at,
        "merged_community_id": _id_of(row.merged),
        "created_at": row.created_at,
    }


def vote(row: Vote) -> Row:
    """A row of `communities.split_votes`."""
    return {
        "id": row.id,
        "proposal_id": row.proposal_id,
        "user_id": row.user.id,
        "vote": row.vote,
        "prestige_weight": row.weight,
        "voted_at": row.voted_at,
    }


def fusion_vote(row: FusionVote) -> Row:
    """A row of `communities.fusion_votes`."""
    return vote(row) | {"community_id": row.community_id}


def _id_of(row: CommunityRecord | None) -> str | None:
    return None if row is None else row.id
