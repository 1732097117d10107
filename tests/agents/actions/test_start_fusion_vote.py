"""Putting a fusion to the vote."""

import pytest

from adapters.errors import Refused
from agents.actions.start_fusion_vote import ACTION
from agents.facts import FusionVoteStarted
from agents.outcome import DONE, skipped
from tests.agents.meeting import Meeting
from tests.agents.stage import ended


@pytest.mark.parametrize("admin", ["rosa", "omar"])
def test_an_admin_of_either_side_opens_the_vote(admin: str) -> None:
    here = Meeting()
    fusion = here.accepted_fusion()
    member = here.town.somebody(admin)

    outcome = member.does(ACTION)

    assert outcome == DONE
    assert here.fusion_status(fusion) == "voting"
    assert member.facts == [FusionVoteStarted(fusion)]
    assert member.story == ["my_communities", "get_community", "think", "start_fusion_vote"]


@pytest.mark.parametrize("stage", ["fusion", "fusion_vote", "split"])
def test_only_what_is_in_discussion_is_put_to_the_vote(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()

    assert here.town.somebody("rosa").does(ACTION) == skipped("no_fusion")


def test_members_open_nothing() -> None:
    here = Meeting()
    here.accepted_fusion()

    assert here.town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_proposals_of_strangers_are_left_alone() -> None:
    here = Meeting()
    here.accepted_fusion()
    omar = here.town.somebody("omar", strangers=here.stranger("rosa"))

    assert omar.does(ACTION) == skipped("no_fusion")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    fusion = here.accepted_fusion()
    start = here.town.port("omar").start_fusion_vote
    faster = {"start_fusion_vote": lambda: ended(start(here.b, fusion))}

    with pytest.raises(Refused, match="INVALID_STATE"):
        here.town.somebody("rosa", just_before=faster).does(ACTION)


def test_a_fusion_in_discussion_is_an_obligation_of_both_admins() -> None:
    here = Meeting()
    here.accepted_fusion()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("rosa", "omar", "ines")]
    here.town.somebody("rosa").does(ACTION)

    assert before == [True, True, False]
    assert not waits(here.town.standing("omar"))
