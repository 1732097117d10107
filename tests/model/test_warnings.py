"""Warnings: what a reader of a summary should look at first."""

from model.warnings import in_words, warnings
from tests.model.world import scenario

NOTHING = {"members_per_community_max": None, "karma_seen_rate": None}
MANY = {"create_request": {"done": 10_000, "skipped": 0, "refused": 0, "failed": 0, "reasons": {}}}
DONE = {"done": 1, "skipped": 0, "refused": 0, "failed": 0, "reasons": {}}
ONE_ACTION = (
    "common_actions.join_community=0",
    "profiles={regular: {share: 1, actions: {offer_help: 1, create_request: 0}}}",
)


def test_an_action_with_a_weight_that_nobody_tried_is_named() -> None:
    said = warnings(scenario(*ONE_ACTION), MANY, NOTHING, {})

    assert said == ["offer_help has a weight, and nobody ever tried it"]


def test_in_a_short_run_what_nobody_tried_says_nothing() -> None:
    assert warnings(scenario(*ONE_ACTION), {}, NOTHING, {}) == []


def test_an_action_that_never_succeeded_is_named_with_its_reasons() -> None:
    row = DONE | {"done": 0, "refused": 20, "reasons": {"REQUEST_NOT_OPEN": 15, "OWN_REQUEST": 5}}

    said = warnings(scenario(*ONE_ACTION), {"offer_help": row}, NOTHING, {})

    assert said == [
        "offer_help was tried 20 times and never done: REQUEST_NOT_OPEN 15, OWN_REQUEST 5"
    ]


def test_a_few_tries_without_success_say_nothing() -> None:
    row = DONE | {"done": 0, "refused": 19, "reasons": {"OWN_REQUEST": 19}}

    assert warnings(scenario(*ONE_ACTION), {"offer_help": row}, NOTHING, {}) == []


def test_an_expectation_that_is_not_met_is_told_with_its_value() -> None:
    missed = {"target": {"above": 0.5}, "value": 0.25, "met": False}

    said = warnings(
        scenario(*ONE_ACTION), {"offer_help": DONE}, NOTHING, {"completion_rate": missed}
    )

    assert said == ["completion_rate is 0.25, expected above 0.5"]


def test_a_community_above_150_is_told() -> None:
    measures = NOTHING | {"members_per_community_max": 151}

    said = warnings(scenario(*ONE_ACTION), {"offer_help": DONE}, measures, {})

    assert said == ["a community has 151 members, more than 150"]


def test_where_all_is_well_nothing_is_said() -> None:
    measures = NOTHING | {"members_per_community_max": 150, "karma_seen_rate": 0.1}

    assert warnings(scenario(*ONE_ACTION), {"offer_help": DONE}, measures, {}) == []


def test_karma_that_never_comes_is_told() -> None:
    measures = NOTHING | {"karma_seen_rate": 0.0}

    said = warnings(scenario(*ONE_ACTION), {"offer_help": DONE}, measures, {})

    assert said == ["people with completed matches looked at their standing, and none saw karma"]


def test_bounds_are_told_in_words() -> None:
    assert in_words({"at_least": 5.0, "below": 6.5}) == "at least 5 and below 6.5"
