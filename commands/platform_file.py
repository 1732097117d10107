"""The platform as a dry run leaves it, where a disk that refuses the file takes nothing else."""

import sqlite3
from pathlib import Path

from adapters.dryrun.store import Store
from commands.complaints import say
from experiments.platform_file import draft_of, write_platform
from model.run_folder import PLATFORM_FILE


def keep_platform(store: Store, run: Path) -> None:
    """Write all records into the run's folder; a disk that refuses costs nothing but this file."""
    try:
        write_platform(store, run)
    except (OSError, sqlite3.Error) as problem:
        reason = getattr(problem, "strerror", None) or problem
        say(f"{run / PLATFORM_FILE} cannot be written ({reason}); the run itself is kept")
        _give_back(draft_of(run / PLATFORM_FILE))


def _give_back(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError as problem:
        say(f"{draft} cannot be removed ({problem.strerror})")
