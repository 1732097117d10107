"""Nominations and who has ratified them: by id, and the pending ones of each community."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from msgspec import Struct, field

from adapters.dryrun.records import CommunityRecord, UserRecord


class NominationRecord(Struct, eq=False):
    """A row of `communities.governance_nominations`, with those who ratified it and when.

    `required` is the number of ratifications, fixed when the nomination was made.
    """

    id: str
    community: CommunityRecord
    nominee: UserRecord
    nominator: UserRecord
    role: str
    required: int
    created_at: datetime
    status: str = "pending"
    resolved_at: datetime | None = None
    ratified_at: dict[str, datetime] = field(default_factory=dict)


class GovernanceShelf:
    """All nominations."""

    def __init__(self, changed: Callable[[NominationRecord], None]) -> None:
        self.rows: dict[str, NominationRecord] = {}
        self._pending: defaultdict[str, dict[str, NominationRecord]] = defaultdict(dict)
        self._changed = changed

    def pending(self, community_id: str) -> Iterator[NominationRecord]:
        """The pending nominations of a community, newest first."""
        return reversed(self._pending.get(community_id, {}).values())

    def has_pending(self, community_id: str) -> bool:
        """Whether a community has pending nominations."""
        return bool(self._pending.get(community_id))

    def is_pending(self, community_id: str, nominee: UserRecord, role: str) -> bool:
        """Whether this person waits for this role there already."""
        rows = self._pending.get(community_id, {}).values()
        return any(row.nominee is nominee and row.role == role for row in rows)

    def waiting_for(self, me: UserRecord, places: Iterable[str]) -> int:
        """How many nominations of others, by others, a member of these has not ratified yet."""
        due = 0  # a loop costs half of what a sum does, and it is asked at every wake-up
        for place in places:
            for row in self._pending[place].values():
                if (
                    me.id not in row.ratified_at
                    and me is not row.nominee
                    and me is not row.nominator
                ):
                    due += 1
        return due

    def add(self, row: NominationRecord) -> None:
        """Keep a new pending nomination."""
        self.rows[row.id] = row
        self._pending[row.community.id][row.id] = row
        self._changed(row)

    def ratify(self, row: NominationRecord, user: UserRecord, now: datetime) -> None:
        """Count a voice, once per person."""
        if user.id not in row.ratified_at:
            row.ratified_at[user.id] = now
            self._changed(row)

    def resolve(self, row: NominationRecord, now: datetime) -> None:
        """A nomination has reached its number."""
        row.status, row.resolved_at = "ratified", now
        del self._pending[row.community.id][row.id]
        self._changed(row)
