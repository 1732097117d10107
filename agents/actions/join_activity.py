"""Take part in something that one of the member's group communities has planned.

Who:       every profile, social users and active helpers most
When:      the member belongs to a group community
Calls:     my_communities, list_activities (of one group community), join_activity
Chances:   one group community and one activity, each equally likely (old simulator, 3.14; it drew
           among all communities, most of which plan nothing)
Takes:     5 to 15 s to read (ours)
Leaves:    ActivityJoined
Outcomes:  skipped no_group, no_activity; refused VALIDATION_ERROR when the last place went
           meanwhile
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.entities import ListedActivity
from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ActivityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds."""

    read_s: tuple[float, float] = (5.0, 15.0)


async def join_activity(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Join one activity that has room."""
    communities = await karmyq.my_communities()
    groups = [place for place in communities if place.community_type == "group"]
    if not groups:
        return skipped("no_group")
    group = me.draw.pick(groups)
    open_ones = joinable(me, await karmyq.list_activities(group.id))
    if not open_ones:
        return skipped("no_activity")

    activity = me.draw.pick(open_ones)
    await me.think(*settings.read_s)
    await karmyq.join_activity(group.id, activity.id)
    me.leave(ActivityJoined(activity.id))
    return DONE


def joinable(me: Me, rows: Sequence[ListedActivity]) -> list[ListedActivity]:
    """What people one knows have planned, still to come, open, with room, and not joined yet.

    karmyq lets people join what is over, so the date is looked at here.
    """
    now = me.now()
    return [
        row
        for row in rows
        if row.status == "open"
        and row.scheduled_at > now
        and not row.is_joined
        and (row.max_participants is None or row.current_participants < row.max_participants)
        and me.knows(row.created_by)
    ]


ACTION = Action("join_activity", join_activity, Settings)
