"""A live run that is killed goes on: each write once on karmyq, and nobody registers twice."""

import json
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url

from adapters.live.writes.compare import Comparison, compare
from adapters.live.writes.journal import FILE, SqliteJournal, read_journal
from adapters.sandbox.server import RunningSandbox
from tests.commands.process import started, wait_for_rows
from tests.commands.told import Terminal, manifest_of, rows_of

LIVE = (
    *("live", "quiet_week", "--populate", "--speed", "7200", "--rate", "0", "--for", "12h"),
    *("--set", "workers.count=5", "--set", "growth.users_per_day=20", "--out", "run", "--quiet"),
)


def compared(run: Path, sandbox: RunningSandbox) -> Comparison:
    engine = create_engine(make_url(sandbox.database_url).set(drivername="postgresql+psycopg2"))
    try:
        with engine.connect() as connection:
            return compare(read_journal(run / FILE), connection)
    finally:
        engine.dispose()


@pytest.fixture
def emptied(ticking: RunningSandbox) -> RunningSandbox:
    """A sandbox in which nobody lives yet."""
    import httpx2

    httpx2.post(f"{ticking.root_url}/sandbox/reset", json={"seed": 0}).raise_for_status()
    return ticking


@pytest.mark.long
@pytest.mark.parametrize("after_s", [0.0, 2.5], ids=["soon", "later"])
def test_a_killed_live_run_goes_on_and_each_write_is_on_karmyq_once(
    terminal: Terminal, home: Path, emptied: RunningSandbox, after_s: float
) -> None:
    with started(home, *LIVE) as process:
        wait_for_rows(process, home / "run")
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        process.wait()
    before = rows_of(home / "run")[0]
    told = terminal("resume", "run", "--quiet", "--json")
    summary: dict[str, Any] = json.loads(told.out)
    after = rows_of(home / "run")[0]

    assert told.code == 0
    whole = compared(home / "run", emptied)
    assert whole.is_whole, whole
    assert whole.compared > 20
    assert after[: len(before)] == before
    assert len(after) == summary["events"]
    assert [row.time_ms for row in after] == sorted(row.time_ms for row in after)
    assert summary["virtual_days"] == pytest.approx(0.5)
    assert manifest_of(home / "run")["status"] == "done"
    registered = [
        kept.intent.what["email"]
        for kept in read_journal(home / "run" / FILE)
        if kept.intent.operation == "register"
    ]
    assert len(registered) == len(set(registered))


def test_an_unfinished_run_in_the_place_of_a_new_one_says_how_to_go_on(
    terminal: Terminal, home: Path, emptied: RunningSandbox
) -> None:
    with started(home, *LIVE) as process:
        wait_for_rows(process, home / "run")
        process.send_signal(signal.SIGINT)
        process.communicate()
    told = terminal(*LIVE)

    assert told.code == 2
    assert told.sentence == (
        "run exists already; choose another --out, or go on with the run in it: run.py resume run"
    )


def test_a_run_goes_on_only_on_the_karmyq_on_which_it_began(
    terminal: Terminal, home: Path, emptied: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with started(home, *LIVE) as process:
        wait_for_rows(process, home / "run")
        process.send_signal(signal.SIGINT)
        process.communicate()
    manifest = manifest_of(home / "run") | {"api": "http://localhost:1/api"}
    (home / "run" / "run.json").write_text(json.dumps(manifest))
    told = terminal("resume", "run")

    assert told.code == 2
    assert told.sentence == (
        f"run acted on http://localhost:1/api, and KARMYQ_API_URL names {emptied.api_url}: "
        "set it to the former"
    )


def test_a_full_disk_ends_a_live_run_before_anything_more_is_sent(
    terminal: Terminal, home: Path, emptied: RunningSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = SqliteJournal.__init__

    def small(self: SqliteJournal, file: Path, *, waits: bool) -> None:
        opened(self, file, waits=waits)
        self._database.execute("PRAGMA max_page_count = 6")

    monkeypatch.setattr(SqliteJournal, "__init__", small)
    told = terminal(*LIVE)
    kept = list(read_journal(home / "run" / FILE))

    assert told.code == 3
    assert "what is about to be sent cannot be written down" in told.sentence
    assert manifest_of(home / "run")["status"] == "failed"
    assert kept
    whole = compared(home / "run", emptied)
    assert (whole.lost, whole.doubled) == ([], [])
    assert len(whole.unexplained) <= len(whole.open)
