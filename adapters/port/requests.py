"""The request service: requests."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import (
    CreatedRequest,
    HelpRequest,
    RequestDetail,
    RequestDraft,
    RequestStatus,
    StoredRequest,
    Urgency,
)


class Requests(Protocol):
    """Requests for help."""

    async def list_requests(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: RequestStatus | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        """A page of requests, newest first, of all communities and of everybody."""

    async def get_request(self, request_id: str) -> RequestDetail:
        """One request, in any status."""

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """Post a request to one of the caller's communities."""

    async def update_request(
        self,
        request_id: str,
        *,
        title: str | None = None,
        description: str | None = None,
        status: RequestStatus | None = None,
        urgency: Urgency | None = None,
    ) -> StoredRequest:
        """Change an own request, to any status too; what is None stays as it is."""

    async def cancel_request(self, request_id: str) -> None:
        """Cancel an own request."""
