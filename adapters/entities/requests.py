"""Requests: what is sent, and what comes back."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from adapters.entities.words import (
    RequestStatus,
    RequestType,
    Urgency,
    ViewerRelation,
    VisibilityScope,
)


class RequestDraft(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a member sends to post a request (`CreateRequest`); what is None is not sent."""

    description: str
    community_id: str | None = None
    title: str | None = None
    request_type: str | None = None
    urgency: str | None = None
    payload: dict[str, Any] | None = None
    visibility_scope: VisibilityScope | None = None
    scheduled_for: str | None = None
    post_to_all_communities: bool = False


class HelpRequest(Struct, frozen=True, gc=False):
    """One row of the request listing (`RequestListItem`)."""

    id: str
    requester_id: str
    title: str
    urgency: Urgency | None
    status: RequestStatus
    request_type: RequestType
    created_at: datetime
    scheduled_for: datetime | None
    requester_name: str | None
    community_ids: str | None


class RequestDetail(Struct, frozen=True, gc=False):
    """One request as its reader sees it (`RequestDetail`), with the reader's relation to it."""

    id: str
    requester_id: str
    requester_email: str | None
    title: str
    urgency: Urgency | None
    status: RequestStatus
    request_type: RequestType
    expired: bool | None
    created_at: datetime
    community_ids: str | None
    viewer_relation: ViewerRelation


class StoredRequest(Struct, frozen=True, gc=False):
    """A request after a change (`HelpRequestRow`), with what can change."""

    id: str
    requester_id: str
    title: str
    urgency: Urgency | None
    status: RequestStatus
    request_type: RequestType
    created_at: datetime
    expires_at: datetime | None
    scheduled_for: datetime | None
    is_boosted: bool | None
    boosted_expires_at: datetime | None


class CreatedRequest(Struct, frozen=True, gc=False):
    """A stored request (`HelpRequestRow`)."""

    id: str
    requester_id: str
    title: str
    status: RequestStatus
    request_type: RequestType
    created_at: datetime
    expires_at: datetime | None
    scheduled_for: datetime | None = None
