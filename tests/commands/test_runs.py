"""`run.py runs`: what is kept."""

import json
from pathlib import Path

from tests.commands.told import QUIET_HOURS, Terminal


def test_no_runs_are_no_result_and_no_failure(terminal: Terminal) -> None:
    told = terminal("runs")

    assert (told.code, told.out) == (0, "")
    assert told.sentence == "no runs below runs/ yet; make one with: run.py run quiet_week"


def test_the_runs_stand_in_columns(terminal: Terminal) -> None:
    summary = json.loads(terminal("run", *QUIET_HOURS, "--json").out)
    head, row = terminal("runs").out.splitlines()

    assert head.split() == ["run", "status", "mode", "scenario", "seed", "days", "event_digest"]
    digest = summary["event_digest"][:12]
    assert row.split() == ["quiet_week-s7-1", "done", "dry-run", "quiet_week", "7", "0.1", digest]
    assert row.index("dry-run") == head.index("mode")


def test_json_holds_the_whole_manifests(terminal: Terminal) -> None:
    assert json.loads(terminal("runs", "--json").out) == {}

    terminal("run", *QUIET_HOURS)
    (manifest,) = json.loads(terminal("runs", "--json").out).values()
    assert len(manifest["event_digest"]) == 64
    assert manifest["versions"]["mesa"] == "3.5.1"


def test_a_damaged_run_does_not_hide_the_others(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS)
    terminal("run", *QUIET_HOURS)
    (home / "runs/quiet_week-s7-1/run.json").write_text("[1]")
    told = terminal("runs")

    assert told.code == 0
    assert told.sentence.startswith("runs/quiet_week-s7-1/run.json holds no mapping")
    assert [row.split()[1] for row in told.out.splitlines()] == ["status", "unreadable", "done"]


def test_a_root_that_is_no_folder_is_refused(terminal: Terminal) -> None:
    told = terminal("runs", "--root", "nowhere")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == (
        "--root: nowhere is no folder; name the one that holds the runs' folders"
    )
