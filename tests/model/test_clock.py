"""The clock: local starts in UTC, and dates that follow the model's hours."""

from datetime import UTC, datetime, timedelta

import pytest

from model.clock import VirtualClock, milliseconds, start_of
from scenarios.parts import Time


def at(moment: str, zone: str = "America/Los_Angeles") -> datetime:
    """The start of a run that begins at a local moment, in UTC."""
    return start_of(Time(starts=datetime.fromisoformat(moment), zone=zone, days=1.0))


@pytest.mark.parametrize(
    ("moment", "utc_hour"),
    [("2026-01-15T08:00:00", 16), ("2026-07-15T08:00:00", 15)],
    ids=["winter", "summer"],
)
def test_a_local_start_is_turned_into_utc(moment: str, utc_hour: int) -> None:
    start = at(moment)

    assert (start.hour, start.tzinfo) == (utc_hour, UTC)


def test_another_zone_starts_at_another_moment() -> None:
    assert at("2026-01-15T08:00:00", "Asia/Tokyo") == datetime(2026, 1, 14, 23, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_earlier_one() -> None:
    assert at("2026-11-01T01:30:00") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_an_hour_that_is_left_out_counts_from_before_the_change() -> None:
    assert at("2026-03-08T02:30:00") == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)


def test_virtual_days_have_24_hours_across_a_clock_change() -> None:
    clock = VirtualClock(at("2026-03-07T20:00:00"))
    clock.hours = lambda: 24.0

    assert clock() - clock.starts == timedelta(days=1)


def test_until_a_model_is_attached_it_is_the_start() -> None:
    start = at("2026-03-02T08:00:00")

    assert VirtualClock(start)() == start


def test_dates_are_whole_milliseconds() -> None:
    clock = VirtualClock(at("2026-03-02T08:00:00"))
    clock.hours = lambda: 1 / 7_000_000

    assert (clock() - clock.starts) == timedelta(milliseconds=1)


def test_every_tick_of_three_minutes_is_a_whole_number_of_milliseconds() -> None:
    assert [milliseconds(tick * 24 / 480) for tick in range(1000)] == [
        tick * 180_000 for tick in range(1000)
    ]
