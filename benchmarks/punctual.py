"""A thousand workers at once in real time: how late they begin, and what memory they take.

`run.py live` runs as anybody would start it, against a sandbox, both in processes of their own. In
this one as many bare asyncio tasks sleep just as long meanwhile: their lateness is the machine's.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import monotonic
from typing import Any, NamedTuple

from adapters.percentiles import Durations
from adapters.sandbox.errors import SandboxError
from adapters.sandbox.server import RunningSandbox
from benchmarks.row import Effort, Row, alone, beside
from benchmarks.servers import sandbox_process

CHECKOUT = Path(__file__).resolve().parents[1]
LOOKED_AT_EVERY_S = 0.1
KIB_PER_MIB = 1024
COMMUNITY_SIZE = 100


class Crowd(NamedTuple):
    """How many workers, how long they rest, how many people there are, and for how many minutes."""

    workers: int
    delay_s: tuple[float, float]
    people: int
    minutes: float


WHOLE = Crowd(1_000, (5, 30), 1_200, 1)
QUICK = Crowd(20, (0.5, 1), 40, 0.05)


class Ended(NamedTuple):
    """What a live run told of itself, and its largest size."""

    summary: dict[str, Any]
    peak_mib: float


def measure(effort: Effort) -> Iterator[Row]:
    """The lag beside that of bare sleepers, and the largest size of the one process."""
    crowd = QUICK if effort.quick else WHOLE
    with sandbox_process() as sandbox, tempfile.TemporaryDirectory() as folder:
        ended, sleepers = asyncio.run(_both(crowd, sandbox, Path(folder)))
    who = f"{crowd.workers} workers in real time"
    for name in ("p50", "p99"):
        other = sleepers[name] * 1000
        peer = alone(f"{crowd.workers} bare sleepers, lag {name}", "ms", [other])
        yield peer
        yield beside(f"{who}, lag {name}", "ms", [ended.summary["lag"][name] * 1000], peer, [other])
    yield alone(f"{who}, largest size", "MiB", [ended.peak_mib])


async def _both(
    crowd: Crowd, sandbox: RunningSandbox, folder: Path
) -> tuple[Ended, dict[str, float]]:
    lags, draw = Durations(), Random(0)

    async def sleeper() -> None:
        while True:
            due = monotonic() + draw.uniform(*crowd.delay_s)
            await asyncio.sleep(due - monotonic())
            lags.add(max(0.0, monotonic() - due))

    sleepers = [asyncio.create_task(sleeper()) for _ in range(crowd.workers)]
    try:
        ended = await _live(crowd, sandbox, folder)
    finally:
        for task in sleepers:
            task.cancel()
    return ended, lags.as_dict()


async def _live(crowd: Crowd, sandbox: RunningSandbox, folder: Path) -> Ended:
    low, high = crowd.delay_s
    communities = -(-crowd.people // COMMUNITY_SIZE)
    changes = (
        f"workers={{count: {crowd.workers}, delay_s: [{low}, {high}]}}",
        f"population.initial={crowd.people}",
        f"population.communities={communities}",
        f"growth.max_users={2 * crowd.people}",
    )
    command = [sys.executable, str(CHECKOUT / "run.py"), "live", "reference", "--populate"]
    command += ["--for", f"{crowd.minutes:g}m", "--rate", "0", "--quiet", "--json"]
    command += ["--out", str(folder / "run")]
    command += [word for change in changes for word in ("--set", change)]
    around = {**os.environ, **sandbox.variables()}
    with (folder / "said").open("wb") as said, (folder / "summary").open("wb") as told:
        process = subprocess.Popen(command, env=around, stdout=told, stderr=said)
        try:
            peak_kib, status = await _end_of(process.pid)
        except BaseException:
            process.kill()
            raise
    if status:
        last = (folder / "said").read_text().strip().splitlines() or ["it said nothing"]
        raise SandboxError(f"The live run for the measurements failed: {last[-1]}")
    return Ended(json.loads((folder / "summary").read_text()), peak_kib / KIB_PER_MIB)


async def _end_of(pid: int) -> tuple[int, int]:
    """The largest size of a process in KiB, and how it ended."""
    while True:
        ended, status, usage = os.wait4(pid, os.WNOHANG)
        if ended:
            return usage.ru_maxrss, os.waitstatus_to_exitcode(status)
        await asyncio.sleep(LOOKED_AT_EVERY_S)
