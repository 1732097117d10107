"""Targets that no run can meet together, since of what measures count one follows from another."""

from collections.abc import Iterator, Mapping, Sequence
from math import prod

from experiments.tuning.targets import Goal

SHARES = ("karma_gini", "reciprocity")
SHARE = "_rate"
"""Measures of these names, and those with this ending, are shares of a whole."""

NEVER_ABOVE: tuple[tuple[str, str], ...] = (
    ("requests_completed", "requests_accepted"),
    ("requests_completed", "requests_created"),
    ("requests_accepted", "requests_created"),
    ("requests_offered", "requests_created"),
    ("requests_open", "requests_created"),
    ("requests_matched", "requests_accepted"),
    ("completion_rate", "match_completion_rate"),
    ("members_per_community_mean", "members_per_community_max"),
    ("members_per_community_max", "members_per_community_peak"),
    ("communities", "communities_peak"),
    ("requests_open_per_user_mean", "requests_open_per_user_max"),
    ("members_active_last_day", "users_registered"),
)
"""The first of each pair cannot be greater than the second."""

EQUAL_PRODUCTS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("offer_rate", "accept_rate", "match_completion_rate"), ("completion_rate",)),
    (("completion_rate", "requests_created"), ("requests_completed",)),
    (("match_completion_rate", "requests_accepted"), ("requests_completed",)),
    (("offer_rate", "requests_created"), ("requests_offered",)),
    (("offers_per_request_mean", "requests_created"), ("offers_made",)),
    (("requests_open_per_user_mean", "users_registered"), ("requests_open",)),
    (
        ("members_per_community_mean", "communities"),
        ("memberships_per_user_mean", "users_registered"),
    ),
)
"""Both sides of each pair, multiplied, are the same number: that is how the rates are defined."""

type Goals = Mapping[str, Goal]


def contradictions(goals: Goals) -> Iterator[tuple[str, str]]:
    """Each target that cannot be met, with a sentence that says why."""
    for name, goal in goals.items():
        if goal.high < 0:
            yield name, f"({goal}) cannot be met: the measure is never below 0."
        if (name in SHARES or name.endswith(SHARE)) and goal.low > 1:
            yield name, f"({goal}) cannot be met: the measure is a share, 1 at most."
    for lesser, greater in NEVER_ABOVE:
        if lesser in goals and greater in goals and goals[lesser].low > goals[greater].high:
            yield (
                lesser,
                f"({goals[lesser]}) contradicts {greater} ({goals[greater]}), which it never "
                "exceeds; change one of the two.",
            )
    for one, other in EQUAL_PRODUCTS:
        if all(name in goals for name in (*one, *other)) and _apart(goals, one, other):
            yield (
                one[0],
                f"({goals[one[0]]}) contradicts the other targets: {' x '.join(one)} is "
                f"{' x '.join(other)}, and these targets leave no such numbers; change one.",
            )


def _apart(goals: Goals, one: Sequence[str], other: Sequence[str]) -> bool:
    return _least(goals, one) > _most(goals, other) or _least(goals, other) > _most(goals, one)


def _least(goals: Goals, names: Sequence[str]) -> float:
    return prod(max(goals[name].low, 0.0) for name in names)


def _most(goals: Goals, names: Sequence[str]) -> float:
    return prod(goals[name].high for name in names)
