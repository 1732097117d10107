"""Communities of every status, and by what the active ones are found."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from adapters.dryrun.ordered import Newest
from adapters.dryrun.records import CommunityRecord


class CommunityShelf:
    """All communities; the active ones in their order, and by what makes them the same."""

    def __init__(
        self, changed: Callable[[CommunityRecord], None], status_changed: Callable[[], None]
    ) -> None:
        self.rows: dict[str, CommunityRecord] = {}
        self.active: Newest[CommunityRecord] = Newest()
        self._by_identity: dict[tuple[str, str], CommunityRecord] = {}
        self._changed = changed
        self._status_changed = status_changed

    def add(self, row: CommunityRecord) -> None:
        """Keep a new community."""
        self.rows[row.id] = row
        self._list(row)
        self._changed(row)

    def called(self, name: str, location: str | None) -> CommunityRecord | None:
        """The active community of this identity (ADR-062), if there is one."""
        return self._by_identity.get(identity(name, location))

    def revise(self, row: CommunityRecord, now: datetime, **columns: Any) -> None:
        """Write some columns, the status too, in every index."""
        self._unlist(row)
        before = row.status
        for name, value in columns.items():
            setattr(row, name, value)
        row.updated_at = now
        self._list(row)
        if row.status != before:
            self._status_changed()
        self._changed(row)

    def _list(self, row: CommunityRecord) -> None:
        if row.status == "active":
            self.active.add(row)
            self._by_identity[identity(row.name, row.location)] = row

    def _unlist(self, row: CommunityRecord) -> None:
        if row.status == "active":
            self.active.remove(row)
            self._by_identity.pop(identity(row.name, row.location), None)


def identity(name: str, location: str | None) -> tuple[str, str]:
    """What makes two active communities the same (ADR-062): trimmed lower-case name and place."""
    return (name.strip().lower(), (location or "").strip().lower())
