"""Proposing a fusion: of which communities, and when not."""

import pytest

from adapters.errors import Refused
from agents.actions.propose_fusion import ACTION
from agents.facts import FusionProposed
from agents.outcome import DONE, skipped
from tests.agents.meeting import A, B, Meeting
from tests.agents.stage import FIRST


def test_an_admin_proposes_to_merge_with_a_small_neighbour() -> None:
    here = Meeting()
    rosa = here.town.somebody("rosa", FIRST, FIRST)

    outcome = rosa.does(ACTION)

    [fusion] = here.town.platform.store.proposals.fusions.values()
    assert outcome == DONE
    assert fusion.merged_name == f"{A} & {B}"
    assert rosa.facts == [FusionProposed(fusion.id, here.a, here.b)]
    assert rosa.thoughts == [(10.0, 25.0)]


def test_a_community_of_15_is_not_small() -> None:
    here = Meeting()
    here.grow(15)

    assert here.town.somebody("rosa").does(ACTION) == skipped("leads_nothing_small")
    assert here.town.somebody("omar", FIRST).does(ACTION) == skipped("nobody_near")


def test_members_propose_nothing() -> None:
    assert Meeting().town.somebody("liam").does(ACTION) == skipped("leads_nothing_small")


@pytest.mark.parametrize(
    ("column", "value"),
    [("location", "There"), ("community_type", "group"), ("access_type", "private")],
)
def test_the_neighbour_is_of_the_same_kind_and_place_and_public(column: str, value: str) -> None:
    here = Meeting()
    setattr(here.town.platform.store.communities[here.b], column, value)

    assert here.town.somebody("rosa", FIRST).does(ACTION) == skipped("nobody_near")


def test_founders_whom_one_does_not_know_are_left_alone() -> None:
    here = Meeting()
    rosa = here.town.somebody("rosa", FIRST, strangers=here.stranger("omar"))

    assert rosa.does(ACTION) == skipped("nobody_near")


def test_strangers_are_not_moved_about() -> None:
    here = Meeting()
    rosa = here.town.somebody("rosa", FIRST, FIRST, strangers=here.stranger("ines"))

    assert rosa.does(ACTION) == skipped("strangers_inside")


@pytest.mark.parametrize("stage", ["fusion", "split"])
def test_a_proposal_on_the_table_is_enough(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()

    assert here.town.somebody("rosa", FIRST, FIRST).does(ACTION) == skipped("proposal_open")


def test_a_name_that_is_taken_is_left_alone() -> None:
    here = Meeting()
    third = here.town.community(f"{A} & {B}", "liam")
    here.town.platform.store.communities[third].location = "There"

    assert here.town.somebody("rosa", FIRST, FIRST).does(ACTION) == skipped("name_taken")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    rosa = here.town.somebody("rosa", FIRST, FIRST, just_before={"propose_fusion": here.fusion})

    with pytest.raises(Refused, match="CONFLICT"):
        rosa.does(ACTION)
