"""Answering dibs: which ones, what is read first, and what becomes of each."""

from datetime import timedelta

import pytest

from adapters.entities import RequestStatus
from agents.actions.answer_dibs import ACTION
from agents.facts import DibsAccepted, DibsDeclined
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town

CONSIDER_S = (5.0, 15.0)
JUST_BELOW, AT = 0.69, 0.7
"""Draws beside the chance to accept, 0.7."""


def town_with_a_community() -> tuple[Town, str]:
    town = Town()
    return town, town.community("Repair Café", "rosa", "omar", "ines")


def test_the_nominee_accepts_when_the_draw_is_below_the_chance() -> None:
    town, place = town_with_a_community()
    dibs = town.asked("rosa", "omar", place)
    omar = town.somebody("omar", JUST_BELOW)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.facts == [DibsAccepted(dibs.id, dibs.request_id)]
    assert town.request_status(dibs.request_id) == "matched"


def test_the_nominee_declines_when_the_draw_reaches_the_chance() -> None:
    town, place = town_with_a_community()
    dibs = town.asked("rosa", "omar", place)
    omar = town.somebody("omar", AT)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.facts == [DibsDeclined(dibs.id, dibs.request_id)]
    assert town.request_status(dibs.request_id) == "open"


def test_the_request_is_read_just_before_it_is_answered() -> None:
    town, place = town_with_a_community()
    dibs = town.asked("rosa", "omar", place)
    omar = town.somebody("omar", FIRST)

    omar.does(ACTION)

    assert omar.story == ["pending_dibs", "think", "get_request", "accept_dibs"]
    assert omar.thoughts == [CONSIDER_S]
    assert omar.asked[-1] == ("accept_dibs", (dibs.id,), {})


@pytest.mark.parametrize("status", ["open", "matched", "completed", "cancelled"])
def test_a_dibs_whose_request_went_another_way_is_left_alone(status: RequestStatus) -> None:
    town, place = town_with_a_community()
    dibs = town.asked("rosa", "omar", place)
    town.platform.store.set_request_status(town.platform.store.requests[dibs.request_id], status)
    omar = town.somebody("omar")

    outcome = omar.does(ACTION)

    assert outcome == skipped("went_another_way")
    assert omar.operations == ["pending_dibs", "get_request"]


def test_no_more_than_the_most_are_answered_in_a_turn() -> None:
    town, place = town_with_a_community()
    for _ in range(3):
        town.asked("rosa", "omar", place)
    omar = town.somebody("omar", FIRST, FIRST)

    omar.does(ACTION, most=2)

    assert omar.operations.count("accept_dibs") == 2


def test_without_a_dibs_the_turn_is_skipped() -> None:
    town, _ = town_with_a_community()

    assert town.somebody("omar").does(ACTION) == skipped("no_dibs")


def test_a_dibs_whose_time_ran_out_is_left_to_the_platform() -> None:
    town, place = town_with_a_community()
    town.asked("rosa", "omar", place)
    town.time += timedelta(hours=24)
    omar = town.somebody("omar")

    assert omar.does(ACTION) == skipped("no_dibs")


def test_dibs_of_strangers_are_left_alone() -> None:
    town, place = town_with_a_community()
    town.asked("rosa", "omar", place)
    omar = town.somebody("omar", strangers=frozenset({town.account("rosa").id}))

    assert omar.does(ACTION) == skipped("no_dibs")


def test_a_pending_dibs_is_an_obligation_of_the_nominee() -> None:
    town, place = town_with_a_community()
    town.asked("rosa", "omar", place)

    due = [name for name in ("rosa", "omar") if ACTION.waits and ACTION.waits(town.standing(name))]

    assert due == ["omar"]
