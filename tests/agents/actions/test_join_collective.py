"""Joining a collective with a common service."""

from agents.actions.join_collective import ACTION
from agents.facts import CollectiveJoined
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town
from tests.agents.trades import collective, provider


def test_one_with_a_common_service_is_joined() -> None:
    town = Town()
    provider(town, "omar")
    collective(town, "omar", "ride")
    suitable = collective(town, "omar", "ride", "tutor")
    provider(town, "rosa", "tutor")
    rosa = town.somebody("rosa", FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.facts == [CollectiveJoined(suitable.id)]
    assert len(town.platform.store.collectives.rows[suitable.id].members) == 2
    assert rosa.thoughts == [(5.0, 15.0)]


def test_none_is_joined_twice() -> None:
    town = Town()
    provider(town, "rosa")
    collective(town, "rosa", "tutor")
    rosa = town.somebody("rosa")

    assert rosa.does(ACTION) == skipped("nothing_to_join")


def test_a_strangers_collective_is_left_alone() -> None:
    town = Town()
    provider(town, "omar")
    collective(town, "omar", "tutor")
    provider(town, "rosa")
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("nothing_to_join")


def test_without_a_profile_nobody_joins() -> None:
    assert Town().somebody("rosa").does(ACTION) == skipped("no_profile")
