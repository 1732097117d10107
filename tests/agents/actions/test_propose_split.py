"""Proposing a split: when a community is too large, and what its halves are called."""

import pytest

from adapters.errors import Refused
from agents.actions.propose_split import ACTION
from agents.facts import SplitProposed
from agents.outcome import DONE, skipped
from tests.agents.meeting import A, Meeting


def large(members: int = 140) -> Meeting:
    here = Meeting()
    here.grow(members)
    return here


def test_an_admin_proposes_two_halves_of_140_members() -> None:
    here = large()
    rosa = here.town.somebody("rosa")

    outcome = rosa.does(ACTION)

    [split] = here.town.platform.store.proposals.splits.values()
    assert outcome == DONE
    assert (split.group_a_name, split.group_b_name) == (f"{A} — Group A", f"{A} — Group B")
    assert rosa.facts == [SplitProposed(split.id, here.a)]


def test_it_looks_first_and_writes_for_a_while() -> None:
    rosa = large().town.somebody("rosa")

    rosa.does(ACTION)

    assert rosa.story == [
        "my_communities",
        "get_community",
        "list_communities",
        "list_members",
        "think",
        "propose_split",
    ]
    assert rosa.thoughts == [(10.0, 25.0)]


def test_139_members_stay_together() -> None:
    rosa = large(139).town.somebody("rosa")

    assert rosa.does(ACTION) == skipped("nothing_too_large")
    assert rosa.operations == ["my_communities"]


def test_the_size_can_be_set() -> None:
    assert Meeting().town.somebody("rosa").does(ACTION, members=3) == DONE


def test_a_split_on_the_table_is_enough() -> None:
    here = large()
    here.split()

    assert here.town.somebody("rosa").does(ACTION) == skipped("nothing_too_large")


def test_members_propose_nothing() -> None:
    assert large().town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_names_that_are_taken_are_left_alone() -> None:
    here = large()
    here.town.community(f"{A} — GROUP B", "omar")

    assert here.town.somebody("rosa").does(ACTION) == skipped("names_taken")


def test_strangers_are_not_moved_about() -> None:
    here = large()
    rosa = here.town.somebody("rosa", strangers=here.stranger("liam"))

    assert rosa.does(ACTION) == skipped("strangers_inside")


def test_another_admin_may_be_faster() -> None:
    here = large()
    rosa = here.town.somebody("rosa", just_before={"propose_split": here.split})

    with pytest.raises(Refused, match="CONFLICT"):
        rosa.does(ACTION)


def test_a_community_that_is_too_large_is_an_obligation_of_its_admin() -> None:
    here = large()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("rosa", "liam", "omar")]
    here.split()

    assert before == [True, False, False]
    assert not waits(here.town.standing("rosa"))
