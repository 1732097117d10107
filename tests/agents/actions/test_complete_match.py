"""Completing matches: whose half is missing, what is read first, which fact each half leaves."""

import pytest

from adapters.entities import Match
from adapters.errors import Refused
from agents.actions.complete_match import ACTION
from agents.facts import HalfCompleted, MatchCompleted
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town

CONFIRM_S = (5.0, 15.0)
JUST_BELOW, AT = 0.49, 0.5
"""Draws beside the chance to complete, 0.5."""


def town_with_matches(count: int = 1) -> tuple[Town, list[Match]]:
    """Omar helps Rosa, so many times."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    offers = [town.offer("omar", town.request("rosa", place)) for _ in range(count)]
    return town, [town.accept("rosa", offer) for offer in offers]


def test_a_half_is_confirmed_when_the_draw_is_below_the_chance() -> None:
    town, _ = town_with_matches()
    rosa = town.somebody("rosa", JUST_BELOW)

    outcome = rosa.does(ACTION)

    assert outcome == DONE


def test_a_half_waits_when_the_draw_reaches_the_chance() -> None:
    town, _ = town_with_matches()
    rosa = town.somebody("rosa", AT)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("not_yet")
    assert rosa.operations == ["list_matches"]
    assert rosa.thoughts == []


def test_without_a_match_the_turn_is_skipped() -> None:
    town, _ = town_with_matches(0)
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_match")


@pytest.mark.parametrize("side", ["rosa", "omar"])
def test_the_first_half_leaves_half_completed(side: str) -> None:
    town, [match] = town_with_matches()
    member = town.somebody(side, FIRST)

    member.does(ACTION)

    assert member.facts == [HalfCompleted(match.id, match.request_id)]
    assert town.match_status(match) == "matched"


@pytest.mark.parametrize(("first", "second"), [("rosa", "omar"), ("omar", "rosa")])
def test_the_second_half_leaves_match_completed(first: str, second: str) -> None:
    town, [match] = town_with_matches()
    town.half(first, match)
    member = town.somebody(second, FIRST)

    member.does(ACTION)

    assert member.facts == [MatchCompleted(match.id, match.request_id)]
    assert town.match_status(match) == "completed"


@pytest.mark.parametrize("side", ["rosa", "omar"])
def test_an_own_half_is_confirmed_once(side: str) -> None:
    town, [match] = town_with_matches()
    town.half(side, match)
    member = town.somebody(side)

    outcome = member.does(ACTION)

    assert outcome == skipped("no_match")


@pytest.mark.parametrize(("side", "other"), [("rosa", "omar"), ("omar", "rosa")])
def test_matches_with_strangers_are_left_alone(side: str, other: str) -> None:
    town, _ = town_with_matches()
    member = town.somebody(side, strangers=frozenset({town.account(other).id}))

    outcome = member.does(ACTION)

    assert outcome == skipped("no_match")


def test_the_match_is_read_just_before_it_is_confirmed() -> None:
    town, [match] = town_with_matches()
    rosa = town.somebody("rosa", FIRST)

    rosa.does(ACTION)

    assert rosa.story == ["list_matches", "think", "get_match", "complete_match"]
    assert rosa.asked == [
        ("list_matches", (50,), {"status": "matched"}),
        ("get_match", (match.id,), {}),
        ("complete_match", (match.id,), {}),
    ]
    assert rosa.thoughts == [CONFIRM_S]


def test_a_match_that_is_matched_no_longer_is_left_alone() -> None:
    town, [match] = town_with_matches()
    town.half("omar", match)
    meanwhile = {"get_match": lambda: town.half("rosa", match)}
    rosa = town.somebody("rosa", FIRST, just_before=meanwhile)

    outcome = rosa.does(ACTION)

    assert outcome == skipped("not_yet")
    assert rosa.operations == ["list_matches", "get_match"]
    assert rosa.facts == []


def test_no_more_than_the_most_are_confirmed_in_a_turn() -> None:
    town, matches = town_with_matches(4)
    rosa = town.somebody("rosa", FIRST, FIRST, FIRST)

    rosa.does(ACTION, most=3)

    assert [fact.match_id for fact in rosa.facts if isinstance(fact, HalfCompleted)] == [
        match.id for match in reversed(matches[1:])
    ]


def test_each_match_has_its_own_draw() -> None:
    town, [older, newer] = town_with_matches(2)
    rosa = town.somebody("rosa", LAST, FIRST)

    rosa.does(ACTION)

    assert newer.id not in str(rosa.facts)
    assert rosa.facts == [HalfCompleted(older.id, older.request_id)]


def test_a_platform_that_refuses_keeps_what_was_confirmed_before() -> None:
    town, [older, newer] = town_with_matches(2)
    rosa = town.somebody("rosa", FIRST, FIRST)
    no_more = {"complete_match": Refused(409, "INVALID_STATE")}
    rosa.just_before["complete_match"] = lambda: rosa.just_before.update(
        get_match=lambda: rosa.refusals.update(no_more)
    )

    with pytest.raises(Refused, match="INVALID_STATE"):
        rosa.does(ACTION)

    assert rosa.facts == [HalfCompleted(newer.id, newer.request_id)]
    assert town.match_status(older) == "matched"


@pytest.mark.parametrize("side", ["rosa", "omar"])
def test_a_missing_half_is_an_obligation_of_either_side(side: str) -> None:
    town, [match] = town_with_matches()
    waits = ACTION.waits
    assert waits is not None
    before = waits(town.standing(side))
    town.half(side, match)

    after = waits(town.standing(side))

    assert (before, after) == (True, False)
