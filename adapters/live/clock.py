"""The platform's own clock, as far as its answers tell it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
ANCHORED_S = 30.0
"""Real seconds after which any answer counts: two clocks drift apart, if only by milliseconds."""
SET_BACK = 5
"""So many answers in a row that are older than the latest: the platform's clock was set back."""


class PlatformClock:
    """The time of the quickest answer lately, and what has passed since (`elapsed`, in seconds).

    `factor` says how many of the platform's seconds pass in one of ours. The clock lags by the time
    an answer travels and never runs ahead, so that a token made with it is not from the future. An
    answer older than what the clock shows came late, or from somebody's cache, and does not set it.
    Before the first answer, this machine's clock has to do. With `given`, time is whatever that
    says: a sandbox is told the time instead of telling it.
    """

    def __init__(
        self,
        given: Clock | None = None,
        elapsed: Callable[[], float] = monotonic,
        factor: float = 1.0,
    ) -> None:
        self._given = given
        self._factor = factor
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
        return whole_ms(self._seen + self._since(self._elapsed()))

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
        seen, now_s = self._seen, self._elapsed()
        self._older = self._older + 1 if seen is not None and moment < seen else 0
        is_late = seen is not None and moment < seen + self._since(now_s)
        if self._older >= SET_BACK or not is_late or self._is_old(now_s):
            self._seen, self._seen_at, self._older = moment, now_s, 0

    def _is_old(self, now_s: float) -> bool:
        return self._older == 0 and now_s - self._seen_at > ANCHORED_S

    def _since(self, now_s: float) -> timedelta:
        return timedelta(seconds=(now_s - self._seen_at) * self._factor)


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
