"""Rating exchanges: which, with how many stars, and what happens to those rated before."""

from datetime import timedelta

import pytest

from adapters.errors import Refused
from agents.actions.rate_exchange import ACTION, Settings, stars
from agents.facts import ExchangeRated
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town, scripted

RATE_S = (5.0, 15.0)


def town_with_exchanges(count: int = 1) -> tuple[Town, list[str]]:
    """Omar has helped Rosa, so many times; the ids of their matches."""
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    matches = []
    for _ in range(count):
        match = town.accept("rosa", town.offer("omar", town.request("rosa", place)))
        for name in ("rosa", "omar"):
            town.half(name, match)
        matches.append(match.id)
    return town, matches


@pytest.mark.parametrize("name", ["rosa", "omar"])
def test_each_side_rates_the_other(name: str) -> None:
    town, [match] = town_with_exchanges()
    member = town.somebody(name, FIRST)

    assert member.does(ACTION) == DONE
    assert member.facts == [ExchangeRated(match, 5)]
    assert member.thoughts == [RATE_S]


@pytest.mark.parametrize(
    ("draw", "rating"), [(0.0, 5), (0.6, 5), (0.61, 4), (0.86, 3), (0.96, 2), (0.99, 1)]
)
def test_the_stars_follow_their_shares(draw: float, rating: int) -> None:
    assert stars(scripted(draw), Settings()) == rating


def test_one_rated_before_makes_way_for_the_next() -> None:
    town, matches = town_with_exchanges(2)
    town.somebody("rosa", FIRST).does(ACTION)
    rosa = town.somebody("rosa", FIRST, FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.facts == [ExchangeRated(matches[0], 5)]


def test_when_all_are_rated_the_turn_is_skipped() -> None:
    town, _ = town_with_exchanges()
    town.somebody("rosa", FIRST).does(ACTION)

    assert town.somebody("rosa", FIRST).does(ACTION) == skipped("all_rated")


def test_another_refusal_rises() -> None:
    town, _ = town_with_exchanges()
    rosa = town.somebody("rosa", FIRST, refusals={"rate_exchange": Refused(404, "MATCH_NOT_FOUND")})

    with pytest.raises(Refused, match="MATCH_NOT_FOUND"):
        rosa.does(ACTION)


def test_old_exchanges_and_strangers_are_left_alone() -> None:
    town, _ = town_with_exchanges()
    omar = town.account("omar").id
    stranger = town.somebody("rosa", strangers=frozenset({omar})).does(ACTION)
    town.time += timedelta(hours=169)

    assert stranger == skipped("no_exchange")
    assert town.somebody("rosa").does(ACTION) == skipped("no_exchange")
