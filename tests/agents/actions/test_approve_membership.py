"""Letting people in: who may, where, how many, and what is looked at before."""

import pytest

from adapters.errors import Refused
from agents.actions.approve_membership import ACTION
from agents.facts import MembershipApproved
from agents.outcome import DONE, skipped
from tests.agents.council import Council
from tests.agents.stage import FIRST

CONSIDER_S = (5.0, 15.0)


def test_an_admin_lets_in_who_waits() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar")
    ada = town.somebody("ada", FIRST)

    outcome = ada.does(ACTION)

    assert outcome == DONE
    assert town.members(place) == ["ada", "omar"]
    assert ada.facts == [MembershipApproved(place, town.account("omar").id)]


def test_who_is_in_is_counted_before_anybody_is_let_in() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar")
    ada = town.somebody("ada", FIRST)

    ada.does(ACTION)

    reads = ["my_communities", "list_members", "list_members"]
    assert ada.story == [*reads, "think", "approve_member"]
    assert ada.asked[1:3] == [
        ("list_members", (place, "pending"), {}),
        ("list_members", (place,), {}),
    ]
    assert ada.thoughts == [CONSIDER_S]


def test_a_moderator_lets_people_in_too() -> None:
    town = Council()
    place = town.private("Garden", "ada", "rosa", "omar")
    town.somebody("ada", FIRST).does(ACTION, most=1)
    town.promote(place, "rosa", "moderator")

    assert town.somebody("rosa", FIRST).does(ACTION) == DONE
    assert town.members(place) == ["ada", "rosa", "omar"]


def test_an_ordinary_member_leads_nothing() -> None:
    town = Council()
    town.community("Repair Café", "ada", "omar")

    assert town.somebody("omar").does(ACTION) == skipped("leads_nothing")


def test_where_nobody_waits_the_turn_is_skipped() -> None:
    town = Council()
    town.community("Repair Café", "ada", "omar")

    assert town.somebody("ada", FIRST).does(ACTION) == skipped("nobody_waits")


def test_strangers_are_left_to_real_admins() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar")
    ada = town.somebody("ada", FIRST, strangers=frozenset({town.account("omar").id}))

    assert ada.does(ACTION) == skipped("nobody_waits")
    assert town.members(place, "pending") == ["omar"]


def test_those_who_waited_longest_get_the_last_places() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar", "rosa", "ines", max_members=3)

    town.somebody("ada", FIRST).does(ACTION)

    assert town.members(place) == ["ada", "omar", "rosa"]
    assert town.members(place, "pending") == ["ines"]


def test_a_full_community_lets_nobody_in() -> None:
    town = Council()
    town.private("Garden", "ada", "omar", "rosa", max_members=2)
    town.somebody("ada", FIRST).does(ACTION)
    ada = town.somebody("ada", FIRST)

    assert ada.does(ACTION) == skipped("no_room")
    assert "approve_member" not in ada.operations


def test_no_more_than_the_most_are_let_in_a_turn() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar", "rosa", "ines")

    town.somebody("ada", FIRST).does(ACTION, most=2)

    assert town.members(place, "pending") == ["ines"]


def test_private_communities_are_looked_at_rather_than_public_ones() -> None:
    town = Council()
    place = town.private("Garden", "ada", "omar")
    town.community("Repair Café", "ada")

    assert town.somebody("ada", FIRST).does(ACTION, places=1) == DONE
    assert town.members(place) == ["ada", "omar"]


def test_a_refusal_rises_and_keeps_what_was_done() -> None:
    town = Council()
    town.private("Garden", "ada", "omar")
    full = {"approve_member": Refused(400, "COMMUNITY_FULL")}
    ada = town.somebody("ada", FIRST, refusals=full)

    with pytest.raises(Refused, match="COMMUNITY_FULL"):
        ada.does(ACTION)
    assert ada.facts == []


def test_it_is_due_to_those_who_lead_while_somebody_waits_and_there_is_room() -> None:
    town = Council()
    town.private("Garden", "ada", "omar", "rosa", max_members=2)
    waits = ACTION.waits
    assert waits is not None
    before = [waits(town.standing(name)) for name in ("ada", "omar")]
    town.somebody("ada", FIRST).does(ACTION)

    assert before == [True, False]
    assert not waits(town.standing("ada"))
