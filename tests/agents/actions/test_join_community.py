"""Joining communities: how many, which ones, with which pauses, and never beyond a limit."""

import pytest

from adapters.errors import Refused
from agents.actions.join_community import ACTION
from agents.facts import CommunityJoined
from agents.outcome import DONE, skipped
from scenarios.parts import Limits
from tests.agents.stage import FIRST, LAST, Town

READ_S, PAUSE_S = (5.0, 15.0), (5.0, 10.0)
ONE, THREE = FIRST, LAST
"""Draws that make it one community, or three."""


def town_with(*names: str) -> tuple[Town, list[str]]:
    """A town with these communities, all of Rosa's."""
    town = Town()
    return town, [town.community(name, "rosa") for name in names]


def test_somebody_without_a_community_joins_one() -> None:
    town, [place] = town_with("Repair Café")
    omar = town.somebody("omar", ONE, FIRST)

    outcome = omar.does(ACTION)

    assert outcome == DONE
    assert omar.asked[-1] == ("join_community", (place,), {})


def test_up_to_three_are_joined_in_drawn_order() -> None:
    town, [oldest, middle, newest] = town_with("Repair Café", "Seed Library", "Tool Shed")
    omar = town.somebody("omar", THREE, LAST, FIRST, FIRST)  # the list comes newest first

    omar.does(ACTION)

    joined = [args for operation, args, _ in omar.asked if operation == "join_community"]
    assert joined == [(oldest,), (newest,), (middle,)]


def test_each_is_read_before_it_is_joined_with_a_pause_between_two() -> None:
    town, _ = town_with("Repair Café", "Seed Library")
    omar = town.somebody("omar", 0.5, FIRST, FIRST)

    omar.does(ACTION)

    reads = ["my_communities", "list_communities"]
    first, second = ["think", "join_community"], ["think", "think", "join_community"]
    assert omar.story == [*reads, *first, *second]
    assert omar.thoughts == [READ_S, PAUSE_S, READ_S]


def test_no_more_are_joined_than_there_are() -> None:
    town, [place] = town_with("Repair Café")
    omar = town.somebody("omar", THREE, FIRST)

    omar.does(ACTION)

    assert omar.facts == [CommunityJoined(place, "active")]


def test_no_more_are_joined_than_the_own_limit_leaves() -> None:
    town, [first, _, _, _] = town_with("Repair Café", "Seed Library", "Tool Shed", "Soup Club")
    town.community("Chess Club", "omar")
    omar = town.somebody("omar", THREE, LAST, LAST, limits=Limits(memberships=3))

    omar.does(ACTION)

    joined = [fact for fact in omar.facts if isinstance(fact, CommunityJoined)]
    assert len(joined) == 2
    assert joined[0].community_id == first


def test_who_is_in_enough_communities_reads_no_further() -> None:
    town, _ = town_with("Repair Café", "Seed Library")
    town.community("Chess Club", "omar")
    omar = town.somebody("omar", limits=Limits(memberships=1))

    outcome = omar.does(ACTION)

    assert outcome == skipped("enough_memberships")
    assert omar.operations == ["my_communities"]


def test_own_communities_are_not_joined_again() -> None:
    town, _ = town_with("Repair Café", "Seed Library")
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    assert outcome == skipped("nothing_to_join")
    assert rosa.thoughts == []


def test_full_communities_are_passed_over() -> None:
    town, [place] = town_with("Repair Café")
    town.platform.store.communities[place].max_members = 1
    omar = town.somebody("omar")

    outcome = omar.does(ACTION)

    assert outcome == skipped("nothing_to_join")


def test_the_private_community_of_a_stranger_is_passed_over() -> None:
    town, [place] = town_with("Repair Café")
    town.platform.store.communities[place].access_type = "private"
    omar = town.somebody("omar", strangers=frozenset({town.account("rosa").id}))

    outcome = omar.does(ACTION)

    assert outcome == skipped("nothing_to_join")


def test_a_community_of_strangers_alone_is_left_to_them() -> None:
    town, [place] = town_with("Repair Café")
    strangers = frozenset({town.account("rosa").id})
    omar = town.somebody("omar", ONE, FIRST, strangers=strangers)

    outcome = omar.does(ACTION)

    assert outcome == skipped("only_strangers")
    assert omar.asked[-1] == ("list_members", (place,), {})


def test_the_public_community_of_a_stranger_is_joined_where_somebody_one_knows_is() -> None:
    town, [place] = town_with("Repair Café")
    strangers = frozenset({town.account("rosa").id})
    town.somebody("nadia", ONE, FIRST).does(ACTION)
    omar = town.somebody("omar", ONE, FIRST, strangers=strangers)

    omar.does(ACTION)

    assert omar.facts == [CommunityJoined(place, "active")]


def test_asking_to_join_a_private_community_leaves_a_pending_fact() -> None:
    town, [place] = town_with("Repair Café")
    town.platform.store.communities[place].access_type = "private"
    omar = town.somebody("omar", ONE, FIRST)

    omar.does(ACTION)

    assert omar.facts == [CommunityJoined(place, "pending")]


def test_the_listing_is_asked_for_one_window() -> None:
    town, _ = town_with("Repair Café")
    omar = town.somebody("omar", ONE, FIRST)

    omar.does(ACTION, window=9)

    assert omar.asked[:2] == [("my_communities", (), {}), ("list_communities", (9,), {})]


def test_the_last_place_that_went_meanwhile_is_a_refusal() -> None:
    town, [place] = town_with("Repair Café")
    room = town.platform.store.communities[place]
    gone = {"join_community": lambda: setattr(room, "max_members", 1)}
    omar = town.somebody("omar", ONE, FIRST, just_before=gone)

    with pytest.raises(Refused, match="COMMUNITY_FULL"):
        omar.does(ACTION)

    assert omar.facts == []
