"""Asking somebody first: which request, whom, and what is looked at before."""

from datetime import timedelta

import pytest

from adapters.errors import Refused
from agents.actions.call_dibs import ACTION
from agents.facts import DibsCalled
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town, ended

CHOOSE_S = (5.0, 15.0)


def town_with_a_past() -> tuple[Town, str]:
    """A town in whose community omar has helped rosa."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar", "ines")
    town.helped("rosa", "omar", place)
    return town, place


def test_the_requester_asks_a_past_helper_about_a_fresh_request() -> None:
    town, place = town_with_a_past()
    request = town.request("rosa", place)
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    [dibs] = town.platform.store.dibs.rows.values()
    assert outcome == DONE
    assert (dibs.request.id, dibs.provider_user.name) == (request.id, "Omar")
    assert rosa.facts == [DibsCalled(dibs.id, request.id)]


def test_the_request_is_read_just_before() -> None:
    town, place = town_with_a_past()
    town.request("rosa", place)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert rosa.story == ["list_requests", "list_matches", "think", "get_request", "call_dibs"]
    assert rosa.thoughts == [CHOOSE_S]


def test_each_past_helper_may_be_drawn_once() -> None:
    town, place = town_with_a_past()
    town.helped("rosa", "omar", place)
    town.helped("rosa", "ines", place)
    town.request("rosa", place)
    rosa = town.somebody("rosa", 0.5)

    rosa.does(ACTION)

    [dibs] = town.platform.store.dibs.rows.values()
    assert dibs.provider_user.name == "Omar"


def test_an_old_request_is_not_asked_about() -> None:
    town, place = town_with_a_past()
    town.request("rosa", place)
    town.time += timedelta(hours=12, minutes=1)

    assert town.somebody("rosa").does(ACTION) == skipped("no_fresh_request")


def test_who_was_only_helped_by_the_member_is_not_asked() -> None:
    town, place = town_with_a_past()
    town.request("omar", place)

    assert town.somebody("omar").does(ACTION) == skipped("nobody_fits")


def test_help_of_another_type_does_not_fit() -> None:
    town, place = town_with_a_past()
    request = town.request("rosa", place)
    row = town.platform.store.requests[request.id]
    row.request_type, row.view = "borrow", None

    assert town.somebody("rosa").does(ACTION) == skipped("nobody_fits")


def test_strangers_are_not_asked() -> None:
    town, place = town_with_a_past()
    town.request("rosa", place)
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("nobody_fits")


def test_a_service_without_anybody_on_duty_is_left() -> None:
    town, place = town_with_a_past()
    town.request("rosa", place)
    for row in town.platform.store.requests.values():
        row.request_type, row.view = "service", None
    for match in town.platform.store.matches.values():
        match.view = None
    rosa = town.somebody("rosa", FIRST)

    assert rosa.does(ACTION) == skipped("nobody_on_duty")
    assert rosa.operations[-1] == "dibs_candidate"


def test_a_request_that_was_taken_meanwhile_is_left() -> None:
    town, place = town_with_a_past()
    request = town.request("rosa", place)

    def taken() -> None:
        town.accept("rosa", town.offer("ines", request))

    rosa = town.somebody("rosa", LAST, just_before={"get_request": taken})

    assert rosa.does(ACTION) == skipped("not_open_any_more")
    assert rosa.operations[-1] == "get_request"


def test_a_second_ask_about_the_same_request_is_a_refusal() -> None:
    town, place = town_with_a_past()
    request = town.request("rosa", place)
    dibs = ended(town.port("rosa").call_dibs(request.id, town.account("omar").id))
    ended(town.port("omar").decline_dibs(dibs.id))
    rosa = town.somebody("rosa", FIRST)

    with pytest.raises(Refused, match="DIBS_ALREADY_SENT"):
        rosa.does(ACTION)

    assert rosa.facts == []
