"""Rows in the platform's order: newest first, equal times by id (the emulator's tie-break)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from sortedcontainers import SortedKeyList


class Row(Protocol):
    """Anything with an id and a time of creation."""

    @property
    def id(self) -> str:
        """The row's UUID."""

    @property
    def created_at(self) -> datetime:
        """When the row came into being."""


def by_age(row: Row) -> tuple[datetime, str]:
    """The sort key, oldest first."""
    return (row.created_at, row.id)


class Newest[R: Row]:
    """A set of rows that is read newest first; adding and removing cost O(log n)."""

    def __init__(self) -> None:
        self._rows: SortedKeyList = SortedKeyList(key=by_age)

    def add(self, row: R) -> None:
        """Put a row in its place."""
        self._rows.add(row)

    def remove(self, row: R) -> None:
        """Take a row out; raises ValueError when it is not here."""
        self._rows.remove(row)

    def __iter__(self) -> Iterator[R]:
        newest_first: Iterator[R] = reversed(self._rows)
        return newest_first

    def __len__(self) -> int:
        return len(self._rows)
