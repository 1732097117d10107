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
WEIGHTS = {
    "browser.actions.browse_requests": 0.9,
    "active_helper.actions.submit_feedback": 0.25,
    "requester.actions.call_dibs": 0.3,
    "active_helper.actions.answer_dibs": 0.1,
    "community_builder.actions.propose_helper": 0.15,
    "community_builder.actions.answer_proposal": 0.15,
    "requester.actions.withdraw_request": 0.05,
}
BESIDE_THE_WAY = (
    *("quiet_week", "--days", "2"),
    *("--set", "actions.accept_offer.decline_chance=0.03"),
    *("--set", "actions.withdraw_request.stale_days=0.1"),
    *(text for name, weight in WEIGHTS.items() for text in ("--set", f"profiles.{name}={weight}")),
)
"""Feedback, dibs, proposals and withdrawals, which quiet_week itself has no weight for."""
AMONG_PEOPLE = (
    *("quiet_week", "--days", "2"),
    *("--set", "common_actions.send_message=0.5"),
    *("--set", "common_actions.rate_exchange=0.1"),
    *("--set", "common_actions.view_profiles=0.1"),
)
"""Messages, stars and profiles; whose turn it is to write comes from the database too."""


def summary_of(run: str) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(Path(run, "summary.json").read_text())
    return summary


@pytest.mark.parametrize(
    "arguments",
    [ONE_WORKER, TWO_WORKERS_A_DAY, BESIDE_THE_WAY, AMONG_PEOPLE],
    ids=["week", "two-workers", "beside", "people"],
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
