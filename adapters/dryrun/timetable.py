"""What the platform does by itself, later: jobs, expiries, and consequences that come in a queue.

Nothing runs by itself here: whoever calls the platform first after something was due makes it run,
in the order of the due times, each told its moment. A reader sees no difference.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from math import inf
from typing import Protocol, runtime_checkable

Clock = Callable[[], datetime]
Deed = Callable[[datetime], None]
HOUR = timedelta(hours=1)
ROUNDED_H = 1 / 3_600_000
"""A date is whole milliseconds, hours are not: by so much a look at the hours comes too soon."""


@runtime_checkable
class HourClock(Protocol):
    """A clock that also tells the hours since its start, which costs less than a date."""

    starts: datetime
    hours: Callable[[], float]

    def __call__(self) -> datetime:
        """The date now."""


class Dated:
    """The hours of a clock that tells dates alone."""

    starts = datetime.fromtimestamp(0, UTC)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def hours(self) -> float:
        """Hours since 1970."""
        return (self._clock() - self.starts) / HOUR

    def __call__(self) -> datetime:
        """The date now."""
        return self._clock()


class Timetable:
    """Deeds that are due at a moment; equal moments keep the order of booking."""

    def __init__(self, clock: Clock) -> None:
        self.clock: HourClock | Dated = clock if isinstance(clock, HourClock) else Dated(clock)
        self.next_h = inf
        """The hour of the clock before which nothing is due; whoever calls often looks here first,
        since `run_due` needs a date."""
        self._due: list[tuple[datetime, int, Deed]] = []
        self._booked = 0

    def at(self, moment: datetime, deed: Deed) -> None:
        """Do something at a moment; `deed` is handed that moment."""
        self._booked += 1
        heappush(self._due, (moment, self._booked, deed))
        self._look_ahead()

    def run_due(self) -> None:
        """Do everything that was due until now."""
        now = self.clock()
        while self._due and self._due[0][0] <= now:
            moment, _, deed = heappop(self._due)
            self._look_ahead()
            deed(moment)

    def _look_ahead(self) -> None:
        first = self._due[0][0] if self._due else None
        self.next_h = inf if first is None else (first - self.clock.starts) / HOUR - ROUNDED_H
