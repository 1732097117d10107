"""Moments: read from any zone, written as UTC, all texts of one width."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.dryrun.moments import as_texts, in_utc

WHOLE_MS = st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)


@given(st.lists(st.none() | WHOLE_MS))
def test_texts_are_what_python_writes_of_each_moment(moments: list[datetime | None]) -> None:
    one_by_one = [None if at is None else at.isoformat("T", "milliseconds") for at in moments]

    assert as_texts(moments) == one_by_one


@given(WHOLE_MS)
def test_a_text_tells_the_moment_again(moment: datetime) -> None:
    (text,) = as_texts([moment])

    assert text is not None
    assert in_utc(text) == moment


@pytest.mark.parametrize(
    "text",
    ["2026-03-01T09:30:00.1239-08:00", "2026-03-01T17:30:00.123Z", "2026-03-01T17:30:00.123999"],
)
def test_a_moment_is_kept_in_utc_and_whole_milliseconds(text: str) -> None:
    moment = in_utc(text)

    assert (moment, moment.tzinfo) == (datetime(2026, 3, 1, 17, 30, 0, 123_000, UTC), UTC)


def test_a_year_that_utc_does_not_have_is_refused() -> None:
    first = datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))

    with pytest.raises(OverflowError):
        in_utc(first.isoformat())
