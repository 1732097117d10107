"""A past on the command line: lived and told, resumed by replay, refused where it cannot be."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from commands import dry_run as wiring
from commands.progress import Bar, State
from model.pace import Progress, StopFlag, run_until
from model.scheduler import Scheduler
from tests.commands.told import QUIET_HOURS, Terminal, rows_of

PAST = ("--set", "population.history_days=0.5")


def stopped_in_the_past(
    scheduler: Scheduler, _end_hours: float, stop: StopFlag, progress: Progress
) -> bool:
    run_until(scheduler, min(scheduler.hours + 2.0, -6.0), stop, progress)
    return False


def past_of(run: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(run / "run.sqlite")) as connection:
        return connection.execute("SELECT events, digest FROM past").fetchall()


def test_a_run_after_a_past_stores_and_counts_the_present(terminal: Terminal, home: Path) -> None:
    told = terminal("run", *QUIET_HOURS, *PAST, "--out", "run", "--json", "--quiet")
    summary, (events, measures) = json.loads(told.out), rows_of(home / "run")

    assert told.code == 0
    assert (summary["history_days"], summary["virtual_days"]) == (0.5, 0.1)
    assert summary["events"] == len(events)
    assert min(event.time_ms for event in events) >= 0
    assert {measure.hour for measure in measures} == {0.0, 1.0, 2.0}
    ((earlier, digest),) = past_of(home / "run")
    assert (earlier > 100, len(digest)) == (True, 64)


def test_the_summary_says_how_long_the_past_was(terminal: Terminal) -> None:
    told = terminal("run", *QUIET_HOURS, *PAST, "--quiet")

    assert told.out.startswith("0.1 virtual days after 0.5 of a past, ")


def test_a_run_without_a_past_keeps_none(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS, "--out", "run")

    assert past_of(home / "run") == []


def test_a_run_that_was_interrupted_in_its_past_is_resumed(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as interrupted:
        interrupted.setattr(wiring, "run_until", stopped_in_the_past)
        told = terminal("run", *QUIET_HOURS, *PAST, "--out", "run")
    assert told.sentence == (
        "interrupted in the past, 0.33 virtual days before time zero; what is done is kept, go on "
        "with: run.py resume run"
    )

    resumed = terminal("resume", "run", "--json")
    whole = terminal("run", *QUIET_HOURS, *PAST, "--out", "whole", "--json")
    assert json.loads(resumed.out)["event_digest"] == json.loads(whole.out)["event_digest"]
    assert rows_of(home / "run") == rows_of(home / "whole")


def test_a_past_that_has_become_another_cannot_be_gone_on_with(
    terminal: Terminal, home: Path
) -> None:
    terminal("run", *QUIET_HOURS, *PAST, "--out", "run")
    with closing(sqlite3.connect(home / "run" / "run.sqlite")) as connection, connection:
        connection.execute("UPDATE past SET digest = 'another'")
    manifest = home / "run" / "run.json"
    manifest.write_text(manifest.read_text().replace('"done"', '"interrupted"'))

    told = terminal("resume", "run")
    assert told.code == 3
    assert told.sentence.startswith("the past of run/run.sqlite was ")
    assert told.sentence.endswith("run the scenario anew.")


def test_progress_says_that_the_past_is_being_lived() -> None:
    shown: list[tuple[str, float]] = []
    bar = Bar(1.0, lambda text, done: shown.append((text, done)))
    bar.follow(lambda: State(datetime(2026, 3, 1, 20), 7, 1234))

    bar.in_past(2.0)(-12.0)

    ((text, done),) = shown
    assert text.startswith("the past: ")
    assert done == 0.75


@pytest.mark.parametrize("way", [("--speed", "60"), ("--lockstep",), ("--plan",)])
def test_a_live_run_has_no_past(terminal: Terminal, home: Path, way: tuple[str, ...]) -> None:
    told = terminal("live", "quiet_week", *PAST, *way)

    assert told.code == 2
    assert told.sentence.startswith("population.history_days: a past cannot be lived on a karmyq")
    assert not (home / "runs").exists()


def test_a_past_before_the_calendar_is_refused(terminal: Terminal) -> None:
    told = terminal("run", "quiet_week", "--set", "population.history_days=1e6")

    assert told.code == 2
    assert "population.history_days: the calendar begins less than 1000000 days" in told.sentence
