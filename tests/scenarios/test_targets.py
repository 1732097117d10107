"""The library's scenarios carry what they are built for as expectations."""

from typing import Any

import pytest

from tests.scenarios.scenario_files import loaded

REFERENCE: dict[str, dict[str, float]] = {
    "memberships_per_user_mean": {"at_least": 5, "at_most": 6},
    "members_per_community_mean": {"above": 60, "below": 90},
    "match_completion_rate": {"at_least": 0.5},
    "requests_open_per_user_max": {"at_most": 2},
    "split_unproposed_longest_d": {"at_most": 7},
    "split_vote_passed_rate": {"at_least": 0.8},
    "action_kinds_never_done": {"at_most": 0},
}
EVERYTHING: dict[str, dict[str, float]] = {
    "action_kinds_never_done": {"at_most": 0},
    "requests_expired": {"above": 0},
    "limit_stops_communities": {"above": 0},
    "limit_stops_memberships": {"above": 0},
    "limit_stops_open_requests": {"above": 0},
    "members_per_community_peak": {"at_least": 150, "at_most": 150},
}
FISSION: dict[str, dict[str, float]] = {
    "splits_executed": {"above": 0},
    "split_unproposed_longest_d": {"at_most": 7},
}
TARGETS = {"reference": REFERENCE, "everything": EVERYTHING, "fission": FISSION}


def expected(name: str) -> dict[str, Any]:
    expectations = loaded(name).scenario.expectations
    return {key: one.model_dump(exclude_none=True) for key, one in expectations.items()}


@pytest.mark.parametrize("name", TARGETS)
def test_a_scenario_expects_what_it_is_built_for(name: str) -> None:
    expectations = expected(name)

    assert {key: expectations.get(key) for key in TARGETS[name]} == TARGETS[name]


def test_everything_reaches_the_caps_that_it_sets_and_those_of_the_reference() -> None:
    scenario, reference = loaded("everything").scenario, loaded("reference").scenario
    expectations = expected("everything")

    assert scenario.limits == reference.limits
    assert expectations["communities_peak"] == {"at_least": scenario.limits.communities}
    for measure, cap in (
        ("users_registered", scenario.growth.max_users),
        ("arrivals_per_day_max", scenario.growth.max_per_day),
    ):
        assert expectations[measure] == {"at_least": cap, "at_most": cap}


def test_the_reference_posts_no_more_than_its_limit() -> None:
    scenario = loaded("reference").scenario

    assert expected("reference")["requests_open_per_user_max"] == {
        "at_most": scenario.limits.open_requests
    }
