"""Looking around in the directory of providers."""

from agents.actions.browse_providers import ACTION
from agents.outcome import DONE, skipped
from tests.agents.stage import FIRST, Town
from tests.agents.trades import provider


def test_half_of_the_looks_are_for_one_service() -> None:
    town = Town()
    provider(town, "omar", "ride")
    rosa = town.somebody("rosa", 0.49, FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.asked == [("list_providers", (20,), {"service_type": "ride"})]
    assert rosa.thoughts == [(5.0, 20.0)]


def test_the_other_half_are_for_all() -> None:
    town = Town()
    provider(town, "omar", "ride")
    rosa = town.somebody("rosa", 0.5)

    assert rosa.does(ACTION) == DONE
    assert rosa.asked == [("list_providers", (20,), {"service_type": None})]


def test_where_nobody_is_listed_there_is_nothing_to_read() -> None:
    rosa = Town().somebody("rosa", 0.5)

    assert rosa.does(ACTION) == skipped("no_provider")
    assert rosa.thoughts == []
