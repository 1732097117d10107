"""Planning an activity in a group community that one leads."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from agents.actions.schedule_activity import ACTION
from agents.facts import ActivityPlanned
from agents.outcome import DONE, skipped
from agents.words import Words
from scenarios.city import load_city
from tests.agents.stage import FIRST, LAST, Town, scripted
from tests.agents.trades import activity, group

CLUB = "SE Portland Running Club"
PACIFIC = ZoneInfo("America/Los_Angeles")


def test_an_admin_plans_what_suits_the_group_at_a_full_hour() -> None:
    town = Town()
    place = group(town, "rosa", name=CLUB)
    rosa = town.somebody("rosa", FIRST, content=scripted(FIRST, FIRST, LAST, FIRST))

    outcome = rosa.does(ACTION)

    [row] = town.platform.store.activities.rows.values()
    assert outcome == DONE
    assert (row.activity_type, row.max_participants) == ("group_run", 8)
    assert row.scheduled_at.date() == (town.time + timedelta(days=2)).date()
    assert (row.scheduled_at.hour, row.scheduled_at.minute) == (14, 0)
    assert rosa.facts == [ActivityPlanned(row.id, place)]
    assert rosa.thoughts == [(10.0, 30.0)]


def test_the_hour_is_local_to_the_city() -> None:
    town = Town()
    town.words = Words(load_city("portland"), "test.karmyq.com", PACIFIC)
    group(town, "rosa", name=CLUB)
    rosa = town.somebody("rosa", FIRST, content=scripted(FIRST, FIRST, FIRST, FIRST))

    rosa.does(ACTION)

    [row] = town.platform.store.activities.rows.values()
    assert row.scheduled_at.astimezone(PACIFIC).hour == 9


def test_members_and_leaders_of_other_communities_plan_nothing() -> None:
    town = Town()
    group(town, "omar", "rosa")
    town.community("Repair Café", "rosa")

    assert town.somebody("rosa").does(ACTION) == skipped("no_group")


def test_where_enough_is_planned_nothing_is_added() -> None:
    town = Town()
    place = group(town, "rosa")
    for _ in range(3):
        activity(town, "rosa", place)
    rosa = town.somebody("rosa", FIRST, content=scripted())

    assert rosa.does(ACTION) == skipped("enough_planned")
    assert rosa.facts == []
