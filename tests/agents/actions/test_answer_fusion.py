"""Answering a fusion."""

import pytest

from adapters.errors import Refused
from agents.actions.answer_fusion import ACTION
from agents.facts import Fact, FusionAccepted, FusionRejected
from agents.outcome import DONE, skipped
from tests.agents.meeting import Meeting
from tests.agents.stage import FIRST, ended

JUST_BELOW, AT = 0.79, 0.8
"""Draws beside the chance to accept, 0.8."""


@pytest.mark.parametrize(
    ("draw", "status", "kind"),
    [(JUST_BELOW, "discussion", FusionAccepted), (AT, "rejected", FusionRejected)],
)
def test_who_was_asked_accepts_or_rejects(draw: float, status: str, kind: type[Fact]) -> None:
    here = Meeting()
    fusion = here.fusion()
    omar = here.town.somebody("omar", draw)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert here.fusion_status(fusion) == status
    assert [type(fact) for fact in omar.facts] == [kind]
    assert omar.story[:4] == ["my_communities", "get_community", "list_members", "think"]


def test_who_asked_does_not_answer() -> None:
    here = Meeting()
    here.fusion()

    assert here.town.somebody("rosa").does(ACTION) == skipped("no_fusion")
    assert here.town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_one_answer_is_enough() -> None:
    here = Meeting()
    here.accepted_fusion()

    assert here.town.somebody("omar").does(ACTION) == skipped("no_fusion")


def test_proposals_of_strangers_are_left_alone() -> None:
    here = Meeting()
    here.fusion()
    omar = here.town.somebody("omar", strangers=here.stranger("rosa"))

    assert omar.does(ACTION) == skipped("no_fusion")


def test_strangers_are_not_moved_about() -> None:
    here = Meeting()
    here.fusion()
    omar = here.town.somebody("omar", strangers=here.stranger("ines"))

    assert omar.does(ACTION) == skipped("strangers_inside")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    fusion = here.fusion()
    accept = here.town.port("omar").accept_fusion
    faster = {"accept_fusion": lambda: ended(accept(here.b, fusion))}

    with pytest.raises(Refused, match="INVALID_STATE"):
        here.town.somebody("omar", FIRST, just_before=faster).does(ACTION)


def test_a_question_is_an_obligation_of_the_admin_who_was_asked() -> None:
    here = Meeting()
    here.fusion()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("omar", "rosa", "ines")]
    here.town.somebody("omar", FIRST).does(ACTION)

    assert before == [True, False, False]
    assert not waits(here.town.standing("omar"))
