"""Ctrl-C, SIGTERM and a kill half way: what is done is kept, and how it goes on."""

import json
import signal
import subprocess
from pathlib import Path

import pytest

from adapters.sandbox.server import RunningSandbox
from commands import dry_run as wiring
from model.pace import StopFlag
from model.scheduler import Scheduler
from tests.commands.process import started, wait_for_rows
from tests.commands.tables import COUNTS, counted
from tests.commands.told import QUIET_HOURS, Terminal, manifest_of, rows_of

FORTNIGHT = ("quiet_week", "--days", "14")
"""Long enough to be caught half way: rows are stored after some five days."""


def ended_by(process: subprocess.Popen[str], number: int) -> tuple[str, str]:
    process.send_signal(number)
    out, err = process.communicate()
    return out, err


def digest_of(run: Path) -> str:
    return str(json.loads((run / "summary.json").read_text())["event_digest"])


@pytest.fixture(scope="module")
def whole_digest(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the fortnight when nobody interrupts it."""
    home = tmp_path_factory.mktemp("whole")
    with started(home, "run", *FORTNIGHT, "--out", "run") as process:
        process.communicate()
    return digest_of(home / "run")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_dry_run_that_is_interrupted_says_how_to_resume_and_reaches_the_same_digest(
    terminal: Terminal, home: Path, whole_digest: str, number: signal.Signals
) -> None:
    with started(home, "run", *FORTNIGHT, "--out", "run") as process:
        wait_for_rows(process, home / "run")
        out, err = ended_by(process, number)
    status = manifest_of(home / "run")["status"]
    resumed = terminal("resume", "run")

    assert (process.returncode, out, status) == (130, "", "interrupted")
    assert err.startswith("stopping; once more to insist\ninterrupted after ")
    assert err.endswith(" what is done is kept, go on with: run.py resume run\n")
    assert resumed.code == 0
    assert digest_of(home / "run") == whole_digest


def test_a_dry_run_that_is_killed_reaches_the_same_digest(
    terminal: Terminal, home: Path, whole_digest: str
) -> None:
    with started(home, "run", *FORTNIGHT, "--out", "run") as process:
        wait_for_rows(process, home / "run")
        ended_by(process, signal.SIGKILL)
    resumed = terminal("resume", "run")

    assert resumed.code == 0
    assert digest_of(home / "run") == whole_digest
    assert manifest_of(home / "run")["status"] == "done"


def test_a_second_interruption_stops_at_once_and_can_be_resumed(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted_twice(_scheduler: Scheduler, _end: float, stop: StopFlag, _: object) -> bool:
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set
        signal.raise_signal(signal.SIGINT)
        return True

    with monkeypatch.context() as impatient:
        impatient.setattr(wiring, "run_until", interrupted_twice)
        told = terminal("run", *QUIET_HOURS, "--out", "run")
    status = manifest_of(home / "run")["status"]
    resumed = terminal("resume", "run")

    assert (told.code, told.out, status) == (130, "", "interrupted")
    assert told.sentence == (
        "interrupted at once; what is done is kept, go on with: run.py resume run"
    )
    assert resumed.code == 0


def test_a_live_run_that_is_interrupted_keeps_a_summary_that_karmyq_agrees_with(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    with started(home, "live", "quiet_week", "--lockstep", "--out", "run") as process:
        wait_for_rows(process, home / "run")
        out, err = ended_by(process, signal.SIGINT)
    measures = json.loads(terminal("show", "run", "--json").out)["measures"]

    assert process.returncode == 130
    assert "kept in       run" in out
    assert err.startswith("stopping; once more to insist\ninterrupted after ")
    assert err.endswith(" actions; what is done is kept in run, go on with: run.py resume run\n")
    assert manifest_of(home / "run")["status"] == "interrupted"
    assert len(rows_of(home / "run")[0]) == sum(
        measures[f"actions_{outcome}"] for outcome in ("done", "skipped", "refused", "failed")
    )
    assert counted(stepping) == {name: measures[name] for name in COUNTS}


def test_an_opening_that_is_interrupted_stops_after_a_whole_turn(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    with started(home, "live", "reference", "--lockstep", "--out", "run") as process:
        wait_for_rows(process, home / "run")
        ended_by(process, signal.SIGTERM)
    summary = json.loads(terminal("show", "run", "--json").out)

    assert process.returncode == 130
    assert summary["virtual_days"] == 0
    assert 0 < summary["measures"]["users_registered"] == counted(stepping)["users_registered"]


def test_a_live_run_that_is_killed_has_stored_what_it_did_until_then(
    terminal: Terminal, home: Path, stepping: RunningSandbox
) -> None:
    with started(home, "live", "quiet_week", "--lockstep", "--out", "run") as process:
        wait_for_rows(process, home / "run")
        ended_by(process, signal.SIGKILL)
    again = terminal("live", "quiet_week", "--lockstep", "--days", "0.01")

    assert rows_of(home / "run")[0]
    assert again.code == 0


def test_an_impatient_user_of_a_live_run_is_told_that_it_can_start_again(
    home: Path, stepping: RunningSandbox
) -> None:
    with started(home, "live", "reference", "--lockstep", "--out", "run") as process:
        wait_for_rows(process, home / "run")
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.readline()
        _, err = ended_by(process, signal.SIGINT)

    assert said == "stopping; once more to insist\n"
    assert process.returncode == 130
    assert err.endswith("go on with run.py resume and the run's folder\n")
    assert "Traceback" not in err
    assert manifest_of(home / "run")["status"] == "interrupted"
