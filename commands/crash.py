"""A live run whose process is killed on its way, as a power cut would do it.

It runs in a process of its own; `kill -9` leaves it no last word, and whatever it had sent without
an answer is open. Its folder is then one that `run.py resume` takes up.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from commands.complaints import FAILED, Complaint
from commands.sandbox_process import RUN_PY
from model.clock import MS_PER_HOUR
from model.run_folder import LOG_FILE, RunFolder

LOOKED_EVERY_S = 0.2


def crashed(
    arguments: Sequence[str], environ: Mapping[str, str], folder: Path, hours: float
) -> RunFolder:
    """Run `run.py live` with these arguments and kill it once its log has come to an hour.

    Raises Complaint where it ends before.
    """
    command = [sys.executable, str(RUN_PY), "live", *arguments, "--out", str(folder), "--quiet"]
    with tempfile.TemporaryFile("w+") as words:
        process = subprocess.Popen(
            command, env=dict(environ), stdout=subprocess.DEVNULL, stderr=words
        )
        try:
            while _hours(folder) < hours:
                if process.poll() is not None:
                    words.seek(0)
                    said = " ".join(words.read().split())
                    raise Complaint(f"the run ended before it could be killed: {said}", FAILED)
                time.sleep(LOOKED_EVERY_S)
        finally:
            process.kill()
            process.wait()
    return RunFolder.open(os.fspath(folder))


def _hours(folder: Path) -> float:
    """How far the log has come; below zero before anything is in it."""
    try:
        with closing(sqlite3.connect(f"file:{folder / LOG_FILE}?mode=ro", uri=True)) as database:
            (latest,) = database.execute("SELECT max(time_ms) FROM events").fetchone()
    except sqlite3.OperationalError:  # not made yet
        return -1.0
    return -1.0 if latest is None else float(latest) / MS_PER_HOUR
