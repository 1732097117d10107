"""Looking around: what a member reads, and when there is nothing to read."""

from agents.actions.browse_requests import ACTION
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, LAST, Town

READ_S = (5.0, 15.0)


def test_a_member_reads_requests_of_the_own_community() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    request = town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.asked[-1] == ("get_request", (request.id,), {})


def test_each_request_is_read_after_some_thought() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, LAST, FIRST, FIRST)

    omar.does(ACTION)

    assert omar.story[2:] == ["think", "get_request", "think", "get_request"]
    assert omar.thoughts == [READ_S, READ_S]


def test_without_a_community_nothing_is_read() -> None:
    omar = Town().somebody("omar")

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_community")


def test_own_requests_are_passed_over() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("omar", place)
    omar = town.somebody("omar", FIRST)

    outcome = omar.does(ACTION)

    assert outcome == skipped("no_open_request")


def test_looking_around_leaves_nothing() -> None:
    town = Town()
    place = town.community("Repair Café", "rosa", "omar")
    town.request("rosa", place)
    omar = town.somebody("omar", FIRST, FIRST, FIRST)

    omar.does(ACTION)

    assert omar.facts == []
