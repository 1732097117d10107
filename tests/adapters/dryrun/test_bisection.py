"""Two halves of a membership: by trust where there is any, else by the members' order."""

from collections import Counter
from collections.abc import Mapping

import pytest

from adapters.dryrun.bisection import bisect, other


def both_ways(*edges: tuple[str, str, float]) -> dict[str, dict[str, float]]:
    ties: dict[str, dict[str, float]] = {}
    for one, friend, weight in edges:
        ties.setdefault(one, {})[friend] = weight
        ties.setdefault(friend, {})[one] = weight
    return ties


def half(groups: Mapping[str, str], name: str) -> str:
    return "".join(sorted(one for one, group in groups.items() if group == name))


@pytest.mark.parametrize(
    ("members", "a", "b"), [("a", "a", ""), ("ab", "a", "b"), ("abc", "ab", "c")]
)
def test_without_trust_the_order_decides_and_a_takes_the_odd_one(
    members: str, a: str, b: str
) -> None:
    groups = bisect(members, {})

    assert (half(groups, "group_a"), half(groups, "group_b")) == (a, b)


def test_nobody_is_split_into_nothing() -> None:
    assert bisect([], {}) == {}


def test_the_most_trusted_half_is_group_a() -> None:
    groups = bisect("abcd", both_ways(("c", "d", 5.0), ("a", "b", 1.0)))

    assert half(groups, "group_a") == "cd"


def test_between_even_halves_nobody_moves() -> None:
    # d trusts only a, who is in the other half: a move would make 3 of 2 against 1.
    groups = bisect("abcd", both_ways(("a", "b", 1.0), ("a", "d", 0.9), ("b", "c", 0.95)))

    assert Counter(groups.values()) == {"group_a": 2, "group_b": 2}
    assert half(groups, "group_a") == "ab"


def test_in_an_odd_membership_somebody_goes_to_the_friends() -> None:
    # By trust: a 3, e 2, b 2, then c 1.5 and d 1.5: e sits in A, and both friends in B.
    ties = both_ways(("a", "b", 2.0), ("a", "x", 1.0), ("e", "c", 1.0), ("e", "d", 1.0))
    groups = bisect("abecd", ties)

    assert half(groups, "group_a") == "ab"
    assert half(groups, "group_b") == "cde"


def test_trust_in_people_outside_moves_nobody() -> None:
    groups = bisect("abc", {"a": {"stranger": 9.0}})

    assert half(groups, "group_a") == "ab"


def test_the_halves_differ_by_one_at_most_whatever_the_trust() -> None:
    members = [f"m{number}" for number in range(141)]
    ties = both_ways(
        *((one, members[(place * 7 + 3) % 141], 1.0 + place) for place, one in enumerate(members))
    )
    sizes = Counter(bisect(members, ties).values())

    assert sorted(sizes.values()) == [70, 71]


def test_there_are_two_halves() -> None:
    assert (other("group_a"), other("group_b")) == ("group_b", "group_a")
