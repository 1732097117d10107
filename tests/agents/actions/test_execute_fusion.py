"""Carrying out a fusion."""

import pytest

from adapters.errors import Refused
from agents.actions.execute_fusion import ACTION
from agents.facts import FusionExecuted
from agents.outcome import DONE, skipped
from tests.agents.meeting import A, B, Meeting
from tests.agents.stage import ended


@pytest.mark.parametrize("admin", ["rosa", "omar"])
def test_an_admin_of_either_side_makes_one_community_of_two(admin: str) -> None:
    here = Meeting()
    fusion = here.approved_fusion()
    member = here.town.somebody(admin)

    outcome = member.does(ACTION)

    [fact] = member.facts
    assert outcome == DONE
    assert isinstance(fact, FusionExecuted)
    assert (fact.fusion_id, fact.community_a_id, fact.community_b_id) == (fusion, here.a, here.b)
    assert (here.town.names([fact.merged_id]), fact.members) == ([f"{A} & {B}"], 4)
    assert member.story[-4:] == ["get_fusion", "think", "execute_fusion", "get_community"]


@pytest.mark.parametrize("stage", ["fusion", "accepted_fusion", "fusion_vote", "split"])
def test_only_what_is_approved_is_carried_out(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()

    assert here.town.somebody("rosa").does(ACTION) == skipped("no_fusion")


def test_members_carry_nothing_out() -> None:
    here = Meeting()
    here.approved_fusion()

    assert here.town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    fusion = here.approved_fusion()
    execute = here.town.port("omar").execute_fusion
    faster = {"execute_fusion": lambda: ended(execute(here.b, fusion))}

    with pytest.raises(Refused, match="INVALID_STATE"):
        here.town.somebody("rosa", just_before=faster).does(ACTION)


def test_an_approved_fusion_is_an_obligation_of_both_admins() -> None:
    here = Meeting()
    here.approved_fusion()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("rosa", "omar", "ines")]
    here.town.somebody("rosa").does(ACTION)

    assert before == [True, True, False]
    assert not waits(here.town.standing("omar"))
