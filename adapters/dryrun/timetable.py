"""What the platform does by itself, later: jobs, expiries, and consequences that come in a queue.

Nothing runs by itself here: whoever calls the platform first after something was due makes it run,
in the order of the due times, each told its moment. A reader sees no difference.
"""

from collections.abc import Callable
from datetime import datetime
from heapq import heappop, heappush

Clock = Callable[[], datetime]
Deed = Callable[[datetime], None]


class Timetable:
    """Deeds that are due at a moment; equal moments keep the order of booking."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[tuple[datetime, int, Deed]] = []
        self._booked = 0

    def at(self, moment: datetime, deed: Deed) -> None:
        """Do something at a moment; `deed` is handed that moment."""
        self._booked += 1
        heappush(self._due, (moment, self._booked, deed))

    def run_due(self) -> None:
        """Do everything that was due until now."""
        if not self._due:
            return
        now = self._clock()
        while self._due and self._due[0][0] <= now:
            moment, _, deed = heappop(self._due)
            deed(moment)
