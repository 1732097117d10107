"""Chance, drawn from one stream.

Everything rests on `Random.random()`, whose values Python keeps the same in every version; its
other methods may change between versions, and with them every decision.
"""

from bisect import bisect_left
from collections.abc import Sequence
from random import Random


class Draw:
    """The draws that members make; each consumes a known number of values of the stream."""

    __slots__ = ("_random", "source")

    def __init__(self, source: Random) -> None:
        self.source = source
        self._random = source.random

    def chance(self, probability: float) -> bool:
        """True with this probability, 0 to 1."""
        return self._random() < probability

    def between(self, low: float, high: float) -> float:
        """A number, uniform between low and high."""
        return low + self._random() * (high - low)

    def whole(self, low: int, high: int) -> int:
        """A whole number, uniform between low and high, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick[T](self, things: Sequence[T]) -> T:
        """One of the things, each equally likely; raises IndexError when there is none."""
        return things[int(self._random() * len(things))]

    def some[T](self, things: Sequence[T], count: int) -> list[T]:
        """Some different things in random order, at most as many as there are."""
        left = list(things)
        return [left.pop(int(self._random() * len(left))) for _ in range(min(count, len(left)))]

    def weighted[T](self, candidates: Sequence[tuple[T, float]]) -> T:
        """One of the candidates by weight: the first whose weight uses up a uniform draw."""
        left = self._random() * sum([weight for _, weight in candidates])
        for thing, weight in candidates:
            left -= weight
            if left <= 0:
                return thing
        return candidates[-1][0]

    def place(self, marks: Sequence[float], total: float) -> int:
        """Before which of the ascending marks a number lies, uniform between 0 and the total.

        The weighted draw of whoever draws often: `marks` are the running sums of the weights, the
        last one left out.
        """
        return bisect_left(marks, self._random() * total)
