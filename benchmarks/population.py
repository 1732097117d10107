"""The cost of an action must not grow with the number of people."""

from collections.abc import Iterator
from functools import partial

from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.towns import speed_of, town

SIZES = (100, 1_000, 10_000)
COMMUNITY_SIZE = 150  # karmyq's limit; the city's content has places for 10 000 people of this size
PEOPLE_PER_WORKER = 40  # about the reference's, so that everybody acts equally often in each size


def actions_per_second(people: int, days: float) -> float:
    """The reference's habits among so many people, each in one community."""
    changes = (
        f"workers.count={max(1, people // PEOPLE_PER_WORKER)}",
        f"population.initial={people}",
        f"population.communities={-(-people // COMMUNITY_SIZE)}",
        "population.joins=[1, 1]",
        "limits.memberships=1",
        f"growth.max_users={people}",
    )
    return speed_of(town(changes), days).actions


def measure(effort: Effort) -> Iterator[Row]:
    """Actions per second of each size, with the ratio to the smallest."""
    sizes, days = (SIZES[:2], 0.02) if effort.quick else (SIZES, 0.25)
    rates = in_turn(effort.repeat, *(partial(actions_per_second, size, days) for size in sizes))
    peer = alone(f"dry run, {sizes[0]} people", "actions/s", rates[0])
    yield peer
    for people, values in zip(sizes[1:], rates[1:], strict=True):
        yield beside(f"dry run, {people} people", "actions/s", values, peer, rates[0])
