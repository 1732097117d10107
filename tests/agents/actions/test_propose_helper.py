"""Proposing a helper: who may, for which request, and whom."""

import pytest

from adapters.errors import Refused
from agents.actions.propose_helper import ACTION
from agents.facts import HelperProposed
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town, ended

CHOOSE_S = (5.0, 15.0)


def town_with_a_request() -> tuple[Town, str, str]:
    """A community that ada leads, with an open request of rosa."""
    town = Town()
    place = town.community("Repair Café", "ada", "rosa", "omar")
    return town, place, town.request("rosa", place).id


def test_an_admin_proposes_a_member_who_is_not_the_requester() -> None:
    town, _, request = town_with_a_request()
    ada = town.somebody("ada", FIRST, FIRST, FIRST)

    outcome = ada.does(ACTION)

    [match] = town.platform.store.matches.values()
    assert outcome == DONE
    assert (match.responder.name, match.admin_proposed) == ("Omar", True)
    assert ada.facts == [HelperProposed(match.id, request)]


def test_the_request_is_read_just_before() -> None:
    town, place, _ = town_with_a_request()
    ada = town.somebody("ada", FIRST, FIRST, LAST)

    ada.does(ACTION)

    reads = ["my_communities", "list_requests", "list_members", "think", "get_request"]
    assert ada.story == [*reads, "propose_match"]
    assert ada.asked[1] == ("list_requests", (30,), {"status": "open", "community_id": place})
    assert ada.thoughts == [CHOOSE_S]


def test_a_moderator_proposes_too() -> None:
    town, place, _ = town_with_a_request()
    town.platform.store.members[place, town.account("omar").id].role = "moderator"
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    assert omar.does(ACTION) == DONE


def test_an_ordinary_member_leads_nothing() -> None:
    town, _, _ = town_with_a_request()

    assert town.somebody("omar").does(ACTION) == skipped("leads_nothing")


def test_without_an_open_request_the_turn_is_skipped() -> None:
    town = Town()
    town.community("Repair Café", "ada", "omar")

    assert town.somebody("ada", FIRST).does(ACTION) == skipped("no_open_request")


def test_where_only_requester_and_admin_are_there_is_nobody_to_propose() -> None:
    town = Town()
    town.request("rosa", town.community("Repair Café", "ada", "rosa"))

    assert town.somebody("ada", FIRST, FIRST).does(ACTION) == skipped("nobody_to_propose")


def test_strangers_are_neither_helped_nor_proposed() -> None:
    town, _, _ = town_with_a_request()
    rosa, omar = (frozenset({town.account(name).id}) for name in ("rosa", "omar"))

    asked = town.somebody("ada", FIRST, strangers=rosa).does(ACTION)
    proposed = town.somebody("ada", FIRST, FIRST, strangers=omar).does(ACTION)

    assert (asked, proposed) == (skipped("no_open_request"), skipped("nobody_to_propose"))


def test_a_request_that_was_taken_meanwhile_is_left() -> None:
    town, _, request = town_with_a_request()

    def taken() -> None:
        offer = ended(town.port("omar").offer_help(request))
        town.accept("rosa", offer)

    ada = town.somebody("ada", FIRST, FIRST, FIRST, just_before={"get_request": taken})

    assert ada.does(ACTION) == skipped("not_open_any_more")


def test_a_helper_who_offered_already_is_a_refusal() -> None:
    town, _, request = town_with_a_request()
    ended(town.port("omar").offer_help(request))
    ada = town.somebody("ada", FIRST, FIRST, FIRST)

    with pytest.raises(Refused, match="CONFLICT"):
        ada.does(ACTION)

    assert ada.facts == []
