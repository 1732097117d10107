"""Offering help, complete: when a member offers, when not, and what karmyq hears of it."""

import pytest

from adapters.errors import Refused
from agents.actions.offer_help import ACTION
from agents.facts import HelpOffered
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town

READ_S, OPEN_S, WRITE_S = (5.0, 20.0), (3.0, 10.0), (5.0, 15.0)
JUST_BELOW, AT = 0.79, 0.8
"""Draws beside the chance to offer, 0.8."""


def test_a_regular_offers_when_the_draw_is_below_the_chance() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, JUST_BELOW)

    outcome = omar.does(ACTION)

    assert outcome == DONE


def test_a_regular_keeps_quiet_when_the_draw_reaches_the_chance() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, AT)

    outcome = omar.does(ACTION)

    assert outcome == skipped("changed_mind")
    assert "offer_help" not in omar.operations


def test_the_chance_can_be_set() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, LAST)

    outcome = omar.does(ACTION, offer_chance=1.0)

    assert outcome == DONE


def test_without_a_community_nothing_is_read() -> None:
    town = Town()
    omar = town.somebody("omar")

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_community")
    assert omar.operations == ["my_communities"]


def test_an_empty_board_ends_the_turn_without_thinking() -> None:
    town = Town()
    town.community("Repair Café", "rosa", "omar")
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_open_request")
    assert omar.thoughts == []


def test_own_requests_are_passed_over() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("omar", place)
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_open_request")


def test_strangers_are_left_alone() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, strangers=frozenset({town.account("rosa").id}))

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_open_request")


def test_a_request_that_is_offered_on_already_is_not_offered_on_again() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.offer("omar", town.request("rosa", place))
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_open_request")


def test_one_board_and_one_request_are_drawn() -> None:
    town = Town()
    older = town.community("Repair Café", "rosa", "omar")
    town.community("Seed Library", "rosa", "omar")
    first = town.request("rosa", older)
    town.request("rosa", older)
    omar = town.somebody("omar", LAST, LAST, FIRST)  # both lists come newest first

    omar.does(ACTION)

    assert omar.asked[1][2]["community_id"] == older
    assert omar.asked[2] == ("offer_help", (first.id,), {})


def test_the_board_is_asked_for_open_requests_and_no_more_than_a_page() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    omar = town.somebody("omar", FIRST)

    omar.does(ACTION, window=7)

    assert omar.asked == [
        ("my_communities", (), {}),
        ("list_requests", (7,), {"status": "open", "community_id": place}),
    ]


def test_reading_comes_before_choosing_and_writing_before_the_offer() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    omar.does(ACTION)

    reads = ["my_communities", "list_requests"]
    assert omar.story == [*reads, "think", "think", "think", "offer_help"]
    assert omar.thoughts == [READ_S, OPEN_S, WRITE_S]


def test_thinking_times_can_be_set() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    omar.does(ACTION, read_s=(1.0, 2.0), open_s=(3.0, 4.0), write_s=(5.0, 6.0))

    assert omar.thoughts == [(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]


def test_an_offer_leaves_a_fact_that_names_the_match_and_the_request() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    request = town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    omar.does(ACTION)

    [match_id] = town.platform.store.matches
    assert omar.facts == [HelpOffered(match_id, request.id)]


def test_a_platform_that_refuses_leaves_no_fact() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar", "ines")
    request = town.request("rosa", place)
    offer = town.offer("ines", request)
    faster = {"offer_help": lambda: town.accept("rosa", offer)}
    omar = town.somebody("omar", FIRST, FIRST, FIRST, just_before=faster)

    with pytest.raises(Refused, match="REQUEST_NOT_OPEN"):
        omar.does(ACTION)

    assert omar.facts == []


def test_an_offer_is_no_obligation() -> None:
    assert ACTION.waits is None
