"""The community service: fusions, by which two communities become one."""

from typing import Protocol

from adapters.entities import FusionDetail, FusionProposal, VoteResult, VoteWord


class Fusions(Protocol):
    """From a proposal over acceptance and vote to one community.

    The open proposal stands in `get_community` of either side; `community_id` is the caller's side.
    """

    async def propose_fusion(
        self, community_id: str, target_id: str, merged_name: str, rationale: str = ""
    ) -> FusionProposal:
        """Propose, as an admin of A; 409 while either side has another proposal open."""

    async def get_fusion(self, community_id: str, fusion_id: str) -> FusionDetail:
        """A proposal with both tallies and one's own vote, for active members of a party."""

    async def accept_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """Take the proposal up, as an admin of B."""

    async def reject_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """Turn the proposal down, as an admin of B."""

    async def start_fusion_vote(self, community_id: str, fusion_id: str) -> FusionProposal:
        """Open the vote as an admin of either side, for seven days."""

    async def vote_on_fusion(self, community_id: str, fusion_id: str, vote: VoteWord) -> VoteResult:
        """Vote for one's side; who belongs to both has one vote all the same."""

    async def execute_fusion(self, community_id: str, fusion_id: str) -> str:
        """Carry an approved fusion out as an admin of either side; the new community's id."""
