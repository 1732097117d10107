"""Intents and results in a SQLite file of the run: on disk before anything is sent.

A commit that waits for the disk takes milliseconds, so one thread makes them, and no other member
is held up. Whatever was handed in while a commit was under way goes into the next one together.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from adapters.live.clock import parse_utc, utc_text
from adapters.live.writes.intent import Ending, Intent, Result

FILE = "intents.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS intents (
  number INTEGER PRIMARY KEY,
  operation TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  at TEXT NOT NULL,
  ending TEXT,
  status INTEGER,
  made TEXT,
  code TEXT
)
"""
_BEGIN = "INSERT INTO intents (number, operation, who, what, at) VALUES (?, ?, ?, ?, ?)"
_END = "UPDATE intents SET ending = ?, status = ?, made = ?, code = ? WHERE number = ?"
_READ = (
    "SELECT number, operation, who, what, at, ending, status, made, code FROM intents "
    "ORDER BY number"
)


class JournalError(Exception):
    """Intents cannot be kept or read; the message is one sentence."""


class Kept(NamedTuple):
    """One stored intent, and its result unless it is open."""

    number: int
    intent: Intent
    result: Result | None


class SqliteJournal:
    """The journal of one run; raises JournalError where the disk does not take it.

    A run that cannot be resumed need not wait until its rows are on the disk: `waits` is false.
    """

    def __init__(self, file: Path, *, waits: bool = True) -> None:
        self._file = file
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="intents")
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []
        self._next_commit: asyncio.Future[None] | None = None
        self._committing = False
        try:
            self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(f"PRAGMA synchronous = {'FULL' if waits else 'OFF'}")
            self._database.execute(SCHEMA)
            (last,) = self._database.execute("SELECT max(number) FROM intents").fetchone()
        except sqlite3.Error as error:
            raise _told(file, error) from None
        self._last = int(last or 0)

    async def begin(self, intent: Intent) -> int:
        """See the protocol."""
        self._last += 1
        number = self._last
        what = json.dumps(dict(intent.what), ensure_ascii=False, sort_keys=True)
        row = (number, intent.operation, intent.who, what, utc_text(intent.at))
        await self._commit(_BEGIN, row)
        return number

    async def end(self, number: int, result: Result) -> None:
        """See the protocol."""
        await self._commit(_END, (result.ending, result.status, result.made, result.code, number))

    def close(self) -> None:
        """Finish the last commit and let the file go."""
        self._thread.shutdown()
        self._database.close()

    async def _commit(self, statement: str, row: tuple[Any, ...]) -> None:
        self._waiting.append((statement, row))
        if self._next_commit is None:
            self._next_commit = asyncio.get_running_loop().create_future()
        commit = self._next_commit
        if not self._committing:
            self._start_commit()
        # Whoever is cancelled here must not take the commit away from the others.
        await asyncio.shield(commit)

    def _start_commit(self) -> None:
        rows, self._waiting = self._waiting, []
        commit, self._next_commit = self._next_commit, None
        assert commit is not None
        self._committing = True
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._thread, self._write, rows)
        work.add_done_callback(lambda done: self._ended(done, commit))

    def _ended(self, work: asyncio.Future[None], commit: asyncio.Future[None]) -> None:
        self._committing = False
        error = work.exception()
        if error is None:
            commit.set_result(None)
        else:
            commit.set_exception(error)
            commit.exception()  # whoever waited may be gone
        if self._waiting:
            self._start_commit()

    def _write(self, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
        try:
            self._database.execute("BEGIN")
            for statement, row in rows:
                self._database.execute(statement, row)
            self._database.execute("COMMIT")
        except sqlite3.Error as error:
            if self._database.in_transaction:
                self._database.rollback()
            raise _told(self._file, error) from None


def read_journal(file: Path) -> Iterator[Kept]:
    """All intents of a run in the order of their sending; none where there is no file."""
    if not file.exists():
        return
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
            rows = database.execute(_READ).fetchall()
    except sqlite3.Error as error:
        raise _told(file, error) from None
    yield from map(_kept, rows)


def _kept(row: tuple[Any, ...]) -> Kept:
    number, operation, who, what, at, ending, status, made, code = row
    moment: datetime = parse_utc(at)
    intent = Intent(operation, who, json.loads(what), moment)
    known: Ending | None = ending
    result = None if known is None else Result(known, status, made, code)
    return Kept(number, intent, result)


def _told(file: Path, error: sqlite3.Error) -> JournalError:
    return JournalError(
        f"{file}: what is about to be sent cannot be written down ({error}), so nothing more is "
        "sent; free the disk, then go on with run.py resume"
    )
