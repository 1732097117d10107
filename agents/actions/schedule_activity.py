"""Plan something together in a group community that one leads.

Who:       community builders
When:      the member is admin of a group community
Calls:     my_communities, list_activities (of one of these), create_activity
Chances:   one of these communities, each equally likely; 2 to 10 days ahead at a full hour from 9
           to 14 in the scenario's time zone, for 8 to 20 people by template (old simulator, 3.14)
Takes:     10 to 30 s to write (ours)
Leaves:    ActivityPlanned
Outcomes:  skipped no_group, enough_planned from `most` on (ours: the old one never looked at
           what was planned already); no refusal is normal
"""

from dataclasses import dataclass

from adapters.port import Karmyq
from agents.action import Action
from agents.facts import ActivityPlanned
from agents.me import Me
from agents.outcome import DONE, Outcome, skipped


@dataclass(frozen=True, slots=True)
class Settings:
    """The numbers of this action; times in virtual seconds, hours of the day in local time."""

    most: int = 3
    days_ahead: tuple[int, int] = (2, 10)
    hour_of_day: tuple[int, int] = (9, 14)
    write_s: tuple[float, float] = (10.0, 30.0)


async def schedule_activity(me: Me, karmyq: Karmyq, settings: Settings) -> Outcome:
    """Plan one activity in a group community that this member leads."""
    groups = [
        place
        for place in await karmyq.my_communities()
        if place.role == "admin" and place.community_type == "group"
    ]
    if not groups:
        return skipped("no_group")
    group = me.draw.pick(groups)
    if len(await karmyq.list_activities(group.id)) >= settings.most:
        return skipped("enough_planned")

    await me.think(*settings.write_s)
    draft = me.words.services.activity(
        me.content, group.name, me.now(), settings.days_ahead, settings.hour_of_day
    )
    activity = await karmyq.create_activity(group.id, draft)
    me.leave(ActivityPlanned(activity.id, group.id))
    return DONE


ACTION = Action("schedule_activity", schedule_activity, Settings)
