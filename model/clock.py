"""Virtual time as a calendar date, for those who need one: the platform and the people."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scenarios.parts import Population, Time

MS_PER_HOUR = 3_600_000
HOURS_PER_DAY = 24
_MS = timedelta(milliseconds=1)  # times a number it is sooner there than a new timedelta


def milliseconds(hours: float) -> int:
    """Hours of virtual time in whole milliseconds, as they are logged."""
    return round(hours * MS_PER_HOUR)


def beginning_of(population: Population) -> float:
    """The hour at which a run begins: 0, or before time zero by as long as its past lasts."""
    return 0.0 - population.history_days * HOURS_PER_DAY


class VirtualClock:
    """Tells the date of a model's time: aware, UTC, whole milliseconds."""

    def __init__(self, starts: datetime) -> None:
        self.starts = starts
        self.hours: Callable[[], float] = float
        self._at, self._date = 0.0, starts

    def __call__(self) -> datetime:
        """The date now; until a model is attached, the start."""
        hours = self.hours()
        if hours != self._at:  # most readings follow each other within one moment
            self._at, self._date = hours, self.starts + _MS * round(hours * MS_PER_HOUR)
        return self._date


def start_of(time: Time) -> datetime:
    """The scenario's local start in UTC; within a clock change the earlier reading counts."""
    return time.starts.replace(tzinfo=ZoneInfo(time.zone)).astimezone(UTC)
