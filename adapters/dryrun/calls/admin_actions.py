"""The calls of the request service that admins and moderators make."""

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import StoredRequest
from adapters.port import Call


class AdminActionCalls(Calls):
    """See `adapters.port.admin_actions`."""

    async def propose_match(self, request_id: str, user_id: str) -> str:
        """See the port."""
        await self._caller.before_call()
        propose = self._platform.admin_actions.propose
        row = self._ruled(
            "propose_match", request_id, lambda: propose(self._signed_in(), request_id, user_id)
        )
        self._caller.called(Call("propose_match", row.id, CREATED))
        return row.id

    async def boost_request(self, request_id: str) -> StoredRequest:
        """See the port."""
        boost = self._platform.admin_actions.boost
        return views.stored_request(
            await self._call("boost_request", request_id, boost, request_id)
        )

    async def unboost_request(self, request_id: str) -> StoredRequest:
        """See the port."""
        unboost = self._platform.admin_actions.unboost
        return views.stored_request(
            await self._call("unboost_request", request_id, unboost, request_id)
        )

    async def set_urgent(self, request_id: str, urgent: bool) -> StoredRequest:
        """See the port."""
        change = self._platform.admin_actions.set_urgent
        return views.stored_request(
            await self._call("set_urgent", request_id, change, request_id, urgent)
        )
