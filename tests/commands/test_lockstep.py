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
    "browse_requests": 0.2,
    "submit_feedback": 0.3,
    "call_dibs": 1,
    "answer_dibs": 1,
    "propose_helper": 0.5,
    "answer_proposal": 0.3,
    "withdraw_request": 0.3,
}
BESIDE_THE_WAY = (
    *("quiet_week", "--days", "1"),
    *("--set", "actions.accept_offer.decline_chance=0.03"),
    *("--set", "actions.withdraw_request.stale_days=0.005"),
    *(text for name in WEIGHTS.items() for text in ("--set", "common_actions.{}={}".format(*name))),
)
"""Feedback, dibs, proposals and withdrawals, which quiet_week itself has no weight for."""
AMONG_PEOPLE = (
    *("quiet_week", "--days", "1"),
    *("--set", "common_actions.send_message=0.5"),
    *("--set", "common_actions.rate_exchange=0.1"),
    *("--set", "common_actions.view_profiles=0.1"),
)
"""Messages, stars and profiles; whose turn it is to write comes from the database too."""

AMONG_TRADES = {
    "register_provider": 0.3,
    "browse_providers": 0.1,
    "create_collective": 0.2,
    "join_collective": 0.2,
    "schedule_activity": 3,
    "join_activity": 0.5,
    "offer_as_provider": 0.3,
    "answer_provider_offer": 0.5,
    "review_provider": 0.5,
}
"""Providers, collectives and activities, which quiet_week itself has no weight for."""
PLACES = "population.communities=13"
"""With these there are group communities, and the network of the providers."""


def summary_of(run: str) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(Path(run, "summary.json").read_text())
    return summary


@pytest.mark.parametrize(
    "arguments",
    [ONE_WORKER, TWO_WORKERS_A_DAY, AMONG_PEOPLE],
    ids=["week", "two-workers", "people"],
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
def test_feedback_dibs_and_proposals_are_the_same_in_lockstep(
    terminal: Terminal, home: Path
) -> None:
    terminal("run", *BESIDE_THE_WAY, "--out", "dry", "--quiet")
    terminal("live", *BESIDE_THE_WAY, "--lockstep", "--out", "live", "--quiet")

    assert rows_of(home / "live") == rows_of(home / "dry")
    actions = {row.action for row in rows_of(home / "dry")[0] if row.outcome == "done"}
    assert actions >= WEIGHTS.keys()


@pytest.mark.usefixtures("stepping")
def test_providers_collectives_and_activities_are_the_same_in_lockstep(
    terminal: Terminal, home: Path
) -> None:
    weights = [f"common_actions.{name}={weight}" for name, weight in AMONG_TRADES.items()]
    changes = (text for one in (PLACES, *weights) for text in ("--set", one))
    arguments = ("quiet_week", "--days", "1", *changes)
    terminal("run", *arguments, "--out", "dry", "--quiet")
    terminal("live", *arguments, "--lockstep", "--out", "live", "--quiet")

    assert rows_of(home / "live") == rows_of(home / "dry")
    done = {row.action for row in rows_of(home / "dry")[0] if row.outcome == "done"}
    assert done >= AMONG_TRADES.keys()
