"""How the karma of one match is divided (rules, section 14, and clarification 12)."""

from collections.abc import Sequence
from math import floor

POOL = 100
MOST_COMMUNITIES = 3
MILESTONES = {
    1: (15, "First help in community"),
    10: (25, "10 exchanges milestone"),
    50: (50, "50 exchanges milestone"),
    100: (100, "100 exchanges milestone"),
}
"""Bonus points and reason, by the helper's number of helps in a community."""

Split = tuple[float, float]
"""The shares of helper and requester in percent; 60 and 40 unless a community says otherwise."""

DEFAULT_SPLIT: Split = (60, 40)


def allocate(splits: Sequence[Split], multipliers: Sequence[float] = ()) -> list[tuple[int, int]]:
    """The points of helper and requester in each community.

    The pool is divided equally, then by each community's split. Whole points come first; those
    that are missing go one each to the largest remainders of the raw doubles, helper before
    requester, community by community.
    """
    each = POOL / len(splits)
    exact = [
        each * factor * (percent / 100)
        for split, factor in zip(splits, multipliers or [1.0] * len(splits), strict=True)
        for percent in split
    ]
    points = [floor(share) for share in exact]
    # Added up pair by pair, as the platform does, since doubles depend on the order.
    total = 0.0
    for helper, requester in zip(exact[::2], exact[1::2], strict=True):
        total += helper + requester
    missing = floor(total - sum(points) + 0.5)
    remainders = [share - whole for share, whole in zip(exact, points, strict=True)]
    by_remainder = sorted(range(len(exact)), key=lambda index: -remainders[index])
    for index in by_remainder[: max(missing, 0)]:
        points[index] += 1
    return list(zip(points[::2], points[1::2], strict=True))
