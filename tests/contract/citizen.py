"""What somebody does about splits and fusions: the port's operations without `await`."""

from collections.abc import Mapping
from typing import cast

from adapters.entities import (
    FusionDetail,
    FusionProposal,
    SplitChildren,
    SplitDetail,
    SplitGroup,
    SplitProposal,
    VoteResult,
    VoteWord,
)
from adapters.port import Karmyq
from tests.contract.trader import Runner


class Citizen:
    """A caller of the operations about splits and fusions."""

    _karmyq: Karmyq
    _run: Runner

    def propose_split(
        self, community_id: str, a: str = "North Lane", b: str = "South Lane"
    ) -> SplitProposal:
        return self._run(self._karmyq.propose_split(community_id, a, b))

    def get_split(self, community_id: str, split_id: str) -> SplitDetail:
        return self._run(self._karmyq.get_split(community_id, split_id))

    def move_split_members(self, place: str, split_id: str, moves: Mapping[str, str]) -> None:
        groups = cast("Mapping[str, SplitGroup]", moves)
        self._run(self._karmyq.move_split_members(place, split_id, groups))

    def start_split_vote(self, community_id: str, split_id: str) -> SplitProposal:
        return self._run(self._karmyq.start_split_vote(community_id, split_id))

    def vote_on_split(self, community_id: str, split_id: str, vote: str = "yes") -> VoteResult:
        word = cast("VoteWord", vote)
        return self._run(self._karmyq.vote_on_split(community_id, split_id, word))

    def execute_split(self, community_id: str, split_id: str) -> SplitChildren:
        return self._run(self._karmyq.execute_split(community_id, split_id))

    def propose_fusion(
        self, community_id: str, target_id: str, name: str = "Both Lanes"
    ) -> FusionProposal:
        return self._run(self._karmyq.propose_fusion(community_id, target_id, name))

    def get_fusion(self, community_id: str, fusion_id: str) -> FusionDetail:
        return self._run(self._karmyq.get_fusion(community_id, fusion_id))

    def accept_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        return self._run(self._karmyq.accept_fusion(community_id, fusion_id))

    def reject_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        return self._run(self._karmyq.reject_fusion(community_id, fusion_id))

    def start_fusion_vote(self, community_id: str, fusion_id: str) -> FusionProposal:
        return self._run(self._karmyq.start_fusion_vote(community_id, fusion_id))

    def vote_on_fusion(self, community_id: str, fusion_id: str, vote: str = "yes") -> VoteResult:
        word = cast("VoteWord", vote)
        return self._run(self._karmyq.vote_on_fusion(community_id, fusion_id, word))

    def execute_fusion(self, community_id: str, fusion_id: str) -> str:
        return self._run(self._karmyq.execute_fusion(community_id, fusion_id))
