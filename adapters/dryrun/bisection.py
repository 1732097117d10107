"""Splitting a membership in two halves that keep together who trusts whom (rules, section 9).

1. everybody's live trust is added up, most first; the upper half, rounded up, is group A
2. up to ten passes move whoever trusts the other group more than the own, as long as the sizes
   afterwards differ by one at most: between two even halves nobody moves (clarification 10)
"""

from collections.abc import Mapping, Sequence
from typing import Literal

type Group = Literal["group_a", "group_b"]
type Ties = Mapping[str, Mapping[str, float]]
"""Everybody's live trust in everybody else, by the two ids; who trusts nobody may be missing."""

PASSES = 10
LARGEST_DIFFERENCE = 1
"""By how many members the halves may differ after a move (rules, section 9)."""


def bisect(members: Sequence[str], ties: Ties) -> dict[str, Group]:
    """Which half each member is put in; where trust says nothing, the order of the members does."""
    sums = {one: sum(ties.get(one, {}).values()) for one in members}
    ranked = sorted(members, key=lambda one: -sums[one])
    upper = (len(ranked) + 1) // 2
    groups: dict[str, Group] = {
        one: "group_a" if place < upper else "group_b" for place, one in enumerate(ranked)
    }
    for _ in range(PASSES):
        if not _pass(ranked, groups, ties):
            break
    return groups


def _pass(members: Sequence[str], groups: dict[str, Group], ties: Ties) -> bool:
    """Look at everybody once; says whether anybody moved."""
    moved = False
    for one in members:
        here, there = groups[one], other(groups[one])
        known = ties.get(one, {})
        if _pull(known, groups, there) > _pull(known, groups, here) and _may_move(groups, here):
            groups[one] = there
            moved = True
    return moved


def _pull(known: Mapping[str, float], groups: Mapping[str, Group], group: Group) -> float:
    return sum(weight for friend, weight in known.items() if groups.get(friend) == group)


def _may_move(groups: Mapping[str, Group], here: Group) -> bool:
    size = sum(group == here for group in groups.values())
    return abs((size - 1) - (len(groups) - size + 1)) <= LARGEST_DIFFERENCE


def other(group: Group) -> Group:
    """The half that is not this one."""
    return "group_b" if group == "group_a" else "group_a"
