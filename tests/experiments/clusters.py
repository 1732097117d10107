"""A Dask scheduler and workers on loopback, each a process of its own."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import distributed

from tests.commands.told import CHECKOUT

PATIENCE_SECONDS = 300
Client: Any = distributed.Client  # it carries no types


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """A scheduler on a free port; gives its address."""
    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with _started("scheduler", folder, *options, "--scheduler-file", str(file)):
        _wait_until(file.exists)
        with Client(scheduler_file=str(file), set_as_default=False) as client:
            address = str(client.scheduler.address)
        yield address


@contextmanager
def workers(address: str, folder: Path, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    """So many workers of one thread, without a nanny that would start them again."""
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    with ExitStack() as stack, Client(address, set_as_default=False) as client:
        started = [
            stack.enter_context(_started("worker", folder, address, *options)) for _ in range(count)
        ]
        client.wait_for_workers(count, timeout=PATIENCE_SECONDS)
        yield started


@contextmanager
def _started(role: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + role, *options]
    log = (folder / f"{role}.log").open("ab")
    with log, subprocess.Popen(command, cwd=CHECKOUT, stdout=log, stderr=log) as process:
        try:
            yield process
        finally:
            process.kill()


def _wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)
