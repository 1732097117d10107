"""What a measure is."""

from collections.abc import Callable
from typing import NamedTuple

from model.ledger import Ledger

Formula = Callable[[Ledger, int], float | int | None]


class Measure(NamedTuple):
    """A name, what it means, and how it is computed from the ledger at a time in ms."""

    name: str
    meaning: str
    formula: Formula


def ratio(part: float, whole: float) -> float | None:
    """A part of a whole; None of nothing."""
    return part / whole if whole else None


def count_of(name: str, meaning: str, fact: str) -> Measure:
    """How often a fact has happened."""
    return Measure(name, meaning, lambda ledger, _: ledger.tallies.facts[fact])
