"""The same scenario and seed, in memory and over HTTP on PostgreSQL: the same, call by call."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from adapters.sandbox.server import RunningSandbox
from tests.commands.told import Terminal, rows_of

ONE_WORKER = ("quiet_week", "--set", "workers.count=1")
TWO_WORKERS_A_DAY = ("quiet_week", "--days", "1")
COUNTS = {
    "users_registered": "SELECT count(*) FROM auth.users",
    "communities": "SELECT count(*) FROM communities.communities",
    "requests_created": "SELECT count(*) FROM requests.help_requests",
    "requests_open": "SELECT count(*) FROM requests.help_requests WHERE status = 'open'",
    "requests_matched": "SELECT count(*) FROM requests.help_requests WHERE status = 'matched'",
    "requests_completed": "SELECT count(*) FROM requests.help_requests WHERE status = 'completed'",
    "offers_made": "SELECT count(*) FROM requests.matches",
}
"""What a measure counts, counted in karmyq's own tables."""


def counted(sandbox: RunningSandbox) -> dict[str, int]:
    counts: dict[str, int] = {}
    with closing(psycopg2.connect(sandbox.database_url)) as connection:
        with connection.cursor() as cursor:
            for name, query in COUNTS.items():
                cursor.execute(query)
                (counts[name],) = cursor.fetchone() or (0,)
    return counts


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
