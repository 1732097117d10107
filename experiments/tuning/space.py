"""The parameters of a search: scenario keys, the bounds between which they change, and their start.

A key with `*` as a step names that value in every profile (or mapping) that has it, and all of them
get the same value. Places are what the search works with: 0..1 for each parameter, of the range or
of its logarithm.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios import Scenario
from scenarios.writing import children

EVERY = "*"
DIGITS = 4
"""Significant digits of a value that is tried; more would show how binary counts."""

type Values = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One parameter: its name as written, the keys that it sets, its bounds and its start."""

    name: str
    keys: tuple[str, ...]
    low: float
    high: float
    start: float
    log: bool = False
    whole: bool = False

    def place(self, value: float) -> float:
        """Where a value lies, from 0 at the lower bound to 1 at the upper."""
        low, high, here = self._scaled(self.low), self._scaled(self.high), self._scaled(value)
        return (here - low) / (high - low)

    def value(self, place: float) -> float:
        """The value at a place, rounded, within the bounds."""
        low, high = self._scaled(self.low), self._scaled(self.high)
        here = low + min(max(place, 0.0), 1.0) * (high - low)
        exact = math.exp(here) if self.log else here
        rounded = round(exact) if self.whole else float(f"{exact:.{DIGITS}g}")
        return min(max(rounded, self.low), self.high)

    def changes(self, value: float) -> Iterator[str]:
        """The value at its keys, written like --set's."""
        text = str(round(value)) if self.whole else f"{value:.12g}"
        return (f"{key}={text}" for key in self.keys)

    def _scaled(self, value: float) -> float:
        return math.log(value) if self.log else value


@dataclass(frozen=True, slots=True)
class Space:
    """All parameters of a search, in the order of the file."""

    dimensions: tuple[Dimension, ...]

    @property
    def start(self) -> dict[str, float]:
        """The values that the search starts from."""
        return {one.name: one.start for one in self.dimensions}

    def values(self, places: Sequence[float]) -> dict[str, float]:
        """The values at a place."""
        pairs = zip(self.dimensions, places, strict=True)
        return {one.name: one.value(place) for one, place in pairs}

    def places(self, values: Values) -> tuple[float, ...]:
        """The place of some values."""
        return tuple(one.place(values[one.name]) for one in self.dimensions)

    def changes(self, values: Values) -> tuple[str, ...]:
        """Some values, written like --set's."""
        return tuple(text for one in self.dimensions for text in one.changes(values[one.name]))

    def distance(self, values: Values) -> float:
        """How far values are from the start: the mean square over parameters, 1 a whole range."""
        here, start = self.places(values), self.places(self.start)
        return sum((a - b) ** 2 for a, b in zip(here, start, strict=True)) / len(here)


def keys_of(key: str, scenario: Scenario) -> tuple[str, ...]:
    """The keys that a key with `*` stands for: those that the scenario has a value at."""
    if EVERY not in key.split("."):
        return (key,)
    return tuple(_found(key.split("."), (), scenario))


def _found(steps: Sequence[str], before: tuple[str, ...], here: object) -> Iterator[str]:
    if not steps:
        yield ".".join(before)
        return
    below = children(here)
    first, *rest = steps
    for name in list(below) if first == EVERY else [first]:
        if name in below:
            yield from _found(rest, (*before, name), below[name])
