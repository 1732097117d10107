"""Giving feedback: which match is rated, what is read first, and what a lost answer means."""

from random import Random

import pytest

from adapters.errors import Refused, Unavailable
from agents.actions.submit_feedback import ACTION
from agents.facts import FeedbackGiven
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town, ended

WRITE_S = (10.0, 30.0)


def town_with_a_match() -> tuple[Town, str, str]:
    """A town, a community, and a match of rosa and omar that both completed."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar", "ines")
    return town, place, town.helped("rosa", "omar", place).id


def broken(*_: object) -> dict[str, Exception]:
    return {"submit_feedback": Unavailable(500, "INTERNAL_ERROR", "no column")}


@pytest.mark.parametrize(("name", "other"), [("rosa", "omar"), ("omar", "rosa")])
def test_either_side_rates_the_other(name: str, other: str) -> None:
    town, _, match = town_with_a_match()
    member = town.somebody(name, FIRST)

    outcome = member.does(ACTION)

    [row] = town.platform.store.feedback.rows.values()
    assert outcome == DONE
    assert (row.match.id, row.rated.name) == (match, other.title())
    assert row.allow_featuring


def test_own_feedback_is_looked_for_before_it_is_sent_once() -> None:
    town, _, match = town_with_a_match()
    rosa = town.somebody("rosa", LAST)

    rosa.does(ACTION)

    assert rosa.story == ["list_matches", "match_feedback", "think", "submit_feedback"]
    assert rosa.asked[0] == ("list_matches", (50,), {"status": "completed"})
    assert rosa.thoughts == [WRITE_S]
    assert rosa.asked[-1][1] == (match,)
    assert rosa.asked[-1][2]["allow_featuring"] is False


def test_scores_and_comment_are_those_of_one_experience() -> None:
    town, _, _ = town_with_a_match()
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    [row] = town.platform.store.feedback.rows.values()
    fitting = [
        how
        for how in town.words.feedback.experiences()
        if row.comment in how.of_helper
        and all(
            score is not None and how.scores[0] <= score <= how.scores[1]
            for score in (row.helpfulness, row.responsiveness, row.clarity)
        )
    ]
    assert len(fitting) == 1


def test_the_fact_tells_the_scores() -> None:
    town, _, match = town_with_a_match()
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    [row] = town.platform.store.feedback.rows.values()
    [fact] = rosa.facts
    assert isinstance(fact, FeedbackGiven)
    assert (fact.match_id, fact.request_id) == (match, row.match.request.id)
    assert (fact.helpfulness, fact.responsiveness) == (row.helpfulness, row.responsiveness)


def test_what_was_rated_is_not_rated_again() -> None:
    town, _, match = town_with_a_match()
    ended(town.port("rosa").submit_feedback(match))
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("all_rated")
    assert rosa.operations == ["list_matches", "match_feedback"]


def test_the_newest_unrated_match_comes_first() -> None:
    town, place, _ = town_with_a_match()
    newest = town.helped("rosa", "ines", place)
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert rosa.asked[-1][1] == (newest.id,)


def test_of_the_older_matches_one_is_drawn() -> None:
    town, place, oldest = town_with_a_match()
    for _ in range(2):
        ended(town.port("rosa").submit_feedback(town.helped("rosa", "ines", place).id))
    rosa = town.somebody("rosa", LAST, FIRST)

    outcome = rosa.does(ACTION, looks=1)

    assert outcome == DONE
    assert rosa.asked[-1][1] == (oldest,)


def test_without_a_completed_match_the_turn_is_skipped() -> None:
    town, _, _ = town_with_a_match()

    assert town.somebody("ines").does(ACTION) == skipped("no_match")


def test_matches_with_strangers_are_left_alone() -> None:
    town, _, _ = town_with_a_match()
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("no_match")


def test_a_500_rises_and_is_not_sent_again() -> None:
    town, _, _ = town_with_a_match()
    rosa = town.somebody("rosa", FIRST, refusals=broken())

    with pytest.raises(Unavailable, match="INTERNAL_ERROR"):
        rosa.does(ACTION)

    assert rosa.operations.count("submit_feedback") == 1
    assert rosa.facts == []


def test_a_refusal_is_not_looked_into() -> None:
    town, _, _ = town_with_a_match()
    refusals: dict[str, Exception] = {"submit_feedback": Refused(400)}
    rosa = town.somebody("rosa", FIRST, refusals=refusals)

    with pytest.raises(Refused):
        rosa.does(ACTION)

    assert rosa.operations[-1] == "submit_feedback"


def test_a_completed_match_without_own_feedback_is_an_obligation() -> None:
    town, _, match = town_with_a_match()
    ended(town.port("rosa").submit_feedback(match))
    names = ("rosa", "omar", "ines")

    due = [name for name in names if ACTION.waits and ACTION.waits(town.standing(name))]

    assert due == ["omar"]


def test_feedback_comes_in_every_experience() -> None:
    town, _, _ = town_with_a_match()
    content = town.somebody("rosa").content

    said = {town.words.verdict(content, of_requester=True).comment for _ in range(2000)}

    assert said == {one for how in town.words.feedback.experiences() for one in how.of_requester}


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_at_most_one_apart_from_a_common_one(seed: int) -> None:
    town = Town()
    draw = town.somebody("rosa").content
    draw.source.setstate(Random(seed).getstate())

    for _ in range(200):
        words = town.words.verdict(draw, of_requester=False)
        scores = (words.helpfulness, words.responsiveness, words.clarity)
        assert max(scores) - min(scores) <= 2
        assert {*scores} <= {1, 2, 3, 4, 5}
