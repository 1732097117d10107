"""`run.py resume`: to the digest of an uninterrupted run, and what cannot go on."""

import errno
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from commands import dry_run as wiring
from commands.folders import alone
from model.pace import Progress, StopFlag, run_until
from model.run_folder import RunFolder
from model.scheduler import Scheduler
from tests.commands.told import QUIET_HOURS, Terminal, manifest_of, rows_of


def stopped_after_an_hour(
    scheduler: Scheduler, end_hours: float, stop: StopFlag, progress: Progress
) -> bool:
    run_until(scheduler, min(1.0, end_hours), stop, progress)
    return False


@pytest.fixture
def halfway(terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run that was interrupted."""
    with monkeypatch.context() as interrupted:
        interrupted.setattr(wiring, "run_until", stopped_after_an_hour)
        assert terminal("run", *QUIET_HOURS, "--out", "run").code == 130
    return home / "run"


def test_an_interrupted_run_says_how_to_go_on(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "run_until", stopped_after_an_hour)
    told = terminal("run", *QUIET_HOURS)

    assert (told.code, told.out) == (130, "")
    assert told.sentence == (
        "interrupted after 0.04 virtual days; what is done is kept, go on with: "
        "run.py resume runs/quiet_week-s7-1"
    )


def test_a_resumed_run_ends_as_if_nothing_had_happened(
    terminal: Terminal, home: Path, halfway: Path
) -> None:
    whole = terminal("run", *QUIET_HOURS, "--out", "whole", "--json")
    resumed = terminal("resume", "run", "--json")

    assert resumed.code == 0
    assert json.loads(resumed.out)["event_digest"] == json.loads(whole.out)["event_digest"]
    assert rows_of(halfway) == rows_of(home / "whole")
    assert manifest_of(halfway)["status"] == "done"


def test_a_run_without_its_log_goes_on_from_the_start(terminal: Terminal, halfway: Path) -> None:
    (halfway / "run.sqlite").unlink()

    assert terminal("resume", "run").code == 0


def test_an_unknown_run_is_refused_with_those_there_are(terminal: Terminal) -> None:
    terminal("run", *QUIET_HOURS)
    told = terminal("resume", "quiet_wek-s7-1")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        'there is no run called "quiet_wek-s7-1" below runs/; there are: quiet_week-s7-1'
    )


def test_a_run_that_is_done_is_refused(terminal: Terminal) -> None:
    terminal("run", *QUIET_HOURS)
    told = terminal("resume", "quiet_week-s7-1")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "runs/quiet_week-s7-1 is done already; look at it with: run.py show quiet_week-s7-1"
    )


def test_a_live_run_in_lockstep_is_refused(terminal: Terminal, halfway: Path) -> None:
    manifest = manifest_of(halfway) | {"mode": "live"}
    (halfway / "run.json").write_text(json.dumps(manifest))
    told = terminal("resume", "run")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "run is a run in lockstep, which empties its sandbox and cannot go on; start it anew: "
        "run.py live --lockstep"
    )


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("run.json", "run/run.json cannot be read ("),
        ("scenario.yaml", "run/scenario.yaml:2: this is not valid YAML: "),
        (
            "run.sqlite",
            "run/run.sqlite: the run's database says: file is not a database; "
            "run the scenario anew: run.py run run/scenario.yaml",
        ),
    ],
)
def test_a_damaged_file_is_refused_and_nothing_is_changed(
    terminal: Terminal, halfway: Path, file: str, sentence: str
) -> None:
    (halfway / file).write_text("about: [" + "never closed " * 100 + "\n")
    before = (halfway / "run.json").read_bytes()
    told = terminal("resume", "run")

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith(sentence)
    assert (halfway / "run.json").read_bytes() == before


def test_a_run_that_other_code_made_cannot_go_on(terminal: Terminal, halfway: Path) -> None:
    with closing(sqlite3.connect(halfway / "run.sqlite")) as database:
        database.execute("UPDATE events SET action = 'nap', member = 'mo' WHERE id = 30")
        database.commit()
    told = terminal("resume", "run")

    assert (told.code, told.out) == (3, "")
    assert told.sentence.startswith("row 30 of the event log was nap by mo at ")
    assert told.sentence.endswith(
        ": the code or the library versions have changed since, so this run cannot go on; "
        "run the scenario anew."
    )
    assert manifest_of(halfway)["status"] == "failed"


def test_a_run_that_is_still_running_is_left_alone(terminal: Terminal, halfway: Path) -> None:
    with alone(RunFolder(halfway)):
        told = terminal("resume", "run")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "run is still running in another process; wait for its end, or stop it"
    )


def test_a_disk_without_locks_takes_runs_all_the_same(
    terminal: Terminal, halfway: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown_here(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", unknown_here)
    told = terminal("resume", "run")

    assert told.code == 0
    assert told.sentence == (
        "run cannot be locked (No locks available); resume it only when it has ended"
    )
