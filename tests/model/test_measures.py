"""Each measure by hand, on the tiny story and on nothing at all."""

from functools import cache

import pytest

from model.clock import milliseconds
from model.due_measures import DUE_MEASURES
from model.ledger import Ledger
from model.measures import MEASURE_NAMES, MEASURES, measured
from model.social_measures import SOCIAL_MEASURES
from tests.model.story import END_H, STORY, told
from tests.model.world import World, event

BY_HAND: dict[str, float | None] = {
    "users_registered": 3,
    "members_active_last_day": 2,  # rosa and omar: ines has done nothing since hour 5
    "arrivals_per_day_max": 0,  # all three are there at time zero
    "time_to_first_membership_median_h": None,
    "users_never_member": 0,
    "communities": 2,
    "memberships_per_user_mean": 3 / 3,  # rosa and omar in c1, ines in c2; pending is none
    "members_per_community_mean": 3 / 2,
    "members_per_community_max": 2,
    "communities_peak": 2,
    "members_per_community_peak": 2,
    "requests_created": 4,
    "requests_created_generic": 2,
    "requests_created_ride": 1,
    "requests_created_borrow": 0,
    "requests_created_service": 0,
    "requests_created_event": 1,
    "requests_open": 2,  # r3 and r4
    "requests_open_per_user_mean": 2 / 3,
    "requests_open_per_user_max": 2,  # rosa and ines post a second one each
    "requests_expired": 0,
    "requests_offered": 2,  # r1 and r2
    "requests_accepted": 2,
    "requests_matched": 1,  # r2
    "requests_completed": 1,  # r1
    "offers_made": 3,
    "offers_per_request_mean": 3 / 4,
    "offer_rate": 2 / 4,  # r1 and r2 have an offer
    "accept_rate": 2 / 2,
    "match_completion_rate": 1 / 2,
    "completion_rate": 1 / 4,
    "time_to_first_offer_median_h": 3.0,  # the upper one of 2 and 3
    "time_to_accept_median_h": 6.0,  # of 5 and 6
    "time_to_complete_median_h": 8.0,
    "limit_stops_communities": 0,
    "limit_stops_memberships": 0,
    "limit_stops_open_requests": 0,
    "actions_done": 18,
    "actions_skipped": 1,
    "actions_refused": 1,
    "actions_failed": 1,
    "action_kinds_never_done": 0,
    "api_calls": 5,
}
NOTHING_TO_MEASURE = {
    "time_to_first_membership_median_h",
    "requests_open_per_user_mean",
    "match_completion_rate",
    "memberships_per_user_mean",
    "members_per_community_mean",
    "members_per_community_max",
    "offers_per_request_mean",
    "offer_rate",
    "accept_rate",
    "completion_rate",
    "time_to_first_offer_median_h",
    "time_to_accept_median_h",
    "time_to_complete_median_h",
}


@cache
def a_week() -> World:
    """A real week, run once and only looked at."""
    return World().open().run(24 * 7)


def test_every_measure_is_tested_here() -> None:
    elsewhere = {measure.name for measure in (*SOCIAL_MEASURES, *DUE_MEASURES)}
    assert set(BY_HAND) == MEASURE_NAMES - elsewhere


def test_names_are_unique_and_every_measure_says_what_it_means() -> None:
    assert len(MEASURE_NAMES) == len(MEASURES)
    assert all(measure.meaning for measure in MEASURES)


@pytest.mark.parametrize(("name", "value"), BY_HAND.items(), ids=BY_HAND)
def test_a_measure_of_the_tiny_story(name: str, value: float | None) -> None:
    measures = measured(told(*STORY), milliseconds(END_H))

    assert measures[name] == pytest.approx(value)


@pytest.mark.parametrize("name", BY_HAND)
def test_before_anything_happens_counts_are_0_and_all_else_is_none(name: str) -> None:
    measures = measured(Ledger(), 0)

    assert measures[name] == (None if name in NOTHING_TO_MEASURE else 0)


def test_a_measure_is_none_until_there_is_something_to_measure() -> None:
    posted, offered = told(*STORY[:8]), told(*STORY[:12])

    assert measured(posted, 0)["completion_rate"] == 0.0
    assert measured(posted, 0)["accept_rate"] is None
    assert measured(offered, 0)["accept_rate"] == 0.0


def test_measures_add_up_in_a_real_week() -> None:
    world = a_week()

    measures = measured(world.simulation.ledger, world.scheduler.now_ms)

    stages = ("requests_open", "requests_matched", "requests_completed")
    ends = ("done", "skipped", "refused", "failed")
    assert sum(measures[stage] or 0 for stage in stages) == measures["requests_created"]
    assert sum(measures[f"actions_{end}"] or 0 for end in ends) == len(world.events)
    assert measures["users_registered"] == len(world.members())


def test_measures_of_a_real_week_agree_with_the_platform() -> None:
    world = a_week()
    store = world.platform.store

    measures = measured(world.simulation.ledger, world.scheduler.now_ms)

    statuses = [request.status for request in store.requests.values()]
    assert measures["requests_completed"] == statuses.count("completed")
    assert measures["requests_matched"] == statuses.count("matched")
    dibs = sum(fact == "dibs_accepted" for fact in world.simulation.ledger.tallies.facts.elements())
    assert measures["offers_made"] == len(store.matches) - dibs
    assert measures["communities"] == len(store.communities)
    assert measures["memberships_per_user_mean"] == len(store.members) / len(store.users)


def test_a_request_without_a_helper_expires_after_sixty_days() -> None:
    ledger = told(*STORY)

    before, after = (measured(ledger, milliseconds(hour)) for hour in (60 * 24 + 3, 60 * 24 + 4))

    assert (before["requests_expired"], before["requests_open"]) == (0, 2)
    assert (after["requests_expired"], after["requests_open"]) == (2, 0)  # r3 and r4, of hour 4


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ("communities", "enough_communities"),
        ("memberships", "enough_memberships"),
        ("open_requests", "enough_open_requests"),
    ],
)
def test_a_turn_that_a_limit_stopped_is_counted(what: str, reason: str) -> None:
    stopped = event(1, outcome="skipped", reason=reason)

    assert measured(told(stopped, stopped), 0)[f"limit_stops_{what}"] == 2


def test_an_action_that_was_often_tried_and_never_done_is_counted_until_it_is() -> None:
    tries = [event(1, outcome="skipped", reason="no_offer")] * 20

    counts = [
        measured(told(*rows), 0)["action_kinds_never_done"]
        for rows in (tries[:19], tries, [*tries, event(2)])
    ]

    assert counts == [0, 1, 0]


def test_a_glut_of_requests_shows_as_open_requests_per_person() -> None:
    world = World("limits.open_requests=30", "common_actions={create_request: 30}").open()

    glut = world.run(24 * 2).simulation.latest["requests_open_per_user_mean"]

    assert glut > 5
    assert a_week().simulation.latest["requests_open_per_user_mean"] < 1
