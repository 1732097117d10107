"""The timetable: what is due runs at the first look after its moment, never before, never later."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapters.dryrun.timetable import Timetable

START = datetime(2026, 3, 2, 16, tzinfo=UTC)
MS_PER_HOUR = 3_600_000


class Hand:
    """A clock of hours, whose date is rounded to whole milliseconds, as in a dry run."""

    def __init__(self) -> None:
        self.starts = START
        self.hour = 0.0
        self.hours: Callable[[], float] = lambda: self.hour

    def __call__(self) -> datetime:
        return START + timedelta(milliseconds=round(self.hour * MS_PER_HOUR))


@given(
    due_ms=st.integers(0, 100 * MS_PER_HOUR),
    early=st.floats(-2.0, 2.0).map(lambda ms: ms / MS_PER_HOUR),
)
def test_whoever_looks_at_the_hours_first_misses_nothing_that_is_due(
    due_ms: int, early: float
) -> None:
    clock, done = Hand(), list[datetime]()
    timetable, moment = Timetable(clock), START + timedelta(milliseconds=due_ms)
    timetable.at(moment, done.append)

    clock.hour = due_ms / MS_PER_HOUR - early
    worth_a_look = timetable.next_h <= clock.hours()
    timetable.run_due()

    assert bool(done) == (moment <= clock())
    assert worth_a_look or not done


def test_a_clock_of_dates_alone_serves_as_well() -> None:
    now, done = [START], list[datetime]()
    timetable = Timetable(lambda: now[0])
    timetable.at(START + timedelta(hours=2), done.append)

    before = timetable.next_h <= timetable.clock.hours()
    now[0] = START + timedelta(hours=2)
    after = timetable.next_h <= timetable.clock.hours()
    timetable.run_due()

    assert (before, after) == (False, True)
    assert done == [START + timedelta(hours=2)]
    assert timetable.next_h > timetable.clock.hours()


def test_equal_moments_keep_the_order_of_booking_and_a_deed_may_book_another() -> None:
    clock, done = Hand(), list[str]()
    timetable, moment = Timetable(clock), START + timedelta(hours=1)

    def first(at: datetime) -> None:
        done.append("first")
        timetable.at(at, lambda _: done.append("third"))

    timetable.at(moment, first)
    timetable.at(moment, lambda _: done.append("second"))
    clock.hour = 1.0
    timetable.run_due()

    assert done == ["first", "second", "third"]
