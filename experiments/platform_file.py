"""The platform as a run leaves it: one SQLite file in the run's folder, a table per kind of record.

pandas.read_sql("SELECT * FROM requests", "sqlite:///runs/NAME/platform.sqlite")
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from adapters.dryrun.snapshot import Rows, save
from adapters.dryrun.store import Store
from model.run_folder import PLATFORM_FILE


def write_platform(store: Store, run: Path) -> Path:
    """Write all records into the run's folder, all or nothing; raises OSError or sqlite3.Error."""
    file = run / PLATFORM_FILE
    draft = draft_of(file)
    draft.unlink(missing_ok=True)
    _write(save(store), draft)
    os.replace(draft, file)
    return file


def draft_of(file: Path) -> Path:
    """Where it is written before it takes its name; what an error leaves there is of no use."""
    return file.with_name(file.name + ".new")


def _write(tables: dict[str, Rows], file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            for name, table in tables.items():
                connection.execute(f"CREATE TABLE {name} ({', '.join(table.columns)})")
                places = ", ".join("?" * len(table.columns))
                connection.executemany(f"INSERT INTO {name} VALUES ({places})", table.rows)
