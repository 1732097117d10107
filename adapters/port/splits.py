"""The community service: splits, by which one community becomes two."""

from collections.abc import Mapping
from typing import Protocol

from adapters.entities import (
    SplitChildren,
    SplitDetail,
    SplitGroup,
    SplitProposal,
    VoteResult,
    VoteWord,
)


class Splits(Protocol):
    """From a proposal over the vote to two communities; the open one stands in `get_community`."""

    async def propose_split(
        self, community_id: str, group_a_name: str, group_b_name: str, rationale: str = ""
    ) -> SplitProposal:
        """Propose two halves as an admin; 409 while another proposal is open."""

    async def get_split(self, community_id: str, split_id: str) -> SplitDetail:
        """A proposal with everybody's half and the tally, for active members."""

    async def move_split_members(
        self, community_id: str, split_id: str, moves: Mapping[str, SplitGroup]
    ) -> None:
        """Arrange the halves as an admin, by user id; who is not assigned is passed over."""

    async def start_split_vote(self, community_id: str, split_id: str) -> SplitProposal:
        """Open the vote as an admin, for seven days; 422 unless in discussion."""

    async def vote_on_split(self, community_id: str, split_id: str, vote: VoteWord) -> VoteResult:
        """Vote, or change one's vote, as an active member; 422 unless in voting."""

    async def execute_split(self, community_id: str, split_id: str) -> SplitChildren:
        """Carry an approved split out as an admin; the community ends, two others begin."""
