"""The calls of the request service about requests."""

from collections.abc import Sequence

from msgspec import to_builtins

from adapters.dryrun import views
from adapters.dryrun.calls.base import CREATED, Calls
from adapters.entities import (
    CreatedRequest,
    HelpRequest,
    RequestDetail,
    RequestDraft,
    RequestStatus,
    StoredRequest,
    Urgency,
)
from adapters.port import Call


class RequestCalls(Calls):
    """See `adapters.port.requests`."""

    async def list_requests(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: RequestStatus | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        """See the port."""
        about = community_id or requester_id or ""
        page = self._platform.requests.page
        filters = (limit, offset, status, requester_id, community_id)
        if self._caller.thinks:
            await self._caller.before_call()
        rows = self._answer("list_requests", about, page, *filters)
        return [
            row.view
            if row.view is not None and len(row.communities) == 1
            else views.help_request(row, community_id)
            for row in rows
        ]

    async def get_request(self, request_id: str) -> RequestDetail:
        """See the port."""
        look = self._platform.requests.look
        if self._caller.thinks:
            await self._caller.before_call()
        row, relation = self._look("get_request", request_id, look)
        return views.request_detail(row, relation)

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """See the port."""
        await self._caller.before_call()
        create, body = self._platform.requests.create, to_builtins(draft)
        row = self._ruled("create_request", "", lambda: create(self._signed_in(), body))
        self._caller.called(Call("create_request", row.id, CREATED))
        return views.created_request(row)

    async def update_request(
        self,
        request_id: str,
        *,
        title: str | None = None,
        description: str | None = None,
        status: RequestStatus | None = None,
        urgency: Urgency | None = None,
    ) -> StoredRequest:
        """See the port."""
        given = {"title": title, "description": description, "status": status, "urgency": urgency}
        changes = {name: value for name, value in given.items() if value is not None}
        update = self._platform.request_changes.update
        row = await self._call("update_request", request_id, update, request_id, changes)
        return views.stored_request(row)

    async def cancel_request(self, request_id: str) -> None:
        """See the port."""
        cancel, account = self._platform.request_changes.cancel, self._caller.account
        own_id = None if account is None else account.id
        await self._call("cancel_request", request_id, cancel, request_id, own_id)
