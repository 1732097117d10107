"""The first screen of a summary."""

import pytest

from commands.overview import FUNNEL, overview
from model.measures import MEASURE_NAMES
from tests.commands.told import Terminal

WEEK = {
    "requests_created": 1284,
    "requests_offered": 1272,
    "offer_rate": 1272 / 1284,
    "requests_accepted": 1000,
    "accept_rate": 1000 / 1272,
    "requests_completed": 955,
    "match_completion_rate": 0.955,
    "feedback_given": 1430,
    "feedback_rate": 1430 / 1910,
    "users_registered": 33,
    "communities": 3,
    "members_per_community_mean": 31.04,
    "members_per_community_max": 32,
    "memberships_per_user_mean": 2.818,
    "splits_executed": 1,
    "fusions_executed": 0,
    "karma_mean": 2772.7,
    "karma_gini": 0.273,
    "obligations_answered_rate": 0.9234,
}
SHOWN = """\
what became of the requests
  posted              1,284
  with an offer       1,272  99.1 % of those posted
  with a helper       1,000  78.6 % of those with an offer
  completed             955  95.5 % of those with a helper
  feedback written    1,430  74.9 % of two for each completed one

people       33 registered
communities  3 with 31.0 members on average, 32 in the largest; 2.8 memberships a person
             splits 1, fusions 0
karma        2,772.7 a person; Gini 0.27 (0: all have the same, 1: one has all)
answers      92.3 % came within three days"""


def test_it_shows_the_funnel_the_communities_and_the_karma() -> None:
    assert overview(WEEK) == SHOWN


def test_each_step_of_the_funnel_is_a_measure() -> None:
    named = {name for _, count, rate, _ in FUNNEL for name in (count, rate) if name is not None}

    assert named <= MEASURE_NAMES
    assert set(WEEK) <= MEASURE_NAMES


@pytest.mark.parametrize("value", [{}, dict.fromkeys(WEEK)], ids=["unknown", "nothing to measure"])
def test_what_is_not_known_is_a_dash(value: dict[str, None]) -> None:
    shown = overview(value)

    assert "  posted                  -\n" in shown
    assert "answers      - came within three days" in shown


def test_a_run_begins_with_it(terminal: Terminal) -> None:
    told = terminal("run", "quiet_week", "--days", "0.5", "--quiet")
    first, blank, funnel, *_ = told.out.splitlines()

    assert first.startswith("0.5 virtual days, ")
    assert (blank, funnel) == ("", "what became of the requests")
