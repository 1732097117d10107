"""Provider profiles: by id, by person, and ranked as the directory shows them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct
from sortedcontainers import SortedKeyList

from adapters.dryrun.records import UserRecord

EVERY = ""
"""Stands for "whatever the service" in an index key."""


class ProviderRecord(Struct, eq=False):
    """A row of `requests.provider_profiles`, with its ride details and its score.

    The four ride columns are None without a row of ride details. `stars` is the sum over all
    reviews; `completion_rate` is in per cent, `trust_score` 0 to 100.
    """

    id: str
    user: UserRecord
    service_type: str
    display_name: str
    bio: str | None
    pricing_notes: str | None
    location_notes: str | None
    created_at: datetime
    updated_at: datetime
    is_active: bool = True
    is_available: bool = False
    vehicle_type: str | None = None
    max_passengers: int | None = None
    typical_routes: str | None = None
    advance_booking_required: bool | None = None
    stars: int = 0
    total_reviews: int = 0
    completion_rate: int = 0
    trust_score: int = 0

    @property
    def avg_stars(self) -> float:
        """The mean of all reviews as its column keeps it: two decimals, half up; 0 of none."""
        if not self.total_reviews:
            return 0.0
        return (200 * self.stars + self.total_reviews) // (2 * self.total_reviews) / 100


def by_rank(row: ProviderRecord) -> tuple[int, datetime, str]:
    """The sort key of the directory, worst first: score, then age (rules 10)."""
    return (row.trust_score, row.created_at, row.id)


class ProviderShelf:
    """All profiles; `changed` and `gone` tell the journal."""

    def __init__(
        self, changed: Callable[[ProviderRecord], None], gone: Callable[[ProviderRecord], None]
    ) -> None:
        self._changed = changed
        self._gone = gone
        self.rows: dict[str, ProviderRecord] = {}
        self._of: defaultdict[str, dict[str, ProviderRecord]] = defaultdict(dict)
        self._ranked: defaultdict[str, SortedKeyList] = defaultdict(
            lambda: SortedKeyList(key=by_rank)
        )

    def of(self, user: UserRecord) -> Sequence[ProviderRecord]:
        """A person's profiles, oldest first, inactive ones too."""
        return tuple(self._of.get(user.id, {}).values())

    def held(self, user: UserRecord, service_type: str) -> ProviderRecord | None:
        """A person's profile for one service, if there is one."""
        return self._of.get(user.id, {}).get(service_type)

    def ranked(self, service_type: str) -> Iterator[ProviderRecord]:
        """The active profiles for one service, or for every one, best first."""
        best_first: Iterator[ProviderRecord] = reversed(self._ranked[service_type])
        return best_first

    def add(self, row: ProviderRecord) -> None:
        """Keep a new, active profile."""
        self.rows[row.id] = row
        self._of[row.user.id][row.service_type] = row
        self._list(row)
        self._changed(row)

    def rewritten(self, row: ProviderRecord) -> None:
        """Texts or availability have changed, nothing that ranks."""
        self._changed(row)

    def rescore(self, row: ProviderRecord, trust_score: int) -> None:
        """Give a profile its score, in the ranking as well."""
        if row.is_active:
            self._unlist(row)
        row.trust_score = trust_score
        if row.is_active:
            self._list(row)
        self._changed(row)

    def remove(self, row: ProviderRecord) -> None:
        """Delete a profile for good."""
        if row.is_active:
            self._unlist(row)
        del self._of[row.user.id][row.service_type]
        del self.rows[row.id]
        self._gone(row)

    def _list(self, row: ProviderRecord) -> None:
        for kind in (EVERY, row.service_type):
            self._ranked[kind].add(row)

    def _unlist(self, row: ProviderRecord) -> None:
        for kind in (EVERY, row.service_type):
            self._ranked[kind].remove(row)
