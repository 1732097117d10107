"""The calls of the community service about activities."""

from collections.abc import Sequence

from msgspec import to_builtins

from adapters.dryrun.calls.base import CREATED, Calls
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.entities import Activity, ActivityDraft, ListedActivity
from adapters.port import Call


class ActivityCalls(Calls):
    """See `adapters.port.activities`."""

    async def list_activities(self, community_id: str) -> Sequence[ListedActivity]:
        """See the port."""
        upcoming = self._platform.activities.upcoming
        rows = await self._call("list_activities", community_id, upcoming, community_id)
        reader = self._signed_in().id
        return [_listed(row, reader) for row in rows]

    async def create_activity(self, community_id: str, draft: ActivityDraft) -> Activity:
        """See the port."""
        await self._caller.before_call()
        create, body = self._platform.activities.create, to_builtins(draft)
        row = self._ruled(
            "create_activity", community_id, lambda: create(self._signed_in(), community_id, body)
        )
        self._caller.called(Call("create_activity", row.id, CREATED))
        return _activity(row)

    async def join_activity(self, community_id: str, activity_id: str) -> Activity:
        """See the port."""
        join, ids = self._platform.activities.join, (community_id, activity_id)
        return _activity(await self._call("join_activity", activity_id, join, *ids))

    async def leave_activity(self, community_id: str, activity_id: str) -> None:
        """See the port."""
        leave, ids = self._platform.activities.leave, (community_id, activity_id)
        await self._call("leave_activity", activity_id, leave, *ids)


def _activity(row: ActivityRecord) -> Activity:
    return Activity(
        id=row.id,
        community_id=row.community.id,
        created_by=row.creator.id,
        title=row.title,
        activity_type=row.activity_type,
        scheduled_at=row.scheduled_at,
        duration_minutes=row.duration_minutes,
        max_participants=row.max_participants,
        current_participants=row.current_participants,
        status=row.status,
        created_at=row.created_at,
    )


def _listed(row: ActivityRecord, reader_id: str) -> ListedActivity:
    return ListedActivity(
        id=row.id,
        community_id=row.community.id,
        created_by=row.creator.id,
        title=row.title,
        activity_type=row.activity_type,
        scheduled_at=row.scheduled_at,
        duration_minutes=row.duration_minutes,
        max_participants=row.max_participants,
        current_participants=row.current_participants,
        status=row.status,
        is_joined=reader_id in row.participants,
    )
