"""A measured value, and how values become comparable on a machine that is shared.

Absolute numbers move with whatever else the machine does. A ratio moves less: both sides are
measured in turn (A B A B), and the ratio is the median over the pairs.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly to measure: `repeat` pairs; `quick` takes the smallest sizes that work."""

    repeat: int = 3
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, and its ratio to a peer of the same run."""

    name: str
    value: float
    unit: str
    peer: str = ""
    ratio: float | None = None


type Benchmark = Callable[[Effort], Iterator[Row]]


def in_turn[T](repeat: int, *samples: Callable[[], T]) -> list[list[T]]:
    """Take each sample once per round; returns the values of each sample, round by round."""
    values: list[list[T]] = [[] for _ in samples]
    for _ in range(repeat):
        for kept, sample in zip(values, samples, strict=True):
            gc.collect()  # nobody pays for what the one before has left behind
            kept.append(sample())
    return values


def alone(name: str, unit: str, values: Sequence[float]) -> Row:
    """The median of the values, for a row that is itself the peer of others."""
    return Row(name, median(values), unit)


def beside(
    name: str, unit: str, values: Sequence[float], peer: Row, others: Sequence[float]
) -> Row:
    """The median of the values, and of the pairwise ratios to a peer's values."""
    ratio = median(one / other for one, other in zip(values, others, strict=True))
    return Row(name, median(values), unit, peer.name, ratio)
