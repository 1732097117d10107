"""The calls of the community service about splits."""

from collections.abc import Mapping

from adapters.dryrun import proposal_views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import (
    SplitChildren,
    SplitDetail,
    SplitGroup,
    SplitProposal,
    VoteResult,
    VoteWord,
)
from adapters.port import Call


class SplitCalls(Calls):
    """See `adapters.port.splits`."""

    async def propose_split(
        self, community_id: str, group_a_name: str, group_b_name: str, rationale: str = ""
    ) -> SplitProposal:
        """See the port."""
        await self._caller.before_call()
        propose, names = self._platform.splits.propose, (group_a_name, group_b_name)
        row = self._ruled(
            "propose_split",
            community_id,
            lambda: propose(self._signed_in(), community_id, *names, rationale),
        )
        self._caller.called(Call("propose_split", row.id, CREATED))
        return proposal_views.split_proposal(row)

    async def get_split(self, community_id: str, split_id: str) -> SplitDetail:
        """See the port."""
        splits = self._platform.splits
        row = await self._call("get_split", split_id, splits.get, community_id, split_id)
        return proposal_views.split_detail(row, splits.tally(row))

    async def move_split_members(
        self, community_id: str, split_id: str, moves: Mapping[str, SplitGroup]
    ) -> None:
        """See the port."""
        move, listed = self._platform.splits.move_members, list(moves.items())
        await self._call("move_split_members", split_id, move, community_id, split_id, listed)

    async def start_split_vote(self, community_id: str, split_id: str) -> SplitProposal:
        """See the port."""
        start = self._platform.splits.start_vote
        row = await self._call("start_split_vote", split_id, start, community_id, split_id)
        return proposal_views.split_proposal(row)

    async def vote_on_split(self, community_id: str, split_id: str, vote: VoteWord) -> VoteResult:
        """See the port."""
        cast = self._platform.splits.vote
        counted = await self._call("vote_on_split", split_id, cast, community_id, split_id, vote)
        return proposal_views.vote_result(counted)

    async def execute_split(self, community_id: str, split_id: str) -> SplitChildren:
        """See the port."""
        execute = self._platform.splits.execute
        a, b = await self._call("execute_split", split_id, execute, community_id, split_id)
        return SplitChildren(a.id, b.id)
