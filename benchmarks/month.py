"""The newcomer's month: `run.py run reference` in a process of its own, from start to end."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks.mesa_events import FEW, events_per_second
from benchmarks.row import Effort, Row, alone, beside

CHECKOUT = Path(__file__).resolve().parents[1]


class Month(NamedTuple):
    """Wall seconds of the command, and of the life in it alone; the actions in it."""

    seconds: float
    life_s: float
    actions: int


def month(days: float) -> Month:
    """Run the command with a report left out, since a report is read rather than waited for."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "month"
        run = ("run.py", "run", "reference", "--days", str(days), "--out", str(out))
        command = [sys.executable, *run, "--no-report", "--quiet", "--json"]
        began = perf_counter()
        told = subprocess.run(command, check=True, cwd=CHECKOUT, stdout=subprocess.PIPE).stdout
        seconds = perf_counter() - began
    summary = json.loads(told)
    return Month(seconds, summary["wall_seconds"], summary["events"])


def measure(effort: Effort) -> Iterator[Row]:
    """Seconds of thirty days, beside those of as many empty events on Mesa's list."""
    days, events = (0.05, 5_000) if effort.quick else (30.0, 200_000)
    rounds = [(events_per_second(FEW, events), month(days)) for _ in range(effort.repeat)]
    months = [one for _, one in rounds]
    empty = [one.actions / rate for rate, one in rounds]
    peer = alone("bare Mesa loop, an event an action", "s", empty)
    yield peer
    yield beside(
        f"{days:g} days of the reference", "s", [one.seconds for one in months], peer, empty
    )
    yield beside("the life in it alone", "s", [one.life_s for one in months], peer, empty)
