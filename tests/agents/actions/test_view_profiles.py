"""Looking at profiles: whose, how many, and the own standing at the end."""

from datetime import timedelta

from agents.actions.view_profiles import ACTION
from agents.facts import StandingSeen
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town

LOOK_S = (3.0, 8.0)


def town_with_requests(*names: str) -> Town:
    """Everybody of one community asks for help."""
    town = Town()
    place = town.community("Repair Café", "rosa", *names)
    for name in ("rosa", *names):
        town.request(name, place)
    return town


def test_a_few_requesters_are_looked_at_then_the_own_standing() -> None:
    town = town_with_requests("omar", "lena")
    rosa = town.somebody("rosa", FIRST, FIRST, FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.operations == [
        "list_requests",
        "get_user",
        "get_user",
        "my_communities",
        "my_community_summary",
    ]
    assert rosa.thoughts == [LOOK_S] * 3
    assert [type(fact) for fact in rosa.facts] == [StandingSeen]


def test_no_more_than_some_are_looked_at() -> None:
    town = town_with_requests("omar", "lena")
    rosa = town.somebody("rosa", FIRST, FIRST)

    rosa.does(ACTION, most=1)

    assert rosa.operations.count("get_user") == 1


def test_strangers_are_left_alone() -> None:
    town = town_with_requests("omar")
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("nobody_new")


def test_who_belongs_nowhere_sees_no_standing() -> None:
    town = town_with_requests()
    nora = town.somebody("nora", FIRST)

    assert nora.does(ACTION) == DONE
    assert nora.operations == ["list_requests", "get_user", "my_communities"]


def test_what_was_earned_is_seen_once_karma_has_come() -> None:
    town = town_with_requests("omar")
    [place] = town.platform.store.communities
    match = town.accept("rosa", town.offer("omar", town.request("rosa", place)))
    for name in ("rosa", "omar"):
        town.half(name, match)
    town.time += timedelta(seconds=1)
    omar = town.somebody("omar", FIRST, FIRST)

    omar.does(ACTION)

    assert omar.facts == [StandingSeen(place, score=17, karma=75, exchanges=1)]
