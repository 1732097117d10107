"""Ctrl-C and SIGTERM on a live run that follows the wall clock."""

import json
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from adapters.live.writes.journal import FILE, read_journal
from adapters.sandbox.server import RunningSandbox
from tests.commands.process import PATIENCE_SECONDS, started, wait_for_rows, wait_until
from tests.commands.told import Terminal, manifest_of

RUN = Path("run")
BUSY = (
    *("live", "quiet_week", "--rate", "0", "--out", str(RUN)),
    *("--set", "growth.users_per_day=0", "--set", "workers={count: 10, delay_s: [1, 2]}"),
)
WRITES = ["POST", "PUT", "PATCH", "DELETE"]


def late(seconds: float) -> Mapping[str, object]:
    """A plan by which every write is answered so late."""
    wait = {"probability": 1, "median_s": seconds, "sigma": 0, "longest_s": seconds}
    return {"faults": {"latency": {**wait, "methods": WRITES}}}


SLOW, NEVER = late(1), late(60)
"""Never: not while a test lasts."""
DOWN = {"faults": {"error_before": {"probability": 1, "statuses": [503]}}}


@contextmanager
def faulty(sandbox: RunningSandbox, faults: Mapping[str, object]) -> Iterator[None]:
    """While this lasts, the sandbox fails like that."""
    switch = f"{sandbox.root_url}/sandbox/faults"
    httpx2.post(switch, json=faults, trust_env=False).raise_for_status()
    try:
        yield
    finally:
        httpx2.post(switch, json={}, trust_env=False).raise_for_status()


def stopped(process: subprocess.Popen[str], number: int) -> str:
    """Send a signal, and wait for the end: what was said."""
    process.send_signal(number)
    _, err = process.communicate(timeout=PATIENCE_SECONDS)
    return err


def said(process: subprocess.Popen[str], words: str) -> None:
    """Until it has said that; before that it may tell its progress."""
    assert process.stderr is not None
    assert any(words in line for line in process.stderr)


def results() -> list[bool]:
    """Of every write of the run in its order, whether its result is known."""
    return [kept.result is not None for kept in read_journal(RUN / FILE)]


def calls_in_flight(process: subprocess.Popen[str]) -> None:
    """Until a write has been sent to which there is no answer yet."""
    wait_until(lambda: not all(results()), process, "no write is in flight")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_calls_in_flight_come_back_and_the_lock_is_given_back(
    terminal: Terminal, home: Path, peopled: RunningSandbox, number: signal.Signals
) -> None:
    with started(home, *BUSY) as process:
        wait_for_rows(process, home / RUN)
        with faulty(peopled, SLOW):
            calls_in_flight(process)
            err = stopped(process, number)
    known = results()
    rows = json.loads(terminal("show", str(RUN), "--json").out)["events"]
    again = terminal("live", "quiet_week", "--for", "1m", "--speed", "3600", "--rate", "0")

    assert process.returncode == 130
    assert err.splitlines()[-1] == (
        f"interrupted after {rows} actions; what is done is kept in run, go on with: "
        "run.py resume run"
    )
    assert manifest_of(home / RUN)["status"] == "interrupted"
    assert all(known)
    assert again.code == 0


def test_a_second_signal_does_not_wait_for_them(home: Path, peopled: RunningSandbox) -> None:
    with started(home, *BUSY) as process:
        wait_for_rows(process, home / RUN)
        with faulty(peopled, NEVER):
            calls_in_flight(process)
            process.send_signal(signal.SIGTERM)
            said(process, "stopping; once more to insist\n")
            err = stopped(process, signal.SIGTERM)

    assert process.returncode == 130
    assert not all(results())
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("interrupted at once; what was stored is kept, ")


def test_one_signal_ends_an_opening_that_waits_for_a_karmyq_that_is_down(
    home: Path, ticking: RunningSandbox
) -> None:
    many = ("--populate", "--set", "population.initial=2000")
    with started(home, *BUSY, *many, "--set", "growth.max_users=3000") as process:
        wait_for_rows(process, home / RUN)
        with faulty(ticking, DOWN):
            said(process, " is down: everybody waits")
            err = stopped(process, signal.SIGINT)

    assert process.returncode == 130
    assert "stopping; once more to insist" in err.splitlines()
    assert err.splitlines()[-1].endswith("go on with: run.py resume run")
    assert manifest_of(home / RUN)["status"] == "interrupted"
