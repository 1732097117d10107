"""Offers of providers on requests: by id, by provider, by request."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from adapters.dryrun.ordered import Newest
from adapters.dryrun.records import RequestRecord, UserRecord

OfferStatus = Literal["pending", "accepted", "declined", "withdrawn"]
LIVE_OFFER: tuple[OfferStatus, ...] = ("pending", "accepted")


class ProviderOfferRecord(Struct, eq=False):
    """A row of `provider.offers`; the profile may be gone, so only its id is kept."""

    id: str
    provider_id: str
    user: UserRecord
    request: RequestRecord
    price: float | None
    note: str | None
    created_at: datetime
    updated_at: datetime
    status: OfferStatus = "pending"


class ProviderOfferShelf:
    """All offers of providers; `wrote` and `gone` tell the journal."""

    def __init__(
        self,
        wrote: Callable[[ProviderOfferRecord], None],
        gone: Callable[[ProviderOfferRecord], None],
    ) -> None:
        self._wrote = wrote
        self._gone = gone
        self.rows: dict[str, ProviderOfferRecord] = {}
        self._of: defaultdict[str, Newest[ProviderOfferRecord]] = defaultdict(Newest)
        self._on: defaultdict[str, list[ProviderOfferRecord]] = defaultdict(list)

    def of(self, user: UserRecord) -> Sequence[ProviderOfferRecord]:
        """A person's own offers, newest first."""
        return tuple(self._of.get(user.id, ()))

    def on(self, request: RequestRecord) -> Sequence[ProviderOfferRecord]:
        """The offers on a request, newest first."""
        rows = self._on.get(request.id, [])
        return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)

    def has_live(self, user: UserRecord, request: RequestRecord) -> bool:
        """Whether the person's offer on the request is pending or accepted."""
        rows = self._on.get(request.id, [])
        return any(row.user is user and row.status in LIVE_OFFER for row in rows)

    def add(self, row: ProviderOfferRecord) -> None:
        """Keep a new offer."""
        self.rows[row.id] = row
        self._of[row.user.id].add(row)
        self._on[row.request.id].append(row)
        self._wrote(row)

    def set_status(self, row: ProviderOfferRecord, status: OfferStatus, now: datetime) -> None:
        """Move an offer to another status."""
        row.status, row.updated_at = status, now
        self._wrote(row)

    def drop_on(self, request: RequestRecord) -> None:
        """A request is deleted: nothing leads to its offers any more."""
        for row in self._on.pop(request.id, []):
            self._of[row.user.id].remove(row)
            del self.rows[row.id]
            self._gone(row)
