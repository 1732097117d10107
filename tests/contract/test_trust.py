"""The trust graph: one interaction per completed match and community, and what becomes of it."""

from datetime import timedelta
from math import exp

import pytest

from adapters.dryrun.shelves.trust import Edge, ordered
from adapters.dryrun.trust import live_weight
from tests.contract.person import Person
from tests.contract.town import Town, TownWith

LAG = timedelta(seconds=1)


def helped(town: Town, times: int = 1) -> tuple[Person, Person, str]:
    """Two people who have completed some matches in their community."""
    requester, helper = town.person("Nadia"), town.person("Tom")
    place = town.community(requester, members=(helper,))
    for _ in range(times):
        town.completed(requester, helper, place)
        town.advance(LAG)
    return requester, helper, place


def edge_of(town: Town, place: str, one: Person, other: Person) -> Edge:
    """The edge between two people."""
    return town.rules.trust.neighbours(place, one.id)[other.id]


def test_each_match_adds_one_interaction_of_weight_10_a_second_later(town: Town) -> None:
    requester, helper, place = helped(town, times=2)
    edge = edge_of(town, place, requester, helper)

    assert (edge.matches, edge.raw_weight) == (2, 20.0)
    assert edge.pair == ordered(helper.id, requester.id)
    assert edge.last_interaction_at == town.now


def test_stability_grows_by_a_fifth_at_each_interaction_the_first_included(town: Town) -> None:
    requester, helper, place = helped(town, times=2)

    assert edge_of(town, place, requester, helper).stability == pytest.approx(1.44)


def test_every_community_of_the_request_gets_its_edge_membership_or_not(town: Town) -> None:
    requester, helper, place = helped(town, times=0)
    alone = town.community(requester)
    town.completed(requester, helper, "", post_to_all_communities=True)
    town.advance(LAG)

    assert [len(town.rules.trust.edges_of(one)) for one in (place, alone)] == [1, 1]


def test_a_persons_raw_weights_add_up(town: Town) -> None:
    requester, _, place = helped(town, times=2)
    town.completed(requester, town.neighbour(place), place)
    town.advance(LAG)

    assert town.rules.trust.raw_sum(place, requester.id) == 30.0
    assert town.rules.trust.raw_sum(place, town.person().id) == 0.0


def test_live_weight_falls_to_a_third_in_30_days_times_the_stability(town: Town) -> None:
    requester, helper, place = helped(town)
    edge = edge_of(town, place, requester, helper)
    later = edge.last_interaction_at + timedelta(days=36)

    assert live_weight(edge, later) == pytest.approx(10 * exp(-1))


def test_a_split_copies_the_edges_of_a_childs_members_at_full_strength(town: Town) -> None:
    requester, helper, place = helped(town, times=2)
    town.completed(requester, town.neighbour(place), place)
    town.advance(LAG)
    child = town.community()
    town.rules.trust.copy_within(place, child, [requester.id, helper.id])

    [edge] = town.rules.trust.edges_of(child)
    assert (edge.matches, edge.raw_weight, edge.stability) == (2, 20.0, 1.0)
    assert edge.last_interaction_at == edge_of(town, place, requester, helper).last_interaction_at
    assert town.rules.trust.raw_sum(child, helper.id) == 20.0


@pytest.mark.parametrize(("switches", "weight"), [((), 24.0), (("fusion-carry-lost",), 10.0)])
def test_a_fusion_carries_a_part_and_the_next_interaction_adds_to_it(
    town_with: TownWith, switches: tuple[str, ...], weight: float
) -> None:
    town = town_with(*switches)
    requester, helper, place = helped(town, times=2)
    merged = town.community(requester, members=(helper,))
    town.rules.trust.carry([place], merged, 0.70)
    edge = edge_of(town, merged, requester, helper)

    assert (edge.matches, edge.raw_weight, edge.last_interaction_at) == (0, 14.0, town.now)
    assert edge.stability == pytest.approx(1.44)
    town.completed(requester, helper, merged)
    town.advance(LAG)
    assert edge.raw_weight == weight


def test_a_pair_known_in_both_communities_of_a_fusion_keeps_the_first_edge(town: Town) -> None:
    requester, helper, first = helped(town, times=2)
    second = town.community(requester, members=(helper,))
    town.completed(requester, helper, second)
    town.advance(LAG)
    merged = town.community()
    town.rules.trust.carry([first, second], merged, 0.70)

    assert [edge.raw_weight for edge in town.rules.trust.edges_of(merged)] == [14.0]
