"""Rows in the platform's order: newest first, equal times by id (the emulator's tie-break)."""

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter
from typing import Protocol

ANY = ""
"""Stands for "whatever the status" and "wherever" in an index key."""


class Row(Protocol):
    """Anything with an id and a time of creation."""

    @property
    def id(self) -> str:
        """The row's UUID."""

    @property
    def created_at(self) -> datetime:
        """When the row came into being."""


_KEY = attrgetter("created_at", "id")


class Newest[R: Row]:
    """A set of rows that is read newest first; finding a row's place costs O(log n).

    A plain list: pages are read far more often than rows come and go, nearly all rows come at its
    end, and moving the pointers behind a place costs less than a sorted container's bookkeeping.
    """

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: list[R] = []

    def add(self, row: R) -> None:
        """Put a row in its place."""
        if not self._rows or self._rows[-1].created_at < row.created_at:
            self._rows.append(row)
        else:
            insort(self._rows, row, key=_KEY)

    def remove(self, row: R) -> None:
        """Take a row out; raises ValueError when it is not here."""
        place = bisect_left(self._rows, _KEY(row), key=_KEY)
        if place == len(self._rows) or self._rows[place] is not row:
            raise ValueError(f"{row.id} is not here")
        del self._rows[place]

    def __iter__(self) -> Iterator[R]:
        return reversed(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
