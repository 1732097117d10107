"""Communities and memberships."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.fusions import OpenFusion
from adapters.entities.splits import OpenSplit


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


class CommunityDetail(Struct, frozen=True, gc=False):
    """One community of any status, read singly (`CommunityDetail`).

    `size_alert` follows the stored counter: approaching at 120, recommend_split at 130,
    urgent_split at 140.
    """

    id: str
    name: str
    location: str | None
    category: str | None
    max_members: int | None
    current_members: int | None
    access_type: str | None
    creator_id: str
    status: str | None
    created_at: datetime
    community_type: str
    size_alert: str | None
    active_split_proposal: OpenSplit | None = None
    active_fusion_proposal: OpenFusion | None = None


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


class ListedMember(Struct, frozen=True, gc=False):
    """One row of a community's member list (`MemberListItem`), oldest membership first."""

    id: str
    user_id: str
    role: str | None
    status: str | None
    joined_at: datetime
    user_name: str | None


class StoredCommunity(Struct, frozen=True, gc=False):
    """A community after a change (`CommunityRow`), with what can change."""

    id: str
    name: str
    description: str | None
    location: str | None
    category: str | None
    max_members: int | None
    current_members: int | None
    status: str | None
