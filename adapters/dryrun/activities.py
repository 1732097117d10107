"""Activities: what a community does together at an appointed time (rules, section 8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.moments import in_utc
from adapters.dryrun.records import MemberRecord, UserRecord
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.errors import Refused

TYPES = ("pickup_game", "group_run", "workout", "social", "other")


class Activities:
    """`/communities/{id}/activities`; everything here is for active members alone."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.activities

    def upcoming(self, user: UserRecord, community_id: str) -> list[ActivityRecord]:
        """What is open and still to come, soonest first."""
        self._member(user, community_id)
        return list(self._shelf.after(as_id(community_id), self._kernel.clock()))

    def create(
        self, user: UserRecord, community_id: str, body: Mapping[str, Any]
    ) -> ActivityRecord:
        """An admin plans an activity; the checks come in the platform's order."""
        member = self._member(user, community_id)
        if member.role != "admin":
            raise Refused(403, message="community admins plan activities")
        title, kind = body.get("title"), body.get("activity_type")
        if not (title and kind and body.get("scheduled_at")):
            raise Refused(400, message="title, activity_type and scheduled_at are needed")
        if kind not in TYPES:
            raise Refused(400, message="activity_type is one of " + ", ".join(TYPES))
        now, moment = self._kernel.clock(), _moment(body["scheduled_at"])
        if moment <= now:
            raise Refused(400, message="scheduled_at lies in the future")
        columns.require_fit(title, columns.TITLE)
        for text in (body.get("description"), body.get("location")):
            columns.require_fit(text)
        row = ActivityRecord(
            id=self._kernel.new_id(),
            community=member.community,
            creator=user,
            title=title,
            description=body.get("description"),
            activity_type=kind,
            scheduled_at=moment,
            duration_minutes=body.get("duration_minutes"),
            location=body.get("location"),
            max_participants=body.get("max_participants"),
            created_at=now,
            updated_at=now,
        )
        self._shelf.add(row)
        return row

    def join(self, user: UserRecord, community_id: str, activity_id: str) -> ActivityRecord:
        """Take part; that an activity is over is not looked at."""
        self._member(user, community_id)
        row = self._shelf.rows.get(as_id(activity_id))
        if row is None or row.community.id != as_id(community_id):
            raise self._kernel.missing("activity", activity_id)
        if row.status != "open":
            raise Refused(400, message="the activity is not open")
        if user.id in row.participants:
            raise Refused(409, "ALREADY_JOINED", "already joined", shape="coded")
        if row.max_participants is not None and row.current_participants >= row.max_participants:
            raise Refused(400, message="the activity is full")
        row.participants[user.id] = self._kernel.clock()
        row.current_participants += 1
        self._shelf.rewritten(row)
        return row

    def leave(self, user: UserRecord, community_id: str, activity_id: str) -> None:
        """Take part no more; never an error for a member, whatever the activity."""
        self._member(user, community_id)
        self._kernel.check_ids(activity_id)
        row = self._shelf.rows.get(as_id(activity_id))
        if row is not None and row.participants.pop(user.id, None) is not None:
            row.current_participants = max(0, row.current_participants - 1)
            self._shelf.rewritten(row)

    def _member(self, user: UserRecord, community_id: str) -> MemberRecord:
        self._kernel.check_ids(community_id)
        row = self._store.memberships[user.id].get(as_id(community_id))
        if row is None:
            raise Refused(403, message="not an active member")
        return row


def _moment(given: object) -> datetime:
    """A date, or the refusal of what is none."""
    try:
        return in_utc(str(given))
    except (ValueError, OverflowError):
        raise Refused(400, message="scheduled_at is no date") from None
