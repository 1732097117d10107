"""Voting: on everything that is open, with a mind that is made up once."""

from datetime import timedelta

import pytest

from adapters.errors import Refused
from agents.actions.vote_on_governance import ACTION
from agents.facts import VoteCast
from agents.outcome import DONE, skipped
from tests.agents.meeting import Meeting
from tests.agents.stage import Town

ALWAYS = {"yes_chance": 1.0, "abstain_chance": 0.0}


def test_a_member_votes_on_an_open_split() -> None:
    here = Meeting()
    split = here.split_vote()
    liam = here.town.somebody("liam")

    outcome = liam.does(ACTION, **ALWAYS)

    assert outcome == DONE
    assert liam.operations == ["my_communities", "get_community", "get_split", "vote_on_split"]
    assert liam.facts == [VoteCast(split, here.a, "split", "yes")]
    assert liam.thoughts == []


def test_everything_open_is_voted_on_at_once() -> None:
    here = Meeting()
    split, fusion = here.split_vote(), here.fusion_vote()
    ines = here.town.somebody("ines")

    ines.does(ACTION, **ALWAYS)

    assert ines.facts == [
        VoteCast(fusion, here.b, "fusion", "yes"),
        VoteCast(split, here.a, "split", "yes"),
    ]


def test_a_fusion_is_voted_on_once() -> None:
    here = Meeting()
    here.fusion_vote()
    here.town.somebody("ines").does(ACTION)
    again = here.town.somebody("ines")

    outcome = again.does(ACTION)

    assert outcome == skipped("no_vote_open")
    assert "vote_on_fusion" not in again.operations


def test_a_second_vote_on_a_split_changes_nothing() -> None:
    here = Meeting()
    split = here.split_vote()
    first, second = here.town.somebody("liam"), here.town.somebody("liam")

    first.does(ACTION)
    second.does(ACTION)

    assert first.facts == second.facts
    assert len(here.town.platform.store.proposals.splits[split].votes) == 1


@pytest.mark.parametrize(
    ("yes", "abstain", "word"), [(1, 0, "yes"), (0, 1, "abstain"), (0, 0, "no")]
)
def test_the_vote_follows_the_leanings(yes: float, abstain: float, word: str) -> None:
    here = Meeting()
    here.split_vote()
    liam = here.town.somebody("liam")

    liam.does(ACTION, yes_chance=yes, abstain_chance=abstain)

    assert [fact.vote for fact in liam.facts if isinstance(fact, VoteCast)] == [word]


@pytest.mark.parametrize("stage", ["split", "approved_split", "fusion", "accepted_fusion"])
def test_what_is_not_in_voting_is_left_alone(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()
    liam = here.town.somebody("liam")

    assert liam.does(ACTION) == skipped("no_vote_open")
    assert liam.operations == ["my_communities", "get_community"]


def test_who_belongs_nowhere_does_not_vote() -> None:
    assert Town().somebody("liam").does(ACTION) == skipped("no_community")


@pytest.mark.parametrize("stage", ["split_vote", "fusion_vote"])
def test_proposals_of_strangers_are_left_alone(stage: str) -> None:
    here = Meeting()
    getattr(here, stage)()
    liam = here.town.somebody("liam", strangers=here.stranger("rosa"))

    assert liam.does(ACTION) == skipped("no_vote_open")


@pytest.mark.parametrize("kind", ["split", "fusion"])
def test_a_vote_past_its_end_is_stuck_and_left_alone(kind: str) -> None:
    here = Meeting()
    proposal = here.split_vote() if kind == "split" else here.fusion_vote()
    proposals = here.town.platform.store.proposals
    row = proposals.splits[proposal] if kind == "split" else proposals.fusions[proposal]
    row.voting_ends_at = here.town.time - timedelta(seconds=1)
    liam = here.town.somebody("liam")

    assert liam.does(ACTION) == skipped("no_vote_open")


def test_a_vote_that_was_decided_meanwhile_is_refused() -> None:
    here = Meeting()
    split = here.split_vote()
    meanwhile = {"vote_on_split": lambda: here.vote_on_split(split, "rosa", "ines")}
    liam = here.town.somebody("liam", just_before=meanwhile)

    with pytest.raises(Refused, match="INVALID_STATE"):
        liam.does(ACTION)


def test_a_missing_vote_is_an_obligation_until_it_is_cast() -> None:
    here = Meeting()
    here.split_vote()
    here.fusion_vote()
    before = here.town.standing("ines").votes_due
    here.town.somebody("ines").does(ACTION)

    assert ACTION.waits is not None
    assert (before, here.town.standing("ines").votes_due) == (2, 0)
    assert ACTION.waits(here.town.standing("liam"))
    assert not ACTION.waits(here.town.standing("ines"))
