"""Moments as the platform keeps them: UTC, whole milliseconds; read from text, and written."""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec.json import decode, encode

WHOLE_SECONDS = len("2026-02-01T00:00:00Z")


def in_utc(text: str) -> datetime:
    """A moment from its ISO 8601 text; one without a zone is UTC already.

    Raises ValueError for what is no date, OverflowError where UTC has no such year.
    """
    moment = datetime.fromisoformat(text)
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(microsecond=aware.microsecond // 1000 * 1000)


def as_texts(moments: Iterable[datetime | None]) -> list[str | None]:
    """Moments in UTC as ISO 8601, all of one width; encoded together they take a seventh.

    The encoder leaves a fraction of zero out, and writes others with six digits.
    """
    texts: list[str | None] = decode(encode(list(moments)))
    return [text if text is None else _with_ms(text) for text in texts]


def _with_ms(text: str) -> str:
    return f"{text[:23]}+00:00" if len(text) > WHOLE_SECONDS else f"{text[:19]}.000+00:00"
