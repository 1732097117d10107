"""Command lines in processes of their own, for what only signals can show."""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.commands.told import CHECKOUT

PATIENCE_SECONDS = 300
"""How long a busy machine may take; nobody waits longer than it takes."""


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A command line that runs in `home`; it is ended when the `with` block ends."""
    command = [sys.executable, str(CHECKOUT / "run.py"), *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=home, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_rows(process: subprocess.Popen[str], run: Path) -> None:
    """Until a run has stored its first events."""
    wait_until(lambda: _rows(run) > 0, process, f"{run} stores nothing")


def wait_until(there: Callable[[], bool], process: subprocess.Popen[str], otherwise: str) -> None:
    """Until something is there; it is wrong that the process ends first."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not there():
        assert process.poll() is None, f"it has ended: {process.communicate()}"
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


def _rows(run: Path) -> int:
    manifest = run / "run.json"
    if not manifest.exists() or json.loads(manifest.read_text())["status"] != "running":
        return 0
    try:
        with closing(sqlite3.connect(f"file:{run / 'run.sqlite'}?mode=ro", uri=True)) as database:
            (rows,) = database.execute("SELECT count(*) FROM events").fetchone()
    except sqlite3.OperationalError:  # not made yet
        return 0
    return int(rows)
