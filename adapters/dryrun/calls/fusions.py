"""The calls of the community service about fusions."""

from adapters.dryrun import proposal_views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.dryrun.kernel import as_id
from adapters.entities import FusionDetail, FusionProposal, VoteResult, VoteWord
from adapters.port import Call


class FusionCalls(Calls):
    """See `adapters.port.fusions`."""

    async def propose_fusion(
        self, community_id: str, target_id: str, merged_name: str, rationale: str = ""
    ) -> FusionProposal:
        """See the port."""
        await self._caller.before_call()
        propose, what = self._platform.fusions.propose, (target_id, merged_name, rationale)
        row = self._ruled(
            "propose_fusion",
            community_id,
            lambda: propose(self._signed_in(), community_id, *what),
        )
        self._caller.called(Call("propose_fusion", row.id, CREATED))
        return proposal_views.fusion_proposal(row)

    async def get_fusion(self, community_id: str, fusion_id: str) -> FusionDetail:
        """See the port."""
        fusions = self._platform.fusions
        row = await self._call("get_fusion", fusion_id, fusions.get, community_id, fusion_id)
        sides, reader = fusions.tallies(row), self._signed_in().id
        return proposal_views.fusion_detail(row, sides, reader, as_id(community_id))

    async def accept_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        accept = self._platform.fusions.accept
        row = await self._call("accept_fusion", fusion_id, accept, community_id, fusion_id)
        return proposal_views.fusion_proposal(row)

    async def reject_fusion(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        reject = self._platform.fusions.reject
        row = await self._call("reject_fusion", fusion_id, reject, community_id, fusion_id)
        return proposal_views.fusion_proposal(row)

    async def start_fusion_vote(self, community_id: str, fusion_id: str) -> FusionProposal:
        """See the port."""
        start = self._platform.fusions.start_vote
        row = await self._call("start_fusion_vote", fusion_id, start, community_id, fusion_id)
        return proposal_views.fusion_proposal(row)

    async def vote_on_fusion(self, community_id: str, fusion_id: str, vote: VoteWord) -> VoteResult:
        """See the port."""
        cast = self._platform.fusions.vote
        counted = await self._call("vote_on_fusion", fusion_id, cast, community_id, fusion_id, vote)
        return proposal_views.vote_result(counted)

    async def execute_fusion(self, community_id: str, fusion_id: str) -> str:
        """See the port."""
        execute = self._platform.fusions.execute
        row = await self._call("execute_fusion", fusion_id, execute, community_id, fusion_id)
        return row.id
