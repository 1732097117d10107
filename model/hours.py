"""Business hours: the local hours of a day within which members are woken."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from scenarios import Scenario


class BusinessHours:
    """Tells how long to wait until members may be woken; around the clock unless given hours."""

    def __init__(self, scenario: Scenario, now: Callable[[], datetime]) -> None:
        self._hours = scenario.workers.hours
        self._zone = ZoneInfo(scenario.time.zone)
        self._now = now

    def until_open_s(self) -> float:
        """Virtual seconds until the next opening, 0 while open."""
        if self._hours is None:
            return 0.0
        opens, closes = self._hours
        now = self._now()
        local = now.astimezone(self._zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        hour = (local - midnight) / timedelta(hours=1)
        if opens <= hour < closes:
            return 0.0
        day = midnight + timedelta(days=hour >= closes)
        # Wall-clock arithmetic first, then UTC: a clock change in between counts.
        return (day + timedelta(hours=opens) - now).total_seconds()
