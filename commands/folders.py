"""A run's folder from its beginning to its end, whatever comes between.

begun    the folder is made; a refusal on the way removes it again
alone    no other process runs in it meanwhile
kept     from here on everything stays, and the manifest says how it ended
"""

import fcntl
import os
import shutil
from asyncio import CancelledError
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands.complaints import INTERRUPTED, Complaint, say
from commands.endings import as_complaint
from commands.versions import versions
from model.run_folder import RunFolder, RunFolderError, free_name
from model.runlog import RunLog, RunLogError
from scenarios import ResolvedScenario


@contextmanager
def begun(
    resolved: ResolvedScenario, name: str, out: Path | None, mode: str
) -> Iterator[tuple[RunFolder, RunLog]]:
    """The folder and the log of a new run; both are gone when the `with` block does not end well.

    Raises RunFolderError or Complaint when they cannot be made.
    """
    scenario = resolved.scenario
    stem = Path(name).stem
    folder, parents = _made(f"{stem}-s{scenario.seed}", out)
    try:
        folder.write_scenario(resolved.to_yaml())
        folder.write_manifest(
            status="running",
            mode=mode,
            scenario=stem,
            about=scenario.about,
            seed=scenario.seed,
            days=scenario.time.days,
            versions=versions(),
        )
        log = opened_log(folder, "choose another place with --out")
        with _closed_unless_well(log):
            yield folder, log
    except BaseException:
        shutil.rmtree(folder.path)
        for parent in parents:
            if not any(parent.iterdir()):
                parent.rmdir()
        raise


@contextmanager
def _closed_unless_well(log: RunLog) -> Iterator[None]:
    """A log whose run never began holds nothing, but keeps its file open."""
    try:
        yield
    except BaseException:
        log.close()
        raise


def _made(stem: str, out: Path | None) -> tuple[RunFolder, list[Path]]:
    """The folder, and those of its parents that were made with it, the innermost first."""
    while True:
        path = out or free_name(stem)
        parents = [parent for parent in path.parents if not parent.exists()]
        try:
            return RunFolder.create(path), parents
        except RunFolderError:
            if out is not None or not path.exists():
                raise
            # Another run has just taken this name: there is a next one.


def opened_log(folder: RunFolder, remedy: str) -> RunLog:
    """The log of a run that has not begun; raises Complaint with the remedy."""
    try:
        return RunLog(folder.log_file)
    except RunLogError as error:
        raise Complaint(f"{str(error).rstrip('.')}; {remedy}") from None


@contextmanager
def alone(folder: RunFolder) -> Iterator[None]:
    """While this lasts nobody else runs there; raises Complaint where somebody does."""
    handle = os.open(folder.path, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: RunFolder) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Complaint(
            f"{folder.path} is still running in another process; wait for its end, or stop it"
        ) from None
    except OSError as problem:  # some network disks know no locks
        say(
            f"{folder.path} cannot be locked ({problem.strerror}); resume it only when it has ended"
        )


@contextmanager
def kept(folder: RunFolder) -> Iterator[None]:
    """While this lasts the run goes on: whatever ends it is told as a Complaint, and marked."""
    try:
        yield
    except (KeyboardInterrupt, CancelledError):
        _mark(folder, "interrupted")
        raise
    except Exception as error:
        complaint = as_complaint(error, run=folder.path)
        _mark(folder, "interrupted" if complaint.code == INTERRUPTED else "failed")
        raise complaint from error


def _mark(folder: RunFolder, status: str) -> None:
    try:
        folder.write_manifest(status=status)
    except RunFolderError as problem:
        say(str(problem))
