"""Private first asks: one row per request, ever."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from adapters.dryrun.ordered import Newest
from adapters.dryrun.records import RequestRecord, UserRecord
from adapters.entities import DibsStatus


class DibsRecord(Struct, eq=False):
    """A row of `requests.dibs`; its requester is the request's."""

    id: str
    request: RequestRecord
    provider_user: UserRecord
    expires_at: datetime
    created_at: datetime
    updated_at: datetime
    status: DibsStatus = "pending"


class DibsShelf:
    """All dibs by id and by request, and the pending ones by nominee; `Waits` counts these.

    `wrote` and `deleted` tell the journal.
    """

    def __init__(
        self, wrote: Callable[[DibsRecord], None], deleted: Callable[[DibsRecord], None]
    ) -> None:
        self.rows: dict[str, DibsRecord] = {}
        self._by_request: dict[str, DibsRecord] = {}
        self._pending: defaultdict[str, Newest[DibsRecord]] = defaultdict(Newest)
        self._wrote = wrote
        self._deleted = deleted

    def add(self, row: DibsRecord) -> None:
        """Keep a new pending row."""
        self.rows[row.id] = row
        self._by_request[row.request.id] = row
        self._pending[row.provider_user.id].add(row)
        row.provider_user.waits.dibs_to_answer += 1
        self._wrote(row)

    def of_request(self, request_id: str) -> DibsRecord | None:
        """The one row that a request may have."""
        return self._by_request.get(request_id)

    def pending_for(self, user_id: str) -> Newest[DibsRecord]:
        """The pending rows that name a person, newest first."""
        return self._pending[user_id]

    def end(self, row: DibsRecord, status: DibsStatus, now: datetime) -> None:
        """A pending row is answered, or has run out."""
        self._unlist(row)
        row.status, row.updated_at = status, now
        self._wrote(row)

    def end_pending(self, request: RequestRecord, now: datetime) -> None:
        """The request went another way: what is pending has run out."""
        row = self._by_request.get(request.id)
        if row is not None and row.status == "pending":
            self.end(row, "expired", now)

    def drop_of(self, request: RequestRecord) -> None:
        """The request is deleted, and its row with it."""
        row = self._by_request.pop(request.id, None)
        if row is None:
            return
        del self.rows[row.id]
        if row.status == "pending":
            self._unlist(row)
        self._deleted(row)

    def _unlist(self, row: DibsRecord) -> None:
        self._pending[row.provider_user.id].remove(row)
        row.provider_user.waits.dibs_to_answer -= 1
