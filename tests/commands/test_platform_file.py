"""The platform that a dry run leaves: written at any end, shown, exported, never in the way."""

import json
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from commands import dry_run as wiring
from experiments import platform_file
from tests.commands.test_resume import stopped_after_an_hour
from tests.commands.told import QUIET_HOURS, Terminal, manifest_of


def test_pandas_reads_a_table_with_one_line(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS, "--out", "run")
    users = pd.read_sql("SELECT * FROM users", f"sqlite:///{home / 'run' / 'platform.sqlite'}")

    assert len(users) == 20
    assert str(pd.to_datetime(users["created_at"])[0]) == "2026-03-02 16:00:00+00:00"


def test_an_interrupted_run_leaves_it_too(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "run_until", stopped_after_an_hour)

    assert terminal("run", *QUIET_HOURS, "--out", "run").code == 130
    assert (home / "run" / "platform.sqlite").is_file()


def test_show_names_it_and_export_writes_its_tables(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS, "--out", "run")
    shown, exported = terminal("show", "run"), terminal("export", "run")

    assert "run/platform.sqlite: every record as the run ended" in shown.out
    assert "run/export/platform_users.csv  20 rows" in exported.out
    assert len(pd.read_csv(home / "run" / "export" / "platform_memberships.csv")) > 20


def test_a_disk_that_refuses_it_loses_nothing_else(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_tables: object, file: Path) -> None:
        file.write_text("half of it")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(platform_file, "_write", full)
    told = terminal("run", *QUIET_HOURS, "--out", "run", "--json", "--quiet")

    assert told.code == 0
    assert told.sentence == (
        "run/platform.sqlite cannot be written (database or disk is full); the run itself is kept"
    )
    assert json.loads(told.out)["event_digest"] == manifest_of(home / "run")["event_digest"]
    assert not list((home / "run").glob("platform*"))
