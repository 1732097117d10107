"""Rows in the platform's order: newest first, equal times by id (the emulator's tie-break)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from sortedcontainers import SortedList


class Row(Protocol):
    """Anything with an id and a time of creation."""

    @property
    def id(self) -> str:
        """The row's UUID."""

    @property
    def created_at(self) -> datetime:
        """When the row came into being."""


class Newest[R: Row]:
    """A set of rows that is read newest first; adding and removing cost O(log n).

    The keys stand beside the rows: a key function would be called anew for every comparison.
    """

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: SortedList = SortedList()

    def add(self, row: R) -> None:
        """Put a row in its place."""
        self._rows.add((row.created_at, row.id, row))

    def remove(self, row: R) -> None:
        """Take a row out; raises ValueError when it is not here."""
        place = self._rows.bisect_left((row.created_at, row.id))
        if place == len(self._rows) or self._rows[place][2] is not row:
            raise ValueError(f"{row.id} is not here")
        del self._rows[place]

    def __iter__(self) -> Iterator[R]:
        for _, _, row in reversed(self._rows):
            yield row

    def __len__(self) -> int:
        return len(self._rows)
