"""The platform's clean-up jobs: expiry every hour, deletion once a day (rules 4.6).

They stand in the timetable, and only while there is something to expire or to delete.
"""

from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import RequestRecord

HOUR = timedelta(hours=1)
KEPT_AFTER_EXPIRY = timedelta(days=7)
NEVER = datetime.max.replace(tzinfo=UTC)


class Jobs:
    """Flags requests past `expires_at`, and deletes them a week later."""

    def __init__(self, kernel: Kernel) -> None:
        self._store = kernel.store
        self._clock = kernel.clock
        self._timetable = kernel.timetable
        self._ends: list[tuple[datetime, str]] = []
        self._flagged: list[tuple[datetime, str]] = []
        self._next = NEVER

    def watch(self, request: RequestRecord, since: datetime | None = None) -> None:
        """A request that is new, or open again (`since` a job's moment, else now), will expire."""
        heappush(self._ends, (request.expires_at, request.id))
        self._book(next_hour(max(request.expires_at, since or self._clock())))

    def _book(self, moment: datetime) -> None:
        if moment < self._next:
            self._next = moment
            self._timetable.at(moment, self._run)

    def _run(self, moment: datetime) -> None:
        if moment != self._next:  # an earlier booking has taken its place
            return
        self._flag(moment)
        if moment.hour == 0:
            self._delete(moment)
        self._next = NEVER
        waiting = [heap[0][0] for heap in (self._ends, self._flagged) if heap]
        if waiting:
            self._book(max(moment + HOUR, next_hour(min(waiting))))

    def _flag(self, moment: datetime) -> None:
        while self._ends and self._ends[0][0] < moment:
            request = self._store.requests.get(heappop(self._ends)[1])
            if request is not None and request.status == "open" and not request.expired:
                self._store.expire(request)
                heappush(self._flagged, (moment + KEPT_AFTER_EXPIRY, request.id))

    def _delete(self, moment: datetime) -> None:
        while self._flagged and self._flagged[0][0] < moment:
            self._store.drop_request(self._store.requests[heappop(self._flagged)[1]])


def next_hour(moment: datetime) -> datetime:
    """The first full hour after a moment."""
    return moment.replace(minute=0, second=0, microsecond=0) + HOUR
