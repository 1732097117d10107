"""A disk that does not take a run: refused without a trace before it starts, kept after that."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands import folders
from model.run_folder import RunFolder
from model.runlog import RunLog, RunLogError
from tests.commands.told import QUIET_HOURS, Terminal, is_empty, manifest_of

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def refusing(error: Exception) -> Callable[..., Any]:
    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


def test_a_folder_that_exists_is_refused_and_left_alone(terminal: Terminal, home: Path) -> None:
    (home / "taken").mkdir()
    told = terminal("run", *QUIET_HOURS, "--out", "taken")

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith("taken exists already; choose another --out")
    assert is_empty(home / "taken")


def test_a_folder_inside_a_file_is_refused(terminal: Terminal, home: Path) -> None:
    (home / "file").touch()
    told = terminal("run", *QUIET_HOURS, "--out", "file/run")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "file/run cannot be made (Not a directory); choose another place with --out"
    )


def test_a_file_called_runs_is_refused(terminal: Terminal, home: Path) -> None:
    (home / "runs").touch()
    told = terminal("run", *QUIET_HOURS)

    assert told.code == 2
    assert told.sentence.startswith("runs/quiet_week-s7-1 cannot be made (Not a directory)")


def test_a_read_only_disk_is_refused(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_only = OSError(errno.EROFS, os.strerror(errno.EROFS))
    monkeypatch.setattr("pathlib.Path.mkdir", refusing(read_only))
    told = terminal("run", *QUIET_HOURS)

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "runs/quiet_week-s7-1 cannot be made (Read-only file system); "
        "choose another place with --out"
    )


def test_a_disk_that_is_full_from_the_start_leaves_nothing_behind(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pathlib.Path.write_text", refusing(FULL))
    told = terminal("run", *QUIET_HOURS, "--out", "deep/down")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == "deep/down/scenario.yaml cannot be written (No space left on device)"
    assert is_empty(home)


def test_a_log_that_cannot_be_made_leaves_nothing_behind(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "RunLog", refusing(RunLogError("the disk is full.")))
    told = terminal("run", *QUIET_HOURS, "--out", "run")

    assert (told.code, told.sentence) == (2, "the disk is full; choose another place with --out")
    assert is_empty(home)


def test_what_stood_there_before_a_refusal_stays(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "runs").mkdir()
    monkeypatch.setattr("pathlib.Path.write_text", refusing(FULL))
    terminal("run", *QUIET_HOURS)

    assert is_empty(home / "runs")


def test_a_log_that_fails_on_the_way_keeps_what_is_done(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "run/run.sqlite: the run's database says: database or disk is full."
    monkeypatch.setattr(RunLog, "flush", refusing(RunLogError(sentence)))
    told = terminal("run", *QUIET_HOURS, "--out", "run")

    assert (told.code, told.out, told.sentence) == (3, "", sentence)
    assert manifest_of(home / "run")["status"] == "failed"


def test_a_summary_that_cannot_be_written_is_a_failure_on_the_way(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(RunFolder, "write_summary", refusing(FULL))
        told = terminal("run", *QUIET_HOURS, "--out", "run")

    assert (told.code, told.sentence) == (3, "No space left on device")
    assert terminal("resume", "run").code == 0
    assert manifest_of(home / "run")["status"] == "done"


def test_a_manifest_that_cannot_be_written_any_more_is_told_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_at_first(file: Path, text: str, **_: object) -> int:
        if '"status": "running"' in text or file.name.startswith("scenario.yaml"):
            return file.write_bytes(text.encode())
        raise FULL

    monkeypatch.setattr("pathlib.Path.write_text", only_at_first)
    told = terminal("run", *QUIET_HOURS, "--out", "run")

    assert told.code == 3
    assert told.err.splitlines() == [
        "run/run.json cannot be written (No space left on device)",
        "run/summary.json cannot be written (No space left on device)",
    ]


def test_two_runs_that_begin_at_once_take_two_names(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter([Path("runs/week-1"), Path("runs/week-2")])
    (home / "runs/week-1").mkdir(parents=True)
    monkeypatch.setattr(folders, "free_name", lambda _: next(names))
    told = terminal("run", *QUIET_HOURS)

    assert told.code == 0
    assert "kept in       runs/week-2\n" in told.out
