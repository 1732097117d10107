"""`run.py doctor`: is everything here that a run needs?"""

from pathlib import Path

import pytest

from commands import doctor
from tests.commands.told import Terminal

CHECKS = ["python", "scenarios", "content", "disk", "sandbox", "karmyq"]


def test_a_healthy_place_passes_every_check(terminal: Terminal) -> None:
    told = terminal("doctor")

    assert (told.code, told.err) == (0, "")
    assert [line.split()[:2] for line in told.out.splitlines()] == [["ok", name] for name in CHECKS]


def test_a_file_where_the_runs_would_be_fails(terminal: Terminal, home: Path) -> None:
    (home / "runs").touch()
    told = terminal("doctor")

    assert told.code == 3
    assert "FAIL  disk        runs is a file where the runs' folder would be; move it" in told.out


def test_a_read_only_place_fails(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    told = terminal("doctor")

    assert told.code == 3
    assert "is read-only; use another place: --out" in told.out


def test_a_missing_extra_is_told_and_is_no_failure(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "find_spec", lambda name: None if name == "uvicorn" else name)
    told = terminal("doctor")

    assert told.code == 0
    assert "not installed (uvicorn); .venv/bin/pip install -e '.[sandbox]' brings it" in told.out


def test_a_karmyq_that_is_named_in_part_fails(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARMYQ_API_URL", "http://localhost/api")
    told = terminal("doctor")

    assert told.code == 3
    assert "FAIL  karmyq      KARMYQ_SIM_PASSWORD is not set" in told.out
