"""Whether what communities decide has happened: the proposal's status, and the own vote.

Nobody sees one's own vote on a split, so that is no reading here: the same vote is sent once more.
"""

from datetime import datetime, timedelta

from adapters.entities import FusionDetail, SplitChildren, VoteResult
from adapters.live.writes.looking import Found, Look

VOTING = timedelta(days=7)
"""From the start of a vote to its end (community rules 9 and 10)."""


async def split_proposed(look: Look) -> Found | None:
    """The community has a new split on its table, proposed by this member."""
    community_id = look.what("communityId")
    opened = (await look.karmyq.get_community(community_id)).active_split_proposal
    if opened is None:
        return None
    proposal = (await look.karmyq.get_split(community_id, opened.id)).proposal
    own = proposal.proposed_by == look.own and look.fresh(proposal.id, proposal.created_at)
    return Found(proposal, proposal.id) if own else None


async def split_arranged(look: Look) -> Found | None:
    """Everybody who was moved stands in the half that was sent."""
    detail = await look.karmyq.get_split(look.what("communityId"), look.what("splitId"))
    halves = {row.user_id: row.assigned_to for row in detail.assignments}
    moves = look.what("moves")
    moved = all(halves.get(one["userId"], one["assignedTo"]) == one["assignedTo"] for one in moves)
    return Found(None) if moved else None


async def split_vote_started(look: Look) -> Found | None:
    """A vote has begun since: an earlier one is another admin's."""
    split = (await look.karmyq.get_split(look.what("communityId"), look.what("splitId"))).proposal
    return Found(split) if _started_since(look, split.voting_ends_at) else None


async def split_executed(look: Look) -> Found | None:
    """The split names its children."""
    split = (await look.karmyq.get_split(look.what("communityId"), look.what("splitId"))).proposal
    a, b = split.child_community_a_id, split.child_community_b_id
    done = split.status == "executed" and a is not None and b is not None
    return Found(SplitChildren(a or "", b or "")) if done else None


async def fusion_proposed(look: Look) -> Found | None:
    """The community has a new fusion on its table, proposed by this member."""
    community_id = look.what("communityId")
    opened = (await look.karmyq.get_community(community_id)).active_fusion_proposal
    if opened is None:
        return None
    proposal = (await look.karmyq.get_fusion(community_id, opened.id)).proposal
    own = proposal.proposed_by == look.own and look.fresh(proposal.id, proposal.created_at)
    return Found(proposal, proposal.id) if own else None


async def fusion_accepted(look: Look) -> Found | None:
    """The fusion names this member as who accepted it."""
    fusion = (
        await look.karmyq.get_fusion(look.what("communityId"), look.what("fusionId"))
    ).proposal
    return Found(fusion) if fusion.accepted_by == look.own else None


async def fusion_rejected(look: Look) -> Found | None:
    """The fusion was turned down."""
    fusion = (
        await look.karmyq.get_fusion(look.what("communityId"), look.what("fusionId"))
    ).proposal
    return Found(fusion) if fusion.status == "rejected" else None


async def fusion_vote_started(look: Look) -> Found | None:
    """A vote has begun since: an earlier one is another admin's."""
    fusion = (
        await look.karmyq.get_fusion(look.what("communityId"), look.what("fusionId"))
    ).proposal
    return Found(fusion) if _started_since(look, fusion.voting_ends_at) else None


async def fusion_voted(look: Look) -> Found | None:
    """The own vote is the one that was sent; its weight is not shown, and 1 at least."""
    mine = (await _fusion(look)).my_vote
    if mine is None or mine != look.what("vote"):
        return None
    return Found(VoteResult(mine, 1.0))


async def fusion_executed(look: Look) -> Found | None:
    """The fusion names what came of it."""
    fusion = (
        await look.karmyq.get_fusion(look.what("communityId"), look.what("fusionId"))
    ).proposal
    made = fusion.merged_community_id
    return Found(made, made) if fusion.status == "executed" and made is not None else None


def _started_since(look: Look, voting_ends_at: datetime | None) -> bool:
    return voting_ends_at is not None and voting_ends_at - VOTING >= look.since


async def _fusion(look: Look) -> FusionDetail:
    return await look.karmyq.get_fusion(look.what("communityId"), look.what("fusionId"))
