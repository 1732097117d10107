"""The calls of the community service about splits."""

from collections.abc import Mapping

from adapters.entities import (
    SplitAssignment,
    SplitChildren,
    SplitDetail,
    SplitGroup,
    SplitProposal,
    VoteResult,
    VoteTally,
    VoteWord,
)
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.envelope import Success
from adapters.live.wire import Ask

SPLIT = "/communities/{communityId}/splits/{splitId}"


class SplitCalls(Calls):
    """See `adapters.port.splits`."""

    async def propose_split(
        self, community_id: str, group_a_name: str, group_b_name: str, rationale: str = ""
    ) -> SplitProposal:
        """See the port."""
        body = {
            "group_a_name": group_a_name,
            "group_b_name": group_b_name,
            "rationale": rationale,
        }
        return await self._call(
            "propose_split",
            Ask("POST /communities/{communityId}/splits", (community_id,), body=body),
            lambda answer: decode.one(answer, SplitProposal, "proposal"),
            about=community_id,
            made=lambda proposal: proposal.id,
        )

    async def get_split(self, community_id: str, split_id: str) -> SplitDetail:
        """See the port."""
        ask = Ask(f"GET {SPLIT}", (community_id, split_id))
        return await self._call("get_split", ask, _detail, about=split_id)

    async def move_split_members(
        self, community_id: str, split_id: str, moves: Mapping[str, SplitGroup]
    ) -> None:
        """See the port."""
        body = [{"userId": user_id, "assignedTo": group} for user_id, group in moves.items()]
        ask = Ask(f"PUT {SPLIT}/assignments", (community_id, split_id), body=body)
        await self._call("move_split_members", ask, lambda _: None, about=split_id)

    async def start_split_vote(self, community_id: str, split_id: str) -> SplitProposal:
        """See the port."""
        return await self._call(
            "start_split_vote",
            Ask(f"POST {SPLIT}/start-vote", (community_id, split_id)),
            lambda answer: decode.one(answer, SplitProposal),
            about=split_id,
        )

    async def vote_on_split(self, community_id: str, split_id: str, vote: VoteWord) -> VoteResult:
        """See the port."""
        return await self._call(
            "vote_on_split",
            Ask(f"POST {SPLIT}/vote", (community_id, split_id), body={"vote": vote}),
            lambda answer: decode.one(answer, VoteResult),
            about=split_id,
        )

    async def execute_split(self, community_id: str, split_id: str) -> SplitChildren:
        """See the port; everybody who moves needs a new token."""
        try:
            return await self._call(
                "execute_split",
                Ask(f"POST {SPLIT}/execute", (community_id, split_id)),
                lambda answer: decode.one(answer, SplitChildren),
                about=split_id,
            )
        finally:
            self._wire.tokens.forget_all()


def _detail(answer: Success) -> SplitDetail:
    return SplitDetail(
        decode.one(answer, SplitProposal, "proposal"),
        tuple(decode.page(answer, SplitAssignment, "assignments")),
        decode.one(answer, VoteTally, "vote_tally"),
    )
