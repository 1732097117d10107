"""The calls of the community service about activities."""

from collections.abc import Sequence

from msgspec import to_builtins

from adapters.entities import Activity, ActivityDraft, ListedActivity
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class ActivityCalls(Calls):
    """See `adapters.port.activities`."""

    async def list_activities(self, community_id: str) -> Sequence[ListedActivity]:
        """See the port."""
        return await self._call(
            "list_activities",
            Ask("GET /communities/{communityId}/activities", (community_id,)),
            lambda answer: decode.page(answer, ListedActivity, "activities"),
            about=community_id,
        )

    async def create_activity(self, community_id: str, draft: ActivityDraft) -> Activity:
        """See the port."""
        endpoint = "POST /communities/{communityId}/activities"
        return await self._call(
            "create_activity",
            Ask(endpoint, (community_id,), body=to_builtins(draft)),
            lambda answer: decode.one(answer, Activity, "activity"),
            about=community_id,
            made=lambda activity: activity.id,
        )

    async def join_activity(self, community_id: str, activity_id: str) -> Activity:
        """See the port."""
        endpoint = "POST /communities/{communityId}/activities/{activityId}/join"
        return await self._call(
            "join_activity",
            Ask(endpoint, (community_id, activity_id)),
            lambda answer: decode.one(answer, Activity, "activity"),
            about=activity_id,
        )

    async def leave_activity(self, community_id: str, activity_id: str) -> None:
        """See the port."""
        endpoint = "DELETE /communities/{communityId}/activities/{activityId}/leave"
        ask = Ask(endpoint, (community_id, activity_id))
        await self._call("leave_activity", ask, lambda _: None, about=activity_id)
