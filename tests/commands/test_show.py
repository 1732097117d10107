"""`run.py show`: what a run came to."""

import json
from pathlib import Path

import pytest

from tests.commands.told import QUIET_HOURS, Terminal, manifest_of


def test_a_run_is_shown_as_it_was_printed(terminal: Terminal) -> None:
    ran = terminal("run", *QUIET_HOURS)
    shown = terminal("show", "quiet_week-s7-1")

    assert (shown.code, shown.err) == (0, "")
    assert ran.out in shown.out
    assert shown.out.startswith("quiet_week-s7-1: Does a newcomer get a first offer")


def test_json_is_the_summary_alone(terminal: Terminal) -> None:
    ran = terminal("run", *QUIET_HOURS, "--json")
    shown = terminal("show", "runs/quiet_week-s7-1", "--json")

    assert json.loads(shown.out) == json.loads(ran.out)


@pytest.mark.parametrize("mode", ["dry-run", "live"])
def test_an_unfinished_run_says_how_it_goes_on(terminal: Terminal, home: Path, mode: str) -> None:
    terminal("run", *QUIET_HOURS, "--out", "run")
    (home / "run/summary.json").unlink()
    manifest = manifest_of(home / "run") | {"mode": mode, "status": "interrupted"}
    (home / "run/run.json").write_text(json.dumps(manifest))
    told = terminal("show", "run")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == ("run has no summary, it is interrupted; go on with: run.py resume run")


def test_an_unknown_run_is_refused(terminal: Terminal) -> None:
    told = terminal("show", "week")

    assert (told.code, told.out) == (2, "")
    assert told.sentence == 'there is no run called "week" below runs/; there are: none yet'
