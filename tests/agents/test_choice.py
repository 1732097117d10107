"""Choosing: who joins first, which candidates there are, what they weigh, and the draw."""

from typing import Any

from adapters.entities import Standing
from agents.actions import ACTIONS
from agents.choice import Choice
from tests.agents.settings import scenario
from tests.agents.stage import scripted

CONTENT = Standing(communities=1, live_requests=0, offers_to_accept=0, matches_to_complete=0)
NEWCOMER = Standing(communities=0, live_requests=0, offers_to_accept=1, matches_to_complete=1)
ASKED = Standing(communities=1, live_requests=1, offers_to_accept=0, matches_to_complete=0)
OFFERED = Standing(communities=1, live_requests=0, offers_to_accept=1, matches_to_complete=0)
MATCHED = Standing(communities=1, live_requests=0, offers_to_accept=0, matches_to_complete=1)
NOTHING_COMMON: dict[str, float] = {}


def weights(profile: str, standing: Standing, **parts: Any) -> dict[str, float]:
    """The candidates of a member by name, with their weights."""
    choice = Choice(scenario(**{"common_actions": NOTHING_COMMON, **parts}), ACTIONS)
    return {action.name: weight for action, weight in choice.candidates(profile, standing)}


def test_whoever_has_no_community_joins_one_before_anything_else() -> None:
    choice = Choice(scenario(), ACTIONS)

    action = choice.choose("helper", NEWCOMER, scripted())  # nothing is drawn

    assert action is ACTIONS["join_community"]


def test_where_a_scenario_does_not_ask_for_it_nobody_has_to_join_first() -> None:
    choice = Choice(scenario(join_first=False, common_actions=NOTHING_COMMON), ACTIONS)

    action = choice.choose("helper", NEWCOMER, scripted(0.99))

    assert action is not ACTIONS["join_community"]


def test_candidates_are_the_profiles_own_actions_in_the_order_of_the_list() -> None:
    own = weights("asker", CONTENT)

    assert list(own.items()) == [("create_request", 0.5), ("accept_offer", 0.7)]


def test_common_actions_are_candidates_of_everybody() -> None:
    common = {"join_community": 0.05}

    everybody = [weights(who, CONTENT, common_actions=common) for who in ("helper", "asker")]

    assert [one["join_community"] for one in everybody] == [0.05, 0.05]


def test_a_common_weight_is_added_to_the_own_one() -> None:
    both = weights("helper", CONTENT, common_actions={"offer_help": 0.25})

    assert both["offer_help"] == 0.6 + 0.25


def test_actions_of_weight_zero_are_left_out() -> None:
    idle = {"idle": {"share": 1.0, "actions": {"offer_help": 0.0, "create_request": 0.5}}}

    assert weights("idle", CONTENT, profiles=idle) == {"create_request": 0.5}


def test_an_answer_that_is_due_adds_the_largest_weight_of_any_profile() -> None:
    due = weights("helper", OFFERED)

    assert due["accept_offer"] == 0.3 + 0.7


def test_an_answer_is_due_whatever_the_profile() -> None:
    profiles = {
        "helper": {"share": 0.5, "actions": {"offer_help": 0.5}},
        "closer": {"share": 0.5, "actions": {"complete_match": 0.4}},
    }

    due = weights("helper", MATCHED, profiles=profiles)

    assert due == {"offer_help": 0.5, "complete_match": 0.4}


def test_the_weight_of_obligations_can_be_set() -> None:
    due = weights("asker", OFFERED, obligations={"weight": 2.0})

    assert due["accept_offer"] == 0.7 + 2.0


def test_with_obligations_off_nothing_is_added() -> None:
    due = weights("helper", OFFERED, obligations={"enabled": False})

    assert due["accept_offer"] == 0.3


def test_an_own_live_request_multiplies_the_weight_of_answers() -> None:
    affine = weights("asker", ASKED)

    assert affine == {"create_request": 0.5, "accept_offer": 0.7 * 2}


def test_affinity_multiplies_obligations_too() -> None:
    both = Standing(communities=1, live_requests=1, offers_to_accept=1, matches_to_complete=0)

    assert weights("helper", both)["accept_offer"] == (0.3 + 0.7) * 2


def test_factor_and_actions_of_affinity_can_be_set() -> None:
    affinity = {"factor": 3.0, "actions": ("create_request",)}

    affine = weights("asker", ASKED, affinity=affinity)

    assert affine == {"create_request": 0.5 * 3, "accept_offer": 0.7}


def test_one_draw_decides_by_weight() -> None:
    choice = Choice(scenario(common_actions=NOTHING_COMMON), ACTIONS)
    boundary = 0.5 / (0.5 + 0.7)

    names = [
        choice.choose("asker", CONTENT, scripted(draw))
        for draw in (0.0, boundary - 0.001, boundary + 0.001, 0.999)
    ]

    asks, accepts = ACTIONS["create_request"], ACTIONS["accept_offer"]
    assert names == [asks, asks, accepts, accepts]


def test_a_profile_without_candidates_chooses_nothing() -> None:
    idle = {"idle": {"share": 1.0, "actions": {"offer_help": 0.0}}}
    parts = {"profiles": idle | {"busy": {"share": 0.0, "actions": {"offer_help": 1.0}}}}
    choice = Choice(scenario(common_actions=NOTHING_COMMON, **parts), ACTIONS)

    assert choice.choose("idle", CONTENT, scripted()) is None


def test_what_is_not_chooseable_is_never_a_candidate() -> None:
    everything = {"helper": {"share": 1.0, "actions": dict.fromkeys(ACTIONS, 1.0)}}

    assert "register" not in weights("helper", CONTENT, profiles=everything)
