"""Founding during the run: each community has its founder in turn and a drawn hour."""

from collections import Counter

import pytest

from tests.model.world import ASLEEP, NO_GROWTH, World

IN_A_DAY = "founding={communities: 10, within_hours: 24}"


def founded(world: World) -> list[tuple[str, int]]:
    """Who founded when, in ms, after the opening."""
    return [(row.member, row.time_ms) for row in world.done("create_community", since_h=0)]


def test_founders_start_as_many_communities_as_the_scenario_says() -> None:
    world = World(ASLEEP, NO_GROWTH, IN_A_DAY).open().run(25)

    rows = founded(world)

    assert len(rows) == 10
    assert set(Counter(email for email, _ in rows).values()) == {2}  # five founders, in turn


def test_they_do_so_within_the_given_hours_at_different_moments() -> None:
    world = World(ASLEEP, NO_GROWTH, IN_A_DAY).open().run(25)

    hours = [time_ms / 3_600_000 for _, time_ms in founded(world)]

    assert 0 < min(hours) < max(hours) <= 24.01  # writing takes up to half a minute
    assert len(set(hours)) == 10


def test_where_no_founding_is_asked_for_nobody_founds() -> None:
    world = World(ASLEEP, NO_GROWTH, "founding.communities=0").open().run(25)

    assert founded(world) == []


def test_without_residents_founders_found_all_the_same() -> None:
    world = World(ASLEEP, NO_GROWTH, IN_A_DAY).open(populate=False).run(25)

    assert len(world.platform.store.communities) == 10


def test_rows_name_the_founders_as_their_worker() -> None:
    world = World(ASLEEP, NO_GROWTH, IN_A_DAY).open().run(25)

    rows = world.done("create_community", since_h=0)

    assert {(row.worker, row.profile) for row in rows} == {("founders", "community_builder")}


@pytest.mark.parametrize("seed", ["seed=1", "seed=2"])
def test_the_hours_are_the_same_for_the_same_seed(seed: str) -> None:
    one = World(ASLEEP, NO_GROWTH, IN_A_DAY, seed).open().run(25)
    again = World(ASLEEP, NO_GROWTH, IN_A_DAY, seed).open().run(25)

    assert founded(one) == founded(again)
