"""Ctrl-C and SIGTERM on a live run that follows the wall clock."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from adapters.live.writes.journal import FILE, read_journal
from adapters.sandbox.server import RunningSandbox
from tests.commands.process import started, wait_for_rows
from tests.commands.told import Terminal, manifest_of

RUN = Path("run")
BUSY = (
    *("live", "quiet_week", "--rate", "0", "--out", str(RUN)),
    *("--set", "growth.users_per_day=0", "--set", "workers={count: 10, delay_s: [1, 2]}"),
)
SLOW = {"faults": {"latency": {"probability": 1, "median_s": 1, "sigma": 0.1}}}
VERY_SLOW = {"faults": {"latency": {"probability": 1, "median_s": 8, "sigma": 0.1, "longest_s": 9}}}
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


def stopped(process: subprocess.Popen[str], number: int) -> tuple[float, str]:
    """Send a signal, and wait for the end: how long that took, and what was said."""
    began = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=60)
    return time.monotonic() - began, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_calls_in_flight_come_back_and_the_lock_is_given_back(
    terminal: Terminal, home: Path, peopled: RunningSandbox, number: signal.Signals
) -> None:
    with started(home, *BUSY) as process:
        wait_for_rows(process, home / RUN)
        with faulty(peopled, SLOW):
            time.sleep(2)
            seconds, err = stopped(process, number)
    intents = list(read_journal(home / RUN / FILE))
    rows = json.loads(terminal("show", str(RUN), "--json").out)["events"]
    again = terminal("live", "quiet_week", "--for", "1m", "--speed", "3600", "--rate", "0")

    assert process.returncode == 130
    assert seconds < 15
    assert err.splitlines()[-1] == (
        f"interrupted after {rows} actions; what is done is kept in run, go on with: "
        "run.py resume run"
    )
    assert manifest_of(home / RUN)["status"] == "interrupted"
    assert all(result is not None for _, _, result in intents)
    assert again.code == 0


def test_a_second_signal_does_not_wait_for_them(home: Path, peopled: RunningSandbox) -> None:
    with started(home, *BUSY) as process:
        wait_for_rows(process, home / RUN)
        with faulty(peopled, VERY_SLOW):
            time.sleep(2)
            process.send_signal(signal.SIGTERM)
            assert process.stderr is not None
            assert process.stderr.readline() == "stopping; once more to insist\n"
            seconds, err = stopped(process, signal.SIGTERM)

    assert process.returncode == 130
    assert seconds < 5
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("interrupted at once; what was stored is kept, ")


def test_one_signal_ends_an_opening_that_waits_for_a_karmyq_that_is_down(
    home: Path, ticking: RunningSandbox
) -> None:
    many = ("--populate", "--set", "population.initial=2000")
    with started(home, *BUSY, *many, "--set", "growth.max_users=3000") as process:
        wait_for_rows(process, home / RUN)
        with faulty(ticking, DOWN):
            assert process.stderr is not None
            assert " is down: everybody waits" in process.stderr.readline()
            seconds, err = stopped(process, signal.SIGINT)

    assert process.returncode == 130
    assert seconds < 5
    assert err.splitlines()[0] == "stopping; once more to insist"
    assert err.splitlines()[-1].endswith("go on with: run.py resume run")
    assert manifest_of(home / RUN)["status"] == "interrupted"
