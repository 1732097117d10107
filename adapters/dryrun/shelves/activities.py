"""Activities of communities: by id, and in the order in which they take place."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct, field
from sortedcontainers import SortedKeyList

from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.entities import ActivityStatus, ActivityType

AFTER_ALL_IDS = "~"
"""Sorts behind every identifier."""


class ActivityRecord(Struct, eq=False):
    """A row of `communities.activities`; `participants` says who joined when."""

    id: str
    community: CommunityRecord
    creator: UserRecord
    title: str
    description: str | None
    activity_type: ActivityType
    scheduled_at: datetime
    duration_minutes: int | None
    location: str | None
    max_participants: int | None
    created_at: datetime
    updated_at: datetime
    status: ActivityStatus = "open"
    current_participants: int = 0
    participants: dict[str, datetime] = field(default_factory=dict)


def by_date(row: ActivityRecord) -> tuple[datetime, str]:
    """The sort key of a listing."""
    return (row.scheduled_at, row.id)


class ActivityShelf:
    """All activities; `wrote` tells the journal."""

    def __init__(self, wrote: Callable[[ActivityRecord], None]) -> None:
        self._wrote = wrote
        self.rows: dict[str, ActivityRecord] = {}
        self._in: defaultdict[str, SortedKeyList] = defaultdict(lambda: SortedKeyList(key=by_date))

    def add(self, row: ActivityRecord) -> None:
        """Keep a new activity."""
        self.rows[row.id] = row
        self._in[row.community.id].add(row)
        self._wrote(row)

    def rewritten(self, row: ActivityRecord) -> None:
        """Who takes part has changed, nothing that sorts."""
        self._wrote(row)

    def after(self, community_id: str, moment: datetime) -> Iterator[ActivityRecord]:
        """The open activities of a community after a moment, soonest first."""
        rows = self._in[community_id].irange_key(min_key=(moment, AFTER_ALL_IDS))
        return (row for row in rows if row.status == "open")
