"""The journal of a run: on disk before anything is sent, and off the event loop."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.live.writes.intent import Intent, Result
from adapters.live.writes.journal import JournalError, SqliteJournal, read_journal

AT = datetime(2026, 3, 2, 16, 7, 41, tzinfo=UTC)
INTENT = Intent("offer_help", "u1", {"request_id": "r1"}, AT)


def test_an_intent_is_on_disk_when_begin_returns_and_its_result_when_end_does(
    tmp_path: Path,
) -> None:
    file = tmp_path / "intents.sqlite"
    journal = SqliteJournal(file)

    async def write() -> None:
        number = await journal.begin(INTENT)
        assert list(read_journal(file)) == [(number, INTENT, None)]
        await journal.end(number, Result("done", 201, "m1"))

    asyncio.run(write())
    journal.close()

    assert list(read_journal(file)) == [(1, INTENT, Result("done", 201, "m1"))]


def test_numbers_go_on_where_an_earlier_process_stopped(tmp_path: Path) -> None:
    file = tmp_path / "intents.sqlite"
    for expected in (1, 2):
        journal = SqliteJournal(file)
        assert asyncio.run(journal.begin(INTENT)) == expected
        journal.close()


def test_a_hundred_at_once_share_commits_and_hold_nobody_up(tmp_path: Path) -> None:
    journal = SqliteJournal(tmp_path / "intents.sqlite")
    gaps: list[float] = []

    async def beat() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            gaps.append(time.thread_time() - before)

    async def write() -> list[int]:
        beating = asyncio.create_task(beat())
        numbers = await asyncio.gather(*(journal.begin(INTENT) for _ in range(100)))
        beating.cancel()
        return numbers

    numbers = asyncio.run(write())
    journal.close()

    assert sorted(numbers) == list(range(1, 101))
    assert sorted(gaps)[len(gaps) // 2] < 0.001


def test_a_disk_that_is_full_is_told_and_nothing_counts_as_kept(tmp_path: Path) -> None:
    file = tmp_path / "intents.sqlite"
    journal = SqliteJournal(file)
    pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
    journal._database.execute(f"PRAGMA max_page_count = {pages}")
    long = Intent("offer_help", "u1", {"request_id": "r" * 100_000}, AT)

    with pytest.raises(JournalError, match="database or disk is full"):
        asyncio.run(journal.begin(long))
    journal.close()

    assert list(read_journal(file)) == []


def test_no_journal_holds_no_intents(tmp_path: Path) -> None:
    assert list(read_journal(tmp_path / "intents.sqlite")) == []


def test_a_journal_writes_ahead_and_waits_for_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "intents.sqlite"
    journal = SqliteJournal(file)

    assert journal._database.execute("PRAGMA synchronous").fetchone() == (2,)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    journal.close()
