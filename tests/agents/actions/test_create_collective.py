"""Founding a collective and linking it to the providers' network."""

from agents.actions.create_collective import ACTION, NETWORK
from agents.facts import CollectiveCreated, CollectiveLinked
from agents.outcome import DONE, skipped
from scenarios.city import load_city
from tests.agents.stage import Town
from tests.agents.trades import collective, provider


def test_a_collective_is_named_after_founder_and_service_and_linked() -> None:
    town = Town()
    network = town.community(NETWORK, "omar")
    provider(town, "rosa", "tutor")
    provider(town, "rosa", "ride")
    rosa = town.somebody("rosa")

    outcome = rosa.does(ACTION)

    [row] = town.platform.store.collectives.rows.values()
    assert outcome == DONE
    assert (row.name, row.service_types) == ("Rosa Tutor Collective", ("tutor", "ride"))
    assert set(row.links) == {network}
    assert rosa.facts == [CollectiveCreated(row.id), CollectiveLinked(row.id, network)]
    assert rosa.thoughts == [(10.0, 20.0), (3.0, 8.0)]


def test_the_network_is_found_on_whatever_page_it_stands() -> None:
    town = Town()
    network = town.community(NETWORK, "omar")
    for name in ("Repair Café", "Seed Library", "Book Barn"):
        town.community(name, "omar")
    provider(town, "rosa")
    rosa = town.somebody("rosa")

    rosa.does(ACTION, window=2)

    assert rosa.operations.count("list_communities") == 2
    assert isinstance(rosa.facts[-1], CollectiveLinked)
    assert rosa.facts[-1].community_id == network


def test_the_search_ends_after_so_many_pages() -> None:
    town = Town()
    town.community(NETWORK, "omar")
    for name in ("Repair Café", "Seed Library", "Book Barn"):
        town.community(name, "omar")
    provider(town, "rosa")
    rosa = town.somebody("rosa")

    assert rosa.does(ACTION, window=1, pages=2) == DONE
    assert rosa.operations.count("list_communities") == 2
    assert len(rosa.facts) == 1


def test_a_strangers_network_is_left_alone() -> None:
    town = Town()
    town.community(NETWORK, "omar")
    provider(town, "rosa")
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == DONE
    assert "link_collective" not in rosa.operations


def test_without_a_profile_nobody_founds_one() -> None:
    rosa = Town().somebody("rosa")

    assert rosa.does(ACTION) == skipped("no_profile")
    assert rosa.operations == ["my_providers"]


def test_whoever_belongs_to_one_founds_no_second() -> None:
    town = Town()
    provider(town, "rosa")
    collective(town, "rosa", "tutor")
    rosa = town.somebody("rosa")

    assert rosa.does(ACTION) == skipped("has_collective")


def test_the_network_is_a_community_of_the_city() -> None:
    assert NETWORK in {place.name for place in load_city("portland").communities}
