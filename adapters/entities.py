"""What the port's operations return: typed, frozen, in karmyq's own field names.

Fields follow `adapters/contract/*.openapi.yaml`; an entity holds those that members look at or
measures count. Numbers are numbers here, though karmyq sends some of them as text
(`TEXT_NUMBERS`). Times are aware UTC datetimes with millisecond precision.
"""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

RequestType = Literal["generic", "ride", "borrow", "service", "event"]
RequestStatus = Literal["open", "dibs_pending", "matched", "completed", "cancelled"]
MatchStatus = Literal["proposed", "matched", "completed", "rejected", "cancelled"]
Urgency = Literal["urgent", "high", "medium", "low"]
VisibilityScope = Literal["community", "trust_network", "platform"]
WaitingFor = Literal["helper", "requester"]
ViewerRelation = Literal["own_request", "already_offered", "can_offer", "not_actionable"]

REQUEST_TYPES: tuple[RequestType, ...] = ("generic", "ride", "borrow", "service", "event")


class Account(Struct, frozen=True, gc=False):
    """One platform user (`AuthUser`); `email` is how the simulator knows a person again."""

    id: str
    email: str
    name: str
    created_at: datetime


class Community(Struct, frozen=True, gc=False):
    """One row of the community listing (`CommunityListItem`).

    `current_members` is the platform's stored counter, a hint only: it may drift from the number
    of active members, even below zero.
    """

    id: str
    name: str
    description: str | None
    location: str | None
    category: str | None
    max_members: int | None
    current_members: int | None
    access_type: str | None
    creator_id: str
    status: str | None
    created_at: datetime
    community_type: str
    inner_circle_count: int
    active_community_count: int
    extended_network_count: int


class MyCommunity(Struct, frozen=True, gc=False):
    """One active membership in an active community (`MyCommunity`)."""

    id: str
    name: str
    location: str | None
    max_members: int | None
    current_members: int | None
    access_type: str | None
    status: str | None
    community_type: str
    role: str
    joined_at: datetime


class FoundCommunity(Struct, frozen=True, gc=False):
    """The answer to creating a community: new, or the existing one of the same name and place.

    `joined` says whether the caller is a member now; an existing private one admits nobody.
    """

    id: str
    name: str
    existing: bool
    joined: bool


class Membership(Struct, frozen=True, gc=False):
    """One row of the member table (`MemberRow`); status is active, pending or inactive."""

    id: str
    community_id: str
    user_id: str
    role: str | None
    status: str | None
    joined_at: datetime


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
    status: RequestStatus
    request_type: RequestType
    expired: bool | None
    created_at: datetime
    community_ids: str | None
    viewer_relation: ViewerRelation


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


class Match(Struct, frozen=True, gc=False):
    """A stored match (`MatchRow`)."""

    id: str
    request_id: str
    responder_id: str
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None
    requester_done_at: datetime | None
    responder_done_at: datetime | None
    admin_proposed: bool


class MyMatch(Struct, frozen=True, gc=False):
    """One row of the caller's matches (`MatchListItem`)."""

    id: str
    request_id: str
    responder_id: str
    requester_id: str | None
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None
    requester_done_at: datetime | None
    responder_done_at: datetime | None
    admin_proposed: bool
    request_title: str | None
    request_type: str | None


class MatchDetail(Struct, frozen=True, gc=False):
    """One match read singly (`MatchDetail`); the platform leaves the done stamps out here."""

    id: str
    request_id: str
    responder_id: str
    requester_id: str | None
    status: MatchStatus
    created_at: datetime
    completed_at: datetime | None


class Completion(Struct, frozen=True, gc=False):
    """The answer to one side's completion: whose half is still missing, if any."""

    fully_completed: bool
    waiting_for: WaitingFor | None


class Standing(Struct, frozen=True, gc=False):
    """What waits for a member: the numbers that decide about affinity and obligations.

    `communities` counts active memberships in active communities; `live_requests` own requests
    that are open or matched; `offers_to_accept` proposed matches on own open requests;
    `matches_to_complete` matched matches whose own half is missing.
    """

    communities: int
    live_requests: int
    offers_to_accept: int
    matches_to_complete: int


TEXT_NUMBERS: dict[type[Struct], tuple[str, ...]] = {
    Community: ("inner_circle_count", "active_community_count", "extended_network_count"),
}
"""Whole-number fields that arrive as text, since PostgreSQL's BIGINT has no JSON number here."""
