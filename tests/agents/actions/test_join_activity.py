"""Taking part in an activity: only what is to come, open, not full and not joined yet."""

import pytest

from adapters.errors import Refused
from agents.actions.join_activity import ACTION
from agents.facts import ActivityJoined
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town, ended
from tests.agents.trades import activity, group


def test_an_activity_of_a_group_is_joined() -> None:
    town = Town()
    place = group(town, "omar", "rosa")
    one = activity(town, "omar", place)
    rosa = town.somebody("rosa", FIRST, FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.facts == [ActivityJoined(one.id)]
    assert rosa.story == ["my_communities", "list_activities", "think", "join_activity"]
    assert rosa.thoughts == [(5.0, 15.0)]


def test_full_and_joined_ones_are_no_choice() -> None:
    town = Town()
    place = group(town, "omar", "rosa")
    activity(town, "omar", place, room=0)
    joined = activity(town, "omar", place)
    ended(town.port("rosa").join_activity(place, joined.id))
    rosa = town.somebody("rosa", FIRST)

    assert rosa.does(ACTION) == skipped("no_activity")


def test_a_strangers_activity_is_left_alone() -> None:
    town = Town()
    place = group(town, "omar", "rosa")
    activity(town, "omar", place)
    rosa = town.somebody("rosa", FIRST, strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("no_activity")


def test_without_a_group_there_is_nothing_to_look_at() -> None:
    town = Town()
    town.community("Repair Café", "rosa")

    assert town.somebody("rosa").does(ACTION) == skipped("no_group")


def test_when_the_last_place_goes_meanwhile_karmyq_refuses() -> None:
    town = Town()
    place = group(town, "omar", "rosa")
    one = activity(town, "omar", place, room=1)
    taken = {"join_activity": lambda: ended(town.port("omar").join_activity(place, one.id))}
    rosa = town.somebody("rosa", FIRST, FIRST, just_before=taken)

    with pytest.raises(Refused, match="VALIDATION_ERROR"):
        rosa.does(ACTION)

    assert rosa.facts == []
