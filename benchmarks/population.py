"""The cost of an action must not grow with the number of people."""

from collections.abc import Iterator

from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.towns import speed_of, town

SIZES = (100, 1_000, 10_000)
JOINS = 6  # the most that the reference lets a person join before time zero
COMMUNITY_SIZE = 75  # as in the reference


def calls_per_second(people: int, days: float) -> float:
    """The reference's habits and workers among so many people, in communities of its usual size."""
    changes = (
        f"population.initial={people}",
        f"population.communities={max(JOINS, round(people * JOINS / COMMUNITY_SIZE))}",
        f"limits.communities={people}",
        f"growth.max_users={people}",
    )
    return speed_of(town(changes), days).actions


def measure(effort: Effort) -> Iterator[Row]:
    """Actions per second of each size, with the ratio to the smallest."""
    sizes, days = (SIZES[:2], 0.05) if effort.quick else (SIZES, 1.0)
    rates = in_turn(effort.repeat, *(lambda n=n: calls_per_second(n, days) for n in sizes))
    peer = alone(f"dry run, {sizes[0]} people", "actions/s", rates[0])
    yield peer
    for people, values in zip(sizes[1:], rates[1:], strict=True):
        yield beside(f"dry run, {people} people", "actions/s", values, peer, rates[0])
