"""Reading a run's folder: its files as rows, before any frame is made of them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from model.run_folder import LOG_FILE, PLATFORM_FILE
from reports.errors import NoRunError

TURNS = """
SELECT time_ms / 3600000 AS hour, worker GLOB 'w[0-9]*' AS awake, profile, action, outcome, reason,
  COUNT(*) AS turns
FROM events GROUP BY 1, 2, 3, 4, 5, 6
"""
FACTS = "SELECT time_ms, member, profile, facts FROM events WHERE facts != '[]' ORDER BY id"
EVENTS = """
SELECT time_ms / 3600000.0 AS hour, worker, member, profile, action, outcome, reason
FROM events ORDER BY id
"""


def log_of(folder: Path) -> Path:
    """The run's database; raises NoRunError where there is none."""
    file = folder / LOG_FILE
    if not file.is_file():
        raise NoRunError(f"{folder} holds no {LOG_FILE}; is this a run's folder?")
    return file


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """A database that is only read, also while a run still writes it."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as found:
            yield found
    except sqlite3.Error as problem:
        raise NoRunError(f"{file} cannot be read ({problem}); is this a run's folder?") from None


def frame_of(file: Path, query: str) -> pd.DataFrame:
    """What a query finds, as a frame."""
    with reading(file) as connection:
        found = connection.execute(query)
        columns = [column[0] for column in found.description]
        return pd.DataFrame.from_records(found.fetchall(), columns=columns)


def rows_of(file: Path, query: str) -> Iterator[tuple[Any, ...]]:
    """What a query finds, row by row."""
    with reading(file) as connection:
        yield from connection.execute(query)


def platform_table(folder: Path, table: str, columns: str) -> pd.DataFrame | None:
    """Columns of one of the platform's tables; None for a run that has no copy of the platform."""
    file = folder / PLATFORM_FILE
    if not file.is_file():
        return None
    return frame_of(file, f"SELECT {columns} FROM {table}")
