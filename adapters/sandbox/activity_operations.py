"""The operations about activities of communities."""

from msgspec import Struct, to_builtins

from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.sandbox.calls import Call, Operation
from adapters.sandbox.envelopes import Answer
from adapters.sandbox.wire import Row, moment


class NewActivity(Struct):
    """`ActivityCreate`; what is absent is for the rules to miss."""

    title: str | None = None
    activity_type: str | None = None
    scheduled_at: str | None = None
    description: str | None = None
    duration_minutes: int | None = None
    location: str | None = None
    max_participants: int | None = None


def list_activities(call: Call) -> Answer:
    """GET /communities/{communityId}/activities."""
    user = call.caller()
    rows = call.platform.activities.upcoming(user, call.ids["communityId"])
    items = [
        _row(row) | {"created_by_name": row.creator.name, "is_joined": user.id in row.participants}
        for row in rows
    ]
    return Answer({"data": {"activities": items, "count": len(items)}})


def create_activity(call: Call) -> Answer:
    """POST /communities/{communityId}/activities."""
    user, new = call.caller(), call.read(NewActivity)
    row = call.platform.activities.create(user, call.ids["communityId"], to_builtins(new))
    return Answer({"data": {"activity": _row(row)}}, 201)


def join_activity(call: Call) -> Answer:
    """POST /communities/{communityId}/activities/{activityId}/join."""
    ids = (call.ids["communityId"], call.ids["activityId"])
    row = call.platform.activities.join(call.caller(), *ids)
    return Answer({"data": {"activity": _row(row)}})


def leave_activity(call: Call) -> Answer:
    """DELETE /communities/{communityId}/activities/{activityId}/leave."""
    ids = (call.ids["communityId"], call.ids["activityId"])
    call.platform.activities.leave(call.caller(), *ids)
    return Answer({"data": {"message": "left"}})


def _row(row: ActivityRecord) -> Row:
    return {
        "id": row.id,
        "community_id": row.community.id,
        "created_by": row.creator.id,
        "title": row.title,
        "description": row.description,
        "activity_type": row.activity_type,
        "scheduled_at": moment(row.scheduled_at),
        "duration_minutes": row.duration_minutes,
        "location": row.location,
        "latitude": None,
        "longitude": None,
        "max_participants": row.max_participants,
        "current_participants": row.current_participants,
        "status": row.status,
        "created_at": moment(row.created_at),
        "updated_at": moment(row.updated_at),
    }


_ALL = "/communities/{communityId}/activities"
_ONE = "/communities/{communityId}/activities/{activityId}"

OPERATIONS = (
    Operation("GET", _ALL, list_activities, "id-in-details"),
    Operation("POST", _ALL, create_activity, "id-in-details"),
    Operation("POST", f"{_ONE}/join", join_activity, "id-in-details"),
    Operation("DELETE", f"{_ONE}/leave", leave_activity, "id-in-details"),
)
"""In the order in which paths are tried."""
