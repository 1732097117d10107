"""What the platform keeps: one mutable record per row of karmyq's tables.

Field names are the tables' columns. Times are aware UTC datetimes of whole milliseconds. A record
holds its neighbours directly (a match knows its request), so that no rule needs a second look-up.
"""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from adapters.entities import (
    HelpRequest,
    MatchDetail,
    MatchFeedback,
    MatchStatus,
    MyCommunity,
    MyMatch,
    PersonRef,
    RequestDetail,
    RequestStatus,
    RequestType,
    RoleHolder,
    Urgency,
)


class Waits(Struct, gc=False, eq=False):
    """How much waits for a person, as a `Standing` tells it, beside what communities ask.

    The shelves keep each count true as rows come and go; one place for all makes a standing one
    look-up.
    """

    live_requests: int = 0
    offers_to_accept: int = 0
    matches_to_complete: int = 0
    feedback_to_give: int = 0
    dibs_to_answer: int = 0
    proposals_to_answer: int = 0
    messages_to_write: int = 0
    reviews_to_write: int = 0


class UserRecord(Struct, gc=False, eq=False):
    """A row of `auth.users`, and what `waits` for the person."""

    id: str
    email: str
    name: str
    created_at: datetime
    password_digest: bytes = b""
    waits: Waits = field(default_factory=Waits)


class Leading(Struct, eq=False):
    """Who leads a community and who may, looked up for those who were `trusted` there then.

    `seen` is both as a member sees them.
    """

    trusted: frozenset[str]
    eligible: list[UserRecord]
    role_holders: list["MemberRecord"]
    seen: tuple[list[PersonRef], list[RoleHolder]] | None = None


class CommunityRecord(Struct, eq=False):
    """A row of `communities.communities`; `current_members` is the stored counter.

    `active_members` is what the counter should be: it never drifts. `edition` counts the changes of
    the row, `leading` is dropped when one of a member row comes.
    """

    id: str
    name: str
    description: str | None
    location: str | None
    category: str | None
    max_members: int
    access_type: str
    community_type: str
    creator: UserRecord
    created_at: datetime
    status: str = "active"
    current_members: int = 0
    active_members: int = 0
    updated_at: datetime | None = None
    inner_circle: int = 0
    active_community: int = 0
    edition: int = 0
    leading: Leading | None = None


class MemberRecord(Struct, eq=False):
    """A row of `communities.members`; `acts` is what `Layers` counts of late."""

    id: str
    community: CommunityRecord
    user: UserRecord
    role: str
    status: str
    joined_at: datetime
    view: MyCommunity | None = None
    view_edition: int = 0
    acts: int = 0


class RequestRecord(Struct, eq=False):
    """A row of `requests.help_requests` with its communities and its matches."""

    id: str
    requester: UserRecord
    title: str
    description: str
    urgency: Urgency | None
    request_type: RequestType
    payload: dict[str, Any]
    requirements: dict[str, Any]
    visibility_scope: str
    visibility_max_degrees: int
    communities: tuple[CommunityRecord, ...]
    created_at: datetime
    expires_at: datetime
    scheduled_for: datetime | None
    status: RequestStatus = "open"
    expired: bool = False
    updated_at: datetime | None = None
    boosted_at: datetime | None = None
    boosted_expires_at: datetime | None = None
    boosted_by: UserRecord | None = None
    matches: list["MatchRecord"] = field(default_factory=list)
    view: HelpRequest | None = None
    detail: RequestDetail | None = None

    def community_ids(self) -> str:
        """The ids as the listing joins them: comma, no blank."""
        return ",".join(community.id for community in self.communities)


class MatchRecord(Struct, eq=False):
    """A row of `requests.matches`."""

    id: str
    request: RequestRecord
    responder: UserRecord
    created_at: datetime
    updated_at: datetime
    status: MatchStatus = "proposed"
    scheduled_at: datetime | None = None
    travel_time_minutes: int = 60
    completed_at: datetime | None = None
    requester_done_at: datetime | None = None
    responder_done_at: datetime | None = None
    admin_proposed: bool = False
    requester_visible: bool = False
    responder_visible: bool = False
    interaction_category: str | None = None
    view: MyMatch | None = None
    detail: MatchDetail | None = None
    feedback: MatchFeedback | None = None

    @property
    def people(self) -> tuple[UserRecord, ...]:
        """Helper and requester; one person where somebody helps himself."""
        helper, requester = self.responder, self.request.requester
        return (helper,) if helper is requester else (helper, requester)

    def is_party(self, user: UserRecord) -> bool:
        """Whether this person is the requester or the responder."""
        return user is self.responder or user is self.request.requester
