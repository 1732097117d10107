"""The same scenario and seed, in memory and over HTTP on PostgreSQL: the same, call by call."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.sandbox.server import RunningSandbox
from tests.commands.tables import COUNTS, counted
from tests.commands.told import Terminal, rows_of

ONE_WORKER = ("quiet_week", "--set", "workers.count=1")
TWO_WORKERS_A_DAY = ("quiet_week", "--days", "1")


def summary_of(run: str) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(Path(run, "summary.json").read_text())
    return summary


@pytest.mark.parametrize("arguments", [ONE_WORKER, TWO_WORKERS_A_DAY], ids=["week", "two-workers"])
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
