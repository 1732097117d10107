"""The list of actions: each name once, in order, and every action with its whole card."""

import pytest

from agents.action import Action
from agents.actions import ACTIONS
from agents.registry import listed

PARTS = ("Who:", "When:", "Calls:", "Chances:", "Takes:", "Leaves:", "Outcomes:")


def test_actions_are_listed_by_name_in_the_given_order() -> None:
    offer, join = ACTIONS["offer_help"], ACTIONS["join_community"]

    assert list(listed(offer, join)) == ["offer_help", "join_community"]


def test_a_second_action_of_the_same_name_is_refused() -> None:
    offer = ACTIONS["offer_help"]

    with pytest.raises(ValueError, match='two actions are called "offer_help"; names are unique'):
        listed(offer, ACTIONS["join_community"], offer)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_every_card_is_whole(action: Action) -> None:
    headings = [line.split(":", 1)[0] + ":" for line in action.card.splitlines()]

    assert [part for part in PARTS if part in headings] == list(PARTS)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_an_action_is_called_like_its_file_and_its_coroutine(action: Action) -> None:
    module, coroutine = action.perform.__module__, getattr(action.perform, "__name__", "")

    assert module == f"agents.actions.{action.name}"
    assert coroutine == action.name


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_the_summary_is_one_sentence(action: Action) -> None:
    assert action.summary.endswith(".")
    assert action.card.startswith(action.summary)
