"""`run.py dashboard`: what it refuses, in one sentence each."""

import socket
import sys
from pathlib import Path

import pytest

from adapters.sandbox.server import RunningSandbox
from dashboard.theatre.recorded import RecordedStage
from model.run_folder import RunFolder
from tests.commands.told import QUIET_HOURS, Terminal


def test_an_unknown_scenario_is_refused_with_those_that_there_are(terminal: Terminal) -> None:
    told = terminal("dashboard", "quiet_weak", "--port", "0")

    assert told.code == 2
    assert told.sentence.startswith('no scenario is called "quiet_weak". Did you mean "quiet_week"')


def test_a_taken_port_is_refused_with_a_way_out(terminal: Terminal) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        told = terminal("dashboard", "quiet_week", "--port", str(port))

    assert told.code == 2
    assert told.sentence == (
        f"port {port} of 127.0.0.1 cannot be used (address already in use); "
        "choose another with --port, or 0 for any that is free"
    )


def test_a_folder_that_is_no_run_is_refused(terminal: Terminal, home: Path) -> None:
    told = terminal("dashboard", "--run", str(home))

    assert told.code == 2
    assert told.sentence == f'there is no run called "{home}" below runs/; there are: none yet'


def test_a_run_without_a_log_is_refused(terminal: Terminal, home: Path) -> None:
    assert terminal("run", *QUIET_HOURS, "--out", "empty").code == 0
    (home / "empty" / "run.sqlite").unlink()

    told = terminal("dashboard", "--run", "empty")

    assert told.code == 2
    assert told.sentence.startswith("empty holds no log of events, so there is nothing to replay")


@pytest.mark.parametrize("option", [("--seed", "3"), ("--days", "2"), ("--set", "seed=3")])
def test_a_stored_run_stays_what_it_was(terminal: Terminal, option: tuple[str, str]) -> None:
    assert terminal("run", *QUIET_HOURS, "--out", "kept").code == 0

    told = terminal("dashboard", "--run", "kept", *option)

    assert told.code == 2
    assert told.sentence == f"--run shows a run as it was; leave {option[0]} out"


def test_a_missing_library_is_named_with_its_remedy(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "solara_assets", None)

    told = terminal("dashboard", "quiet_week", "--port", "0")

    assert told.code == 2
    assert told.sentence == (
        "the dashboard needs solara_assets, which is missing: "
        ".venv/bin/pip install -c constraints.txt -e '.[dashboard]'"
    )


def test_a_live_run_can_be_replayed(terminal: Terminal, stepping: RunningSandbox) -> None:
    hours = ("quiet_week", "--lockstep", "--populate", "--days", "0.1")
    assert terminal("live", *hours, "--out", "live", "--quiet").code == 0
    stage = RecordedStage("live")
    while stage.refresh():
        pass

    stage.seek(stage.end_hour)

    summary = RunFolder(Path("live")).summary()
    assert summary is not None
    assert stage.measures() == summary["measures"]
    assert [town.name for town in stage.chronicle.towns(stage.hour)] == [
        "Community 1",
        "Community 2",
        "Community 3",
    ]
    assert any(" joined Community " in line.text for line in stage.chronicle.feed(0.0))
