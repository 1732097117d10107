"""The same scenario and seed, in memory and over HTTP on PostgreSQL: the same, call by call."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.sandbox.server import RunningSandbox
from tests.commands.tables import COUNTS, counted
from tests.commands.told import Terminal, rows_of

pytestmark = pytest.mark.long

ONE_WORKER_A_WEEK = ("quiet_week", "--set", "workers.count=1")
ONE_WORKER = (*ONE_WORKER_A_WEEK, "--days", "2")
TWO_WORKERS_A_DAY = ("quiet_week", "--days", "1")
EVERYTHING = (
    *("everything", "--seed", "3"),
    *("--set", "population.initial=30"),
    *("--set", "workers.delay_s=[20, 40]"),
    *("--set", "actions.withdraw_request.stale_days=0.005"),
    *("--set", "limits.memberships=7"),  # so that people go on joining and letting each other in
)
"""All actions there are, in a small and busy place."""


ONE_BUSY_WORKER = (*EVERYTHING, "--set", "workers.count=1", "--days", "0.9")


def summary_of(run: str) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(Path(run, "summary.json").read_text())
    return summary


@pytest.mark.parametrize(
    "arguments",
    [ONE_WORKER, pytest.param(ONE_WORKER_A_WEEK, marks=pytest.mark.slow), TWO_WORKERS_A_DAY],
    ids=["one-worker", "week", "two-workers"],
)
def test_a_live_run_in_lockstep_is_the_dry_run(
    terminal: Terminal, home: Path, stepping: RunningSandbox, arguments: tuple[str, ...]
) -> None:
    dry = terminal("run", *arguments, "--out", "dry", "--quiet")
    live = terminal("live", *arguments, "--lockstep", "--out", "live", "--quiet")

    assert (dry.code, live.code) == (0, 0)
    assert summary_of("live")["event_digest"] == summary_of("dry")["event_digest"]
    assert rows_of(home / "live") == rows_of(home / "dry")
    measures = summary_of("live")["measures"]
    assert counted(stepping) == {name: measures[name] for name in COUNTS}


@pytest.mark.usefixtures("stepping")
@pytest.mark.parametrize(
    ("days", "kinds"),
    [("0.34", 25), pytest.param("1", 33, marks=pytest.mark.slow)],
    ids=["a morning", "a day"],
)
def test_every_habit_is_the_same_in_lockstep(
    terminal: Terminal, home: Path, days: str, kinds: int
) -> None:
    terminal("run", *EVERYTHING, "--days", days, "--out", "dry", "--quiet")
    terminal("live", *EVERYTHING, "--days", days, "--lockstep", "--out", "live", "--quiet")

    assert rows_of(home / "live") == rows_of(home / "dry")
    done = {row.action for row in rows_of(home / "dry")[0] if row.outcome == "done"}
    assert len(done) >= kinds


@pytest.mark.usefixtures("stepping")
def test_two_thousand_actions_of_one_worker_leave_the_same_digest(
    terminal: Terminal, home: Path
) -> None:
    terminal("run", *ONE_BUSY_WORKER, "--out", "dry", "--quiet")
    terminal("live", *ONE_BUSY_WORKER, "--lockstep", "--out", "live", "--quiet")

    assert summary_of("live")["event_digest"] == summary_of("dry")["event_digest"]
    assert sum(row.worker == "w0" for row in rows_of(home / "dry")[0]) > 2000
