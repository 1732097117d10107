"""The calls of the community service about fusions."""

from typing import Literal

from msgspec import Struct

from adapters.entities import FusionDetail, FusionProposal, VoteResult, VoteTally, VoteWord
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask

FUSION = "/communities/{communityId}/fusions/{fusionId}"


class _Mine(Struct, frozen=True, gc=False):
    """What is said of the reader beside the proposal."""

    my_vote: VoteWord | None
    my_community: Literal["a", "b"]


class FusionCalls(Calls):
    """See `adapters.port.fusions`."""

    async def propose_fusion(
        self, community_id: str, target_id: str, merged_name: str, rationale: str = ""
    ) -> FusionProposal:
        """See the port."""
        body = {
            "target_community_id": target_id,
            "merged_community_name": merged_name,
            "rationale": rationale,
        }
        return await self._call(
            "propose_fusion",
            Ask("POST /communities/{communityId}/fusions", (community_id,), body=body),
            lambda answer: decode.one(answer, FusionProposal, "proposal"),
            about=community_id,
            made=lambda proposal: proposal.id,
        )

    async def get_fusion(self, community_id: str, fusion_id: str) -> FusionDetail:
        """See the port."""
        ask = Ask(f"GET {FUSION}", (community_id, fusion_id))
        return await self._call("get_fusion", ask, _detail, about=fusion_id)

    async def accept_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        return await self._moved("accept_fusion", "accept", community_id, fusion_id)

    async def reject_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        return await self._moved("reject_fusion", "reject", community_id, fusion_id)

    async def start_fusion_vote(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        return await self._moved("start_fusion_vote", "start-vote", community_id, fusion_id)

    async def vote_on_fusion(self, community_id: str, fusion_id: str, vote: VoteWord) -> VoteResult:
        """See the port."""
        return await self._call(
            "vote_on_fusion",
            Ask(f"POST {FUSION}/vote", (community_id, fusion_id), body={"vote": vote}),
            lambda answer: decode.one(answer, VoteResult),
            about=fusion_id,
        )

    async def execute_fusion(self, community_id: str, fusion_id: str) -> str:
        """See the port; everybody who moves needs a new token."""
        try:
            return await self._call(
                "execute_fusion",
                Ask(f"POST {FUSION}/execute", (community_id, fusion_id)),
                lambda answer: decode.text(answer, "merged_community_id"),
                about=fusion_id,
            )
        finally:
            self._wire.tokens.forget_all()

    async def _moved(
        self, operation: str, step: str, community_id: str, fusion_id: str
    ) -> FusionProposal:
        return await self._call(
            operation,
            Ask(f"POST {FUSION}/{step}", (community_id, fusion_id)),
            lambda answer: decode.one(answer, FusionProposal),
            about=fusion_id,
        )


def _detail(answer: Success) -> FusionDetail:
    mine = decode.one(answer, _Mine)
    return FusionDetail(
        decode.one(answer, FusionProposal, "proposal"),
        decode.one(answer, VoteTally, "vote_tally_a"),
        decode.one(answer, VoteTally, "vote_tally_b"),
        mine.my_vote,
        mine.my_community,
    )
