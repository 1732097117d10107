"""Ratifying: which nominations, and when they are done with."""

import pytest

from adapters.errors import Refused
from agents.actions.ratify_nomination import ACTION
from agents.facts import NominationRatified
from agents.outcome import DONE, skipped
from tests.agents.council import Council
from tests.agents.stage import FIRST

CONSIDER_S = (5.0, 15.0)


def nominated() -> tuple[Council, str, str]:
    """Ada nominates omar; rosa, ines and noor can ratify."""
    town = Council()
    place = town.community("Garden", "ada", "omar", "rosa", "ines", "noor")
    town.trust(place, "omar", "rosa")
    return town, place, town.nominate(place, "ada", "omar")


def test_a_member_speaks_for_a_pending_nomination() -> None:
    town, place, nomination = nominated()
    rosa = town.somebody("rosa", FIRST)

    outcome = rosa.does(ACTION)

    assert outcome == DONE
    assert rosa.facts == [NominationRatified(nomination, place, False)]
    assert rosa.story == ["my_communities", "governance_state", "think", "ratify_nomination"]
    assert rosa.asked[-1] == ("ratify_nomination", (place, nomination), {})
    assert rosa.thoughts == [CONSIDER_S]


def test_the_last_voice_needed_gives_the_role() -> None:
    town, place, nomination = nominated()
    for name in ("rosa", "ines"):
        town.ratify(place, name, nomination)
    noor = town.somebody("noor", FIRST)

    noor.does(ACTION)

    assert noor.facts == [NominationRatified(nomination, place, True)]
    assert town.platform.store.members[place, town.account("omar").id].role == "moderator"


@pytest.mark.parametrize("name", ["ada", "omar"])
def test_nominator_and_nominee_leave_it_to_others(name: str) -> None:
    town, _, _ = nominated()

    assert town.somebody(name, FIRST).does(ACTION) == skipped("nothing_to_ratify")


def test_nobody_speaks_twice() -> None:
    town, place, nomination = nominated()
    town.ratify(place, "rosa", nomination)

    assert town.somebody("rosa", FIRST).does(ACTION) == skipped("nothing_to_ratify")


def test_nominations_of_strangers_are_left_to_real_people() -> None:
    town, _, _ = nominated()
    rosa = town.somebody("rosa", FIRST, strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("nothing_to_ratify")


def test_no_more_than_some_communities_are_looked_at() -> None:
    town, _, _ = nominated()
    for number in range(4):
        town.community(f"Lane {number}", "rosa")
    rosa = town.somebody("rosa", FIRST, FIRST, FIRST)

    assert rosa.does(ACTION) == skipped("nothing_to_ratify")
    assert rosa.operations.count("governance_state") == 3


def test_who_belongs_nowhere_ratifies_nothing() -> None:
    assert Council().somebody("rosa").does(ACTION) == skipped("no_community")


def test_a_refusal_rises() -> None:
    town, _, _ = nominated()
    rosa = town.somebody("rosa", FIRST, refusals={"ratify_nomination": Refused(404)})

    with pytest.raises(Refused, match="NOT_FOUND"):
        rosa.does(ACTION)
    assert rosa.facts == []


def test_it_is_due_until_one_has_spoken() -> None:
    town, _, _ = nominated()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(town.standing(name)) for name in ("ada", "omar", "rosa")]
    town.somebody("rosa", FIRST).does(ACTION)

    assert before == [False, False, True]
    assert not waits(town.standing("rosa"))
