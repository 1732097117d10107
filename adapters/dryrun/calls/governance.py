"""The calls of the community service about governance."""

from adapters.dryrun import member_views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import GovernanceState, LeadingRole, Ratification
from adapters.port import Call


class GovernanceCalls(Calls):
    """See `adapters.port.governance`."""

    async def governance_state(self, community_id: str) -> GovernanceState:
        """See the port."""
        state = self._platform.governance.state
        found = await self._call("governance_state", community_id, state, community_id)
        return member_views.governance_state(found, self._platform.store)

    async def nominate_member(self, community_id: str, user_id: str, role: LeadingRole) -> str:
        """See the port."""
        await self._caller.before_call()
        nominate, user = self._platform.governance.nominate, self._signed_in
        row = self._ruled(
            "nominate_member", community_id, lambda: nominate(user(), community_id, user_id, role)
        )
        self._caller.called(Call("nominate_member", row.id, CREATED))
        return row.id

    async def ratify_nomination(self, community_id: str, nomination_id: str) -> Ratification:
        """See the port."""
        ratify = self._platform.governance.ratify
        row = await self._call(
            "ratify_nomination", nomination_id, ratify, community_id, nomination_id
        )
        return Ratification(row.status == "ratified", len(row.ratified_at))
