"""Putting a split to the vote."""

import pytest

from adapters.errors import Refused
from agents.actions.start_split_vote import ACTION
from agents.facts import SplitVoteStarted
from agents.outcome import DONE, skipped
from tests.agents.meeting import Meeting
from tests.agents.stage import ended


def test_an_admin_opens_the_vote() -> None:
    here = Meeting()
    split = here.split()
    rosa = here.town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == DONE
    assert here.split_status(split) == "voting"
    assert rosa.facts == [SplitVoteStarted(split, here.a)]
    assert rosa.story == [
        "my_communities",
        "get_community",
        "get_split",
        "think",
        "start_split_vote",
    ]


@pytest.mark.parametrize("stage", ["fusion", "split_vote", "approved_split"])
def test_only_what_is_in_discussion_is_put_to_the_vote(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()

    assert here.town.somebody("rosa").does(ACTION) == skipped("no_split")


def test_members_open_nothing() -> None:
    here = Meeting()
    here.split()

    assert here.town.somebody("liam").does(ACTION) == skipped("leads_nothing")


def test_strangers_are_not_moved_about() -> None:
    here = Meeting()
    here.split()
    rosa = here.town.somebody("rosa", strangers=here.stranger("ines"))

    assert rosa.does(ACTION) == skipped("strangers_inside")


def test_another_admin_may_be_faster() -> None:
    here = Meeting()
    split = here.split()
    start = here.town.port("rosa").start_split_vote
    faster = {"start_split_vote": lambda: ended(start(here.a, split))}

    with pytest.raises(Refused, match="INVALID_STATE"):
        here.town.somebody("rosa", just_before=faster).does(ACTION)


def test_a_split_in_discussion_is_an_obligation_of_its_admin() -> None:
    here = Meeting()
    here.split()
    waits = ACTION.waits
    assert waits is not None
    before = [waits(here.town.standing(name)) for name in ("rosa", "liam", "omar")]
    here.town.somebody("rosa").does(ACTION)

    assert before == [True, False, False]
    assert not waits(here.town.standing("rosa"))
