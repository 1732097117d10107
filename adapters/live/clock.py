"""The platform's own clock, as far as its answers tell it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
SET_BACK = 5
"""So many answers in a row that are older than the latest: the platform's clock was set back."""


class PlatformClock:
    """The time of the latest answer, and what has passed here since (`elapsed`, in seconds).

    It lags by the time an answer travels and never runs ahead, so that a token made with it is not
    from the future. An answer older than another came late, or from somebody's cache, and counts
    nothing. Before the first answer, this machine's clock has to do. With `given`, time is whatever
    that says: a sandbox is told the time instead of telling it.
    """

    def __init__(
        self, given: Clock | None = None, elapsed: Callable[[], float] = monotonic
    ) -> None:
        self._given = given
        self._elapsed = elapsed
        self._seen: datetime | None = None
        self._seen_at = 0.0
        self._older = 0
        self._exact = False

    @property
    def is_known(self) -> bool:
        """Whether an answer has told the platform's time."""
        return self._given is None and self._seen is not None

    def now(self) -> datetime:
        """The platform's time, in whole milliseconds."""
        if self._given is not None:
            return whole_ms(self._given())
        if self._seen is None:
            return whole_ms(datetime.now(UTC))
        return whole_ms(self._seen + timedelta(seconds=self._elapsed() - self._seen_at))

    def observe(self, stamp: datetime | None, date: datetime | None) -> None:
        """Take what an answer says: its envelope's stamp, else the Date header.

        Once stamps are known, the header counts no more: a gateway writes it, in whole seconds,
        and a platform that runs fast has a different time altogether.
        """
        if stamp is not None:
            self._exact = True
            self._set(stamp)
        elif date is not None and not self._exact:
            self._set(date)

    def _set(self, moment: datetime) -> None:
        self._older = self._older + 1 if self._seen is not None and moment < self._seen else 0
        if self._older == 0 or self._older >= SET_BACK:
            self._seen, self._seen_at, self._older = moment, self._elapsed(), 0


def whole_ms(moment: datetime) -> datetime:
    """The moment in UTC, cut to whole milliseconds as karmyq's times are."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    beyond = moment.microsecond % 1000
    return moment.replace(microsecond=moment.microsecond - beyond) if beyond else moment


def utc_text(moment: datetime) -> str:
    """The moment as karmyq writes it: `2026-09-20T08:15:30.000Z`."""
    return whole_ms(moment).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_utc(text: object) -> datetime:
    """A moment from karmyq's text; ValueError where it is none or has no zone."""
    if not isinstance(text, str):
        raise ValueError("no text")
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no time zone")
    try:
        return whole_ms(moment)
    except OverflowError:
        raise ValueError("outside the calendar in UTC") from None
