"""Leaving: which community, and when not."""

import pytest

from adapters.errors import Refused
from agents.actions.leave_community import ACTION
from agents.facts import CommunityLeft
from agents.outcome import DONE, skipped
from tests.agents.council import Council
from tests.agents.stage import FIRST, LAST

REFLECT_S = (10.0, 30.0)


def test_a_member_of_two_communities_leaves_one() -> None:
    town = Council()
    stays = town.community("Garden", "ada", "omar")
    left = town.community("Repair Café", "ada", "omar")
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.facts == [CommunityLeft(left)]
    assert omar.story == ["my_communities", "think", "leave_community"]
    assert omar.thoughts == [REFLECT_S]
    assert (town.members(left), town.members(stays)) == (["ada"], ["ada", "omar"])


def test_nobody_leaves_the_only_community() -> None:
    town = Council()
    town.community("Garden", "ada", "omar")

    assert town.somebody("omar").does(ACTION) == skipped("only_membership")


def test_the_only_admin_stays() -> None:
    town = Council()
    for name in ("Garden", "Repair Café"):
        town.community(name, "ada", "omar")
    ada = town.somebody("ada", FIRST)

    assert ada.does(ACTION) == skipped("only_admin")
    assert ada.operations == ["my_communities", "list_members"]


def test_one_of_two_admins_leaves() -> None:
    town = Council()
    place = town.community("Garden", "ada", "omar")
    town.community("Repair Café", "ada")
    town.promote(place, "omar", "admin")

    assert town.somebody("ada", LAST).does(ACTION) == DONE
    assert town.members(place) == ["omar"]


def test_a_refusal_leaves_no_fact() -> None:
    town = Council()
    for name in ("Garden", "Repair Café"):
        town.community(name, "ada", "omar")
    omar = town.somebody("omar", FIRST, refusals={"leave_community": Refused(400)})

    with pytest.raises(Refused):
        omar.does(ACTION)
    assert omar.facts == []
