"""The platform's own clock, as far as its answers tell it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]


class PlatformClock:
    """The time of the latest answer, and what has passed here since.

    It lags by the time an answer travels and never runs ahead, so that a token made with it is not
    from the future. Before the first answer, this machine's clock has to do. With `given`, time is
    whatever that says: a sandbox is told the time instead of telling it.
    """

    def __init__(self, given: Clock | None = None) -> None:
        self._given = given
        self._seen: datetime | None = None
        self._seen_at = 0.0
        self._exact = False

    def now(self) -> datetime:
        """The platform's time, in whole milliseconds."""
        if self._given is not None:
            return whole_ms(self._given())
        if self._seen is None:
            return whole_ms(datetime.now(UTC))
        return whole_ms(self._seen + timedelta(seconds=monotonic() - self._seen_at))

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
        self._seen, self._seen_at = moment, monotonic()


def whole_ms(moment: datetime) -> datetime:
    """The moment in UTC, cut to whole milliseconds as karmyq's times are."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


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
