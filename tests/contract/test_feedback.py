"""Feedback on a match (rules, section 7)."""

from typing import Any

import pytest

from adapters.entities import MatchStatus
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.town import MALFORMED, NOBODY, Refusal, Scene, Town, TownWith

BROKEN: Refusal = (500, "INTERNAL_ERROR")
INVALID: Refusal = (400, "VALIDATION_ERROR")
WORDS: dict[str, Any] = {
    "helpfulness": 5,
    "responsiveness": 4,
    "clarity": 3,
    "comment": "On time and kind",
    "allow_featuring": True,
}


def finished(town: Town) -> tuple[Scene, str]:
    here = town.scene()
    return here, town.completed(here.requester, here.helper, here.community_id)


def test_a_party_of_a_completed_match_rates_the_other(town: Town) -> None:
    here, match = finished(town)
    given = here.requester.submit_feedback(match, **WORDS)
    [row] = town.store.feedback.rows.values()

    assert (given.match_id, given.helpfulness, given.clarity) == (match, 5, 3)
    assert given.allow_featuring
    assert (row.author.id, row.rated.id) == (here.requester.id, here.helper.id)


def test_the_helper_rates_the_requester(town: Town) -> None:
    here, match = finished(town)
    here.helper.submit_feedback(match, helpfulness=2)
    [row] = town.store.feedback.rows.values()

    assert row.rated.id == here.requester.id


def test_every_part_may_be_left_out(town: Town) -> None:
    here, match = finished(town)
    given = here.helper.submit_feedback(match)

    assert (given.helpfulness, given.responsiveness, given.clarity) == (None, None, None)
    assert not given.allow_featuring


@pytest.mark.parametrize("score", [-1, 6, 100])
def test_a_score_is_one_to_five(town: Town, score: int) -> None:
    here, match = finished(town)

    assert town.refusal(lambda: here.helper.submit_feedback(match, clarity=score)) == INVALID


@pytest.mark.safe_on_a_real_platform
def test_scores_are_looked_at_before_the_match(town: Town) -> None:
    here, _ = finished(town)

    assert town.refusal(lambda: here.helper.submit_feedback(NOBODY, clarity=6)) == INVALID


def test_an_unknown_match_is_not_found(town: Town) -> None:
    here, _ = finished(town)

    refusal = town.refusal(lambda: here.helper.submit_feedback(NOBODY, **WORDS))
    assert refusal == (404, "NOT_FOUND")
    assert town.refusal(lambda: here.helper.match_feedback(MALFORMED)) == INVALID


@pytest.mark.parametrize("status", ["proposed", "matched", "rejected", "cancelled"])
def test_only_a_completed_match_is_rated(town: Town, status: MatchStatus) -> None:
    here, match = finished(town)
    town.set_match_status(match, status)

    assert town.refusal(lambda: here.helper.submit_feedback(match, **WORDS)) == INVALID


def test_the_state_is_looked_at_before_the_parties(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    other = town.neighbour(here.community_id)

    assert town.refusal(lambda: other.submit_feedback(match, **WORDS)) == INVALID


def test_nobody_else_rates_or_reads(town: Town) -> None:
    here, match = finished(town)
    other = town.neighbour(here.community_id)

    assert town.refusal(lambda: other.submit_feedback(match, **WORDS)) == (403, "FORBIDDEN")
    assert town.refusal(lambda: other.match_feedback(match)) == (403, "FORBIDDEN")


def test_a_second_feedback_is_400_and_not_409(town: Town) -> None:
    here, match = finished(town)
    here.requester.submit_feedback(match, **WORDS)

    assert town.refusal(lambda: here.requester.submit_feedback(match)) == INVALID
    assert here.helper.submit_feedback(match).match_id == match


def test_both_sides_are_read_at_once_before_both_have_written(town: Town) -> None:
    here, match = finished(town)
    here.requester.submit_feedback(match, **WORDS)
    both = here.helper.match_feedback(match)

    assert both.feedback_from_requester is not None
    assert both.feedback_from_requester.comment == "On time and kind"
    assert both.feedback_from_responder is None
    assert both.both_allow_featuring is None
    assert not both.responder_visible


@pytest.mark.parametrize("allowed", [True, False])
def test_a_match_is_shown_when_both_allow_it(town: Town, allowed: bool) -> None:
    here, match = finished(town)
    here.requester.submit_feedback(match, **WORDS)
    here.helper.submit_feedback(match, allow_featuring=allowed)
    both = here.helper.match_feedback(match)

    assert both.both_allow_featuring is allowed
    assert (both.requester_visible, both.responder_visible) == (False, allowed)
    assert town.match_row(match).interaction_category == ("generic" if allowed else None)


def test_feedback_goes_with_its_match(town: Town) -> None:
    here, match = finished(town)
    here.requester.submit_feedback(match)
    town.store.drop_request(town.match_row(match).request)

    assert not town.store.feedback.rows


@pytest.mark.parametrize("today", [False, True])
def test_feedback_is_500_today(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("feedback-500",) if today else ()))
    here, match = finished(town)

    if today:
        assert town.refusal(lambda: here.requester.submit_feedback(match, **WORDS)) == BROKEN
        assert town.refusal(lambda: here.requester.submit_feedback(match, clarity=6)) == INVALID
        assert here.requester.match_feedback(match).feedback_from_requester is None
    else:
        assert here.requester.submit_feedback(match, **WORDS).helpfulness == 5


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        {"clarity": "fine"},
        {"clarity": 2.5},
        {"clarity": 0},
        {"clarity": ""},
        {"clarity": True},
        {"comment": 5},
        {"allow_featuring": "yes"},
    ],
)
def test_what_the_table_refuses_is_500_today(door: Door, today: bool, body: dict[str, Any]) -> None:
    raw = Raw(door, *(("bad-value-500",) if today else ()))
    said = raw.post(f"/matches/{NOBODY}/feedback", body)

    assert (said.status, said.code) == (BROKEN if today else INVALID)


@pytest.mark.parametrize("door", DOORS)
def test_a_text_that_is_a_number_is_compared_as_one(door: Door) -> None:
    raw = Raw(door)
    path = f"/matches/{NOBODY}/feedback"

    assert raw.post(path, {"clarity": "7"}).code == "VALIDATION_ERROR"
    assert raw.post(path, {"clarity": "4", "helpfulness": 3.0}).code == "NOT_FOUND"
