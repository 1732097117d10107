"""What the platform does by itself, later: jobs, expiries, and consequences that come in a queue.

Nothing runs by itself here: whoever calls the platform first after something was due makes it run,
in the order of the due times, each told its moment. A reader sees no difference.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from heapq import heappop, heappush

Clock = Callable[[], datetime]
Deed = Callable[[datetime], None]
NEVER = datetime.max.replace(tzinfo=UTC)


class Timetable:
    """Deeds that are due at a moment; equal moments keep the order of booking."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.next = NEVER
        """When the first deed is due; whoever calls often looks here before `run_due`."""
        self._due: list[tuple[datetime, int, Deed]] = []
        self._booked = 0

    def at(self, moment: datetime, deed: Deed) -> None:
        """Do something at a moment; `deed` is handed that moment."""
        self._booked += 1
        heappush(self._due, (moment, self._booked, deed))
        self.next = self._due[0][0]

    def run_due(self) -> None:
        """Do everything that was due until now."""
        now = self.clock()
        while self.next <= now:
            moment, _, deed = heappop(self._due)
            self.next = self._due[0][0] if self._due else NEVER
            deed(moment)
