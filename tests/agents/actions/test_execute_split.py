"""Carrying out a split."""

import pytest

from adapters.errors import Refused
from agents.actions.execute_split import ACTION
from agents.facts import SplitExecuted
from agents.outcome import DONE, skipped
from tests.agents.meeting import A, Meeting
from tests.agents.stage import ended


def test_an_admin_makes_two_communities_of_one() -> None:
    here = Meeting()
    split = here.approved_split()
    rosa = here.town.somebody("rosa")

    outcome = rosa.does(ACTION)

    [fact] = rosa.facts
    assert outcome == DONE
    assert isinstance(fact, SplitExecuted)
    assert (fact.split_id, fact.community_id) == (split, here.a)
    assert (fact.members_a, fact.members_b) == (2, 1)
    assert here.town.names([fact.child_a_id, fact.child_b_id]) == [f"{A} — 1", f"{A} — 2"]


def test_it_looks_first_and_afterwards() -> None:
    here = Meeting()
    here.approved_split()
    rosa = here.town.somebody("rosa")

    rosa.does(ACTION)

    assert rosa.story == [
        "my_communities",
        "get_community",
        "get_split",
        "think",
        "execute_split",
        "get_community",
        "get_community",
    ]


@pytest.mark.parametrize("stage", ["split", "split_vote", "fusion"])
def test_only_what_is_approved_is_carried_out(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()

    assert here.town.somebody("rosa").does(ACTION) == skipped("no_split")


def test_members_carry_nothing_out() -> None:
    here = Meeting()
    here.approved_split()

    assert here.town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_strangers_are_not_moved_about() -> None:
    here = Meeting()
    here.approved_split()
    rosa = here.town.somebody("rosa", strangers=here.stranger("ines"))

    assert rosa.does(ACTION) == skipped("strangers_inside")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    split = here.approved_split()
    execute = here.town.port("rosa").execute_split
    faster = {"execute_split": lambda: ended(execute(here.a, split))}

    with pytest.raises(Refused, match="INVALID_STATE"):
        here.town.somebody("rosa", just_before=faster).does(ACTION)


def test_an_approved_split_is_an_obligation_of_its_admin() -> None:
    here = Meeting()
    here.approved_split()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("rosa", "liam", "omar")]
    here.town.somebody("rosa").does(ACTION)

    assert before == [True, False, False]
    assert not waits(here.town.standing("rosa"))
