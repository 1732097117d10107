"""Activities of communities (community rules, section 8), and reading one community."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from adapters.entities import ActivityDraft
from tests.contract.person import Person
from tests.contract.test_defects import BROKEN, INVALID
from tests.contract.town import MALFORMED, NOBODY, Scene, Town

A_DAY = timedelta(days=1)


def draft(at: datetime, **changes: Any) -> ActivityDraft:
    """An activity that is taken, at a moment."""
    texts = {"title": "Morning run", "activity_type": "group_run", "scheduled_at": at.isoformat()}
    return ActivityDraft(**(texts | changes))


def plan(town: Town, here: Scene, days: float = 2, **changes: Any) -> str:
    """The id of a new activity of the scene's community, some days ahead."""
    form = draft(town.now + days * A_DAY, **changes)
    return here.requester.create_activity(here.community_id, form).id


def ids(person: Person, community_id: str) -> list[str]:
    return [row.id for row in person.list_activities(community_id)]


def test_an_admin_plans_and_does_not_join_by_that(town: Town) -> None:
    here = town.scene()
    form = draft(town.now + A_DAY, duration_minutes=45, max_participants=8)
    new = here.requester.create_activity(here.community_id, form)

    assert (new.status, new.current_participants, new.max_participants) == ("open", 0, 8)
    assert new.scheduled_at == town.now + A_DAY
    [listed] = here.requester.list_activities(here.community_id)
    assert (listed.id, listed.is_joined) == (new.id, False)


def test_members_without_the_role_and_strangers_plan_nothing(town: Town) -> None:
    here = town.scene()
    form = draft(town.now + A_DAY)

    for person in (here.helper, town.person("Eve")):
        refusal = town.refusal(
            lambda by=person: by.create_activity(here.community_id, form)  # type: ignore[misc]
        )
        assert refusal == (403, "FORBIDDEN")


@pytest.mark.parametrize(
    "fault",
    [
        {"title": ""},
        {"activity_type": "picnic"},
        {"scheduled_at": ""},
        {"scheduled_at": "soon"},
        {"scheduled_at": "2026-03-01T10:00:00Z"},
    ],
)
def test_a_faulty_plan_is_400(town: Town, fault: dict[str, Any]) -> None:
    here = town.scene()

    assert town.refusal(lambda: plan(town, here, **fault)) == INVALID


def test_a_title_that_does_not_fit_is_500(town: Town) -> None:
    here = town.scene()

    assert town.refusal(lambda: plan(town, here, title="t" * 256)) == BROKEN


def test_the_plans_are_open_and_to_come_soonest_first(town: Town) -> None:
    here = town.scene()
    later, sooner, cancelled = plan(town, here, 3), plan(town, here, 1), plan(town, here, 2)
    town.store.activities.rows[cancelled].status = "cancelled"

    assert ids(here.helper, here.community_id) == [sooner, later]
    town.advance(A_DAY)
    assert ids(here.helper, here.community_id) == [later]


def test_everything_is_for_active_members_before_anything_is_looked_up(town: Town) -> None:
    here = town.scene()
    one, eve, forbidden = plan(town, here), town.person("Eve"), (403, "FORBIDDEN")

    assert town.refusal(lambda: eve.list_activities(here.community_id)) == forbidden
    assert town.refusal(lambda: eve.join_activity(here.community_id, one)) == forbidden
    assert town.refusal(lambda: eve.leave_activity(here.community_id, one)) == forbidden
    assert town.refusal(lambda: eve.join_activity(NOBODY, NOBODY)) == forbidden
    assert town.refusal(lambda: eve.list_activities(MALFORMED)) == INVALID


def test_joining_counts_and_is_seen(town: Town) -> None:
    here = town.scene()
    one = plan(town, here)

    assert here.helper.join_activity(here.community_id, one).current_participants == 1
    [seen] = here.helper.list_activities(here.community_id)
    [other] = here.requester.list_activities(here.community_id)
    assert (seen.is_joined, other.is_joined) == (True, False)


def test_joining_twice_is_409_even_when_it_is_full(town: Town) -> None:
    here = town.scene()
    one = plan(town, here, max_participants=1)
    here.helper.join_activity(here.community_id, one)

    refusal = town.refusal(lambda: here.helper.join_activity(here.community_id, one))
    assert refusal == (409, "ALREADY_JOINED")
    assert town.refusal(lambda: here.requester.join_activity(here.community_id, one)) == INVALID


def test_no_participants_at_most_is_full_at_once_and_none_given_is_no_limit(town: Town) -> None:
    here = town.scene()
    full, free = plan(town, here, max_participants=0), plan(town, here)

    assert town.refusal(lambda: here.helper.join_activity(here.community_id, full)) == INVALID
    assert here.helper.join_activity(here.community_id, free).max_participants is None


def test_joining_looks_at_the_status_and_not_at_the_date(town: Town) -> None:
    here = town.scene()
    past, cancelled = plan(town, here, 1), plan(town, here)
    town.store.activities.rows[cancelled].status = "cancelled"
    town.advance(2 * A_DAY)

    assert here.helper.join_activity(here.community_id, past).current_participants == 1
    assert town.refusal(lambda: here.helper.join_activity(here.community_id, cancelled)) == INVALID


def test_an_activity_is_found_in_its_own_community_alone(town: Town) -> None:
    here = town.scene()
    elsewhere = town.community(here.helper)
    one = plan(town, here)

    for place, activity in ((elsewhere, one), (here.community_id, NOBODY)):
        refusal = town.refusal(
            lambda at=(place, activity): here.helper.join_activity(*at)  # type: ignore[misc]
        )
        assert refusal == (404, "NOT_FOUND")
    assert town.refusal(lambda: here.helper.join_activity(here.community_id, MALFORMED)) == INVALID


def test_leaving_always_succeeds_and_counts_once(town: Town) -> None:
    here = town.scene()
    one = plan(town, here)
    here.helper.join_activity(here.community_id, one)
    for activity in (one, one, NOBODY):
        here.helper.leave_activity(here.community_id, activity)

    [seen] = here.helper.list_activities(here.community_id)
    assert (seen.current_participants, seen.is_joined) == (0, False)


def test_one_community_is_read_by_everybody_in_any_status(town: Town) -> None:
    here, eve = town.scene(), town.person("Eve")
    town.store.communities[here.community_id].status = "archived"

    place = eve.get_community(here.community_id)
    assert (place.status, place.community_type, place.size_alert) == (
        "archived",
        "mutual_aid",
        None,
    )
    assert town.refusal(lambda: eve.get_community(NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: eve.get_community(MALFORMED)) == INVALID


@pytest.mark.parametrize(
    ("members", "alert"),
    [(119, None), (120, "approaching"), (130, "recommend_split"), (140, "urgent_split")],
)
def test_the_size_alert_follows_the_counter(town: Town, members: int, alert: str | None) -> None:
    here = town.scene()
    town.store.communities[here.community_id].current_members = members

    assert here.helper.get_community(here.community_id).size_alert == alert
