"""The sandbox's clock: the wall's time, or the time that a lockstep client tells.

One request is one moment: the clock moves when a request comes in and stands still while it is
answered. It never goes backwards.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from adapters.errors import Refused

SIMULATED_TIME = "X-Simulated-Time"
"""The header by which a lockstep client tells the time of its request."""


def wall_time() -> datetime:
    """The computer's time in UTC."""
    return datetime.now(UTC)


def fast(wall: Callable[[], datetime], factor: float) -> Callable[[], datetime]:
    """The same clock, running `factor` times as fast from now on."""
    if factor == 1:
        return wall
    start = wall()
    return lambda: start + (wall() - start) * factor


class SandboxClock:
    """The platform's time. Without `lockstep` nobody but `wall` decides what time it is.

    It runs `factor` times as fast as the wall.
    """

    def __init__(
        self,
        *,
        lockstep: bool = False,
        wall: Callable[[], datetime] = wall_time,
        factor: float = 1,
    ) -> None:
        self.lockstep = lockstep
        wall = fast(wall, factor)
        self._wall = wall
        self._told = False
        self._now = whole_ms(wall())

    def now(self) -> datetime:
        """The moment of the request that is being answered."""
        return self._now

    def tick(self, told: str | None) -> None:
        """A request came in, and with it perhaps the time; raises Refused if that is no time."""
        if told is not None and self.lockstep:
            self._told = True
            self._now = max(self._now, read_moment(told))
        elif not self._told:
            self._now = max(self._now, whole_ms(self._wall()))

    def restart(self, moment: datetime | None) -> None:
        """Begin anew with an empty platform: at a moment that stands, or with the wall again."""
        self._told = moment is not None
        self._now = whole_ms(self._wall()) if moment is None else moment


def read_moment(text: object) -> datetime:
    """An ISO 8601 time with its zone, in UTC; raises Refused for anything else."""
    no_time = Refused(400, message="a time looks like 2026-03-02T16:00:00.000Z")
    try:
        moment = datetime.fromisoformat(str(text))
        if moment.tzinfo is None:
            raise no_time
        return whole_ms(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        raise no_time from None


def whole_ms(moment: datetime) -> datetime:
    """The platform tells time in milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
