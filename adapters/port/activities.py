"""The community service: activities."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Activity, ActivityDraft, ListedActivity


class Activities(Protocol):
    """What a community does together at an appointed time; for its active members alone."""

    async def list_activities(self, community_id: str) -> Sequence[ListedActivity]:
        """The community's open activities that are still to come, soonest first."""

    async def create_activity(self, community_id: str, draft: ActivityDraft) -> Activity:
        """Plan an activity, as an admin of the community; one does not join by that."""

    async def join_activity(self, community_id: str, activity_id: str) -> Activity:
        """Take part; 409 `ALREADY_JOINED` the second time."""

    async def leave_activity(self, community_id: str, activity_id: str) -> None:
        """Take part no more."""
