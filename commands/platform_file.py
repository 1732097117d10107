"""The platform as a run leaves it: one SQLite file in the run's folder, a table per kind of record.

pandas.read_sql("SELECT * FROM requests", "sqlite:///runs/NAME/platform.sqlite")
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.dryrun.snapshot import Rows, save
from adapters.dryrun.store import Store
from commands.complaints import say

PLATFORM_FILE = "platform.sqlite"


def keep_platform(store: Store, run: Path) -> None:
    """Write all records into the run's folder; a disk that refuses costs nothing but this file."""
    file = run / PLATFORM_FILE
    draft = file.with_name(file.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        _write(save(store), draft)
        os.replace(draft, file)
    except (OSError, sqlite3.Error) as problem:
        reason = getattr(problem, "strerror", None) or problem
        say(f"{file} cannot be written ({reason}); the run itself is kept")
        _give_back(draft)


def _give_back(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError as problem:
        say(f"{draft} cannot be removed ({problem.strerror})")


def _write(tables: dict[str, Rows], file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            for name, table in tables.items():
                connection.execute(f"CREATE TABLE {name} ({', '.join(table.columns)})")
                places = ", ".join("?" * len(table.columns))
                connection.executemany(f"INSERT INTO {name} VALUES ({places})", table.rows)
