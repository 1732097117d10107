"""Activities of communities: what people do together at an appointed time."""

from datetime import datetime

from msgspec import Struct

from adapters.entities.words import ActivityStatus, ActivityType


class ActivityDraft(Struct, frozen=True, gc=False, omit_defaults=True):
    """What an admin sends to plan an activity (`ActivityCreate`); what is None is not sent.

    `scheduled_at` is ISO 8601 and lies in the future.
    """

    title: str
    activity_type: ActivityType
    scheduled_at: str
    description: str | None = None
    duration_minutes: int | None = None
    location: str | None = None
    max_participants: int | None = None


class Activity(Struct, frozen=True, gc=False):
    """A stored activity (`Activity`); without `max_participants` there is room for everybody."""

    id: str
    community_id: str
    created_by: str
    title: str
    activity_type: ActivityType
    scheduled_at: datetime
    duration_minutes: int | None
    max_participants: int | None
    current_participants: int
    status: ActivityStatus
    created_at: datetime


class ListedActivity(Struct, frozen=True, gc=False):
    """One row of a community's plans (`ActivityListItem`): open, and still to come."""

    id: str
    community_id: str
    created_by: str
    title: str
    activity_type: ActivityType
    scheduled_at: datetime
    duration_minutes: int | None
    max_participants: int | None
    current_participants: int
    status: ActivityStatus
    is_joined: bool
