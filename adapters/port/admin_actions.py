"""The request service: what admins and moderators do about requests of their community."""

from typing import Protocol

from adapters.entities import StoredRequest


class AdminActions(Protocol):
    """Proposing a helper, and making a request more visible."""

    async def propose_match(self, request_id: str, user_id: str) -> str:
        """Propose a member as helper; the id of the proposed match, which the helper accepts."""

    async def boost_request(self, request_id: str) -> StoredRequest:
        """Boost a request for 48 hours."""

    async def unboost_request(self, request_id: str) -> StoredRequest:
        """Take a boost back."""

    async def set_urgent(self, request_id: str, urgent: bool) -> StoredRequest:
        """Set the urgency to urgent (True) or to medium (False)."""
