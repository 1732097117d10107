"""The map of communities."""

from itertools import combinations
from math import hypot
from typing import Any

from dashboard.page.town_map import HEIGHT, WIDTH, TownMap
from dashboard.protocol import Town

SCENES = 40


def towns(count: int, members: int = 60) -> list[Town]:
    return [Town(f"c{number}", f"Place {number}", members, 0.0) for number in range(count)]


def settled(town_map: TownMap, standing: list[Town]) -> list[dict[str, Any]]:
    for _ in range(SCENES):
        town_map.place(standing)
    return town_map.place(standing)


def overlap(one: dict[str, Any], other: dict[str, Any]) -> float:
    return float(one["r"] + other["r"] - hypot(one["x"] - other["x"], one["y"] - other["y"]))


def test_circles_keep_apart_and_on_the_map() -> None:
    circles = settled(TownMap(), towns(45, members=75))

    assert max(overlap(one, other) for one, other in combinations(circles, 2)) < 3
    for one in circles:
        assert one["r"] <= one["x"] <= WIDTH - one["r"]
        assert one["r"] <= one["y"] <= HEIGHT - one["r"]


def test_a_circle_grows_with_its_members_and_fills_up() -> None:
    town_map = TownMap()
    (small, _), (large, full) = (
        town_map.place([Town("a", "A", 20, 0), Town("b", "B", 70, 0)]),
        town_map.place([Town("a", "A", 80, 0), Town("b", "B", 140, 0)]),
    )

    assert large["r"] > small["r"]
    assert (small["full"], small["splits"]) == (0.143, False)
    assert (full["full"], full["splits"]) == (1.0, True)


def test_halves_begin_where_the_whole_was() -> None:
    town_map, standing = TownMap(), towns(6)
    whole = settled(town_map, standing)[0]
    halves = [Town(half, half, 30, 1.0, ("c0",)) for half in ("left", "right")]

    placed = town_map.place([*standing[1:], *halves])

    for half in placed[-2:]:
        assert hypot(half["x"] - whole["x"], half["y"] - whole["y"]) < 2 * whole["r"]


def test_a_merged_community_begins_between_its_parents() -> None:
    town_map, standing = TownMap(), towns(2)
    one, other = settled(town_map, standing)

    (merged,) = town_map.place([Town("m", "M", 120, 1.0, ("c0", "c1"))])

    middle = ((one["x"] + other["x"]) / 2, (one["y"] + other["y"]) / 2)
    assert hypot(merged["x"] - middle[0], merged["y"] - middle[1]) < merged["r"]


def test_the_same_story_makes_the_same_map() -> None:
    assert settled(TownMap(), towns(9)) == settled(TownMap(), towns(9))
