"""The platform's time, as its answers tell it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from adapters.live.clock import SET_BACK, PlatformClock, parse_utc, utc_text, whole_ms

THEN = datetime(2025, 3, 3, 8, 0, 0, 123456, UTC)
SOON = timedelta(seconds=30)


def test_a_given_clock_is_the_platforms_clock() -> None:
    clock = PlatformClock(lambda: THEN)
    clock.observe(THEN + timedelta(days=9), None)

    assert clock.now() == THEN.replace(microsecond=123000)


def test_before_the_first_answer_this_machines_clock_has_to_do() -> None:
    assert abs(PlatformClock().now() - datetime.now(UTC)) < SOON


def test_an_answers_stamp_sets_the_clock_and_time_goes_on_from_there() -> None:
    clock = PlatformClock()
    clock.observe(THEN, None)

    assert timedelta(0) <= clock.now() - whole_ms(THEN) < SOON


def test_the_date_header_has_to_do_where_no_stamp_came() -> None:
    clock = PlatformClock()
    clock.observe(None, THEN)

    assert clock.now() - whole_ms(THEN) < SOON


def test_once_stamps_are_known_the_date_header_counts_no_more() -> None:
    clock = PlatformClock()
    clock.observe(THEN, None)
    clock.observe(None, THEN + timedelta(days=9))

    assert clock.now() - whole_ms(THEN) < SOON


def test_an_answer_that_tells_no_time_changes_nothing() -> None:
    clock = PlatformClock()
    clock.observe(THEN, None)
    clock.observe(None, None)

    assert clock.now() - whole_ms(THEN) < SOON


def test_an_answer_older_than_another_came_late_and_counts_nothing() -> None:
    clock = PlatformClock()
    clock.observe(THEN, None)
    for _ in range(SET_BACK - 1):
        clock.observe(THEN - timedelta(hours=1), None)

    assert clock.now() >= whole_ms(THEN)


def test_many_older_answers_in_a_row_tell_that_the_clock_was_set_back() -> None:
    clock = PlatformClock()
    clock.observe(THEN, None)
    for _ in range(SET_BACK):
        clock.observe(THEN - timedelta(hours=1), None)

    assert clock.now() < THEN - timedelta(minutes=59)


def test_between_answers_time_passes_as_it_is_told() -> None:
    clock = PlatformClock(elapsed=iter((0.0, 90.0)).__next__)
    clock.observe(THEN, None)

    assert clock.now() == whole_ms(THEN + timedelta(seconds=90))


def test_on_a_platform_whose_clock_runs_fast_more_time_passes_between_answers() -> None:
    clock = PlatformClock(elapsed=iter((0.0, 90.0)).__next__, factor=60)
    clock.observe(THEN, None)

    assert clock.now() == whole_ms(THEN + timedelta(minutes=90))


def test_an_answer_that_came_late_does_not_set_the_clock_back() -> None:
    clock = PlatformClock(elapsed=iter((0.0, 5.0, 5.0)).__next__, factor=60)
    clock.observe(THEN, None)
    clock.observe(THEN + timedelta(seconds=10), None)

    assert clock.now() == whole_ms(THEN + timedelta(minutes=5))


def test_after_a_while_any_answer_sets_the_clock_since_two_clocks_drift_apart() -> None:
    clock = PlatformClock(elapsed=iter((0.0, 100.0, 100.0)).__next__)
    clock.observe(THEN, None)
    clock.observe(THEN + timedelta(seconds=99), None)

    assert clock.now() == whole_ms(THEN + timedelta(seconds=99))


def test_a_time_is_written_as_karmyq_writes_it() -> None:
    east = THEN.astimezone(timezone(timedelta(hours=2)))

    assert utc_text(THEN) == utc_text(east) == "2025-03-03T08:00:00.123Z"


@pytest.mark.parametrize("text", [None, 5, "", "soon", "2025-03-03T08:00:00"])
def test_what_is_no_time_with_a_zone_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r"text|zone|isoformat"):
        parse_utc(text)
