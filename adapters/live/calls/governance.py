"""The calls of the community service about governance."""

from adapters.entities import GovernanceState, LeadingRole, Ratification
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask

GOVERNANCE = "/communities/{communityId}/governance"


class GovernanceCalls(Calls):
    """See `adapters.port.governance`."""

    async def governance_state(self, community_id: str) -> GovernanceState:
        """See the port."""
        return await self._call(
            "governance_state",
            Ask(f"GET {GOVERNANCE}", (community_id,)),
            lambda answer: decode.one(answer, GovernanceState),
            about=community_id,
        )

    async def nominate_member(self, community_id: str, user_id: str, role: LeadingRole) -> str:
        """See the port."""
        body = {"nominated_user_id": user_id, "role": role}
        return await self._call(
            "nominate_member",
            Ask(f"POST {GOVERNANCE}/nominate", (community_id,), body=body),
            lambda answer: decode.text(answer, "id"),
            about=community_id,
            made=lambda nomination_id: nomination_id,
        )

    async def ratify_nomination(self, community_id: str, nomination_id: str) -> Ratification:
        """See the port."""
        endpoint = f"POST {GOVERNANCE}/ratify/{{nominationId}}"
        try:
            return await self._call(
                "ratify_nomination",
                Ask(endpoint, (community_id, nomination_id)),
                lambda answer: decode.one(answer, Ratification),
                about=nomination_id,
            )
        finally:
            # The answer does not say whose role has changed.
            self._wire.tokens.forget_all()
