"""Small scenarios, plans and engines for the tests of experiments."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from experiments.engine import failed
from experiments.plan import Plan, Point
from experiments.pool import Pool, _AtOnce, told
from experiments.replication import Replication, Result
from model.vocabulary import VOCABULARY
from scenarios import Scenario, load

BASE_SEED = 7


def quiet(*changes: str, days: float = 0.1) -> Scenario:
    """A few hours of the quiet week, with these changes, written like --set."""
    return load(
        "quiet_week", vocabulary=VOCABULARY, changes=[f"time.days={days}", *changes]
    ).scenario


def point(*changes: str, label: str = "quiet") -> Point:
    return Point(label, quiet(*changes), "quiet_week", ("time.days=0.1", *changes))


def plan(replications: int = 3, *points: Point, hourly: bool = False) -> Plan:
    return Plan("ensemble", BASE_SEED, replications, points or [point()], {}, hourly)


def result(number: int = 0, at: int = 0, **measures: float | None) -> Result:
    """A made-up result."""
    return Result(
        at, number, seed=number, seconds=1.0, digest=f"d{at}{number}", measures=dict(measures)
    )


def unlucky(replication: Replication) -> Result:
    """Work that fails for the second replication, and makes up the others."""
    if replication.number == 1:
        return failed(replication, "ValueError: unlucky")
    return result(replication.number, replication.point, completion_rate=0.5)


class Doing:
    """An engine that does some work in this process."""

    def __init__(self, work: Callable[[Replication], Result]) -> None:
        self.window = 1
        self.work = work

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        yield _AtOnce()

    def stop(self) -> None:
        """Nothing runs elsewhere."""

    def look(self) -> None:
        """Nothing is waited for."""


class Deadly(Pool):
    """A pool in which the workers of some replications are killed, each as often as it says.

    Marks in a folder count the deaths, since nothing else outlives them. So many workers begin here
    that they are forked from a server that has imported what they need.
    """

    def __init__(self, workers: int, folder: Path, numbers: Sequence[int], times: int) -> None:
        super().__init__(workers)
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload(["experiments.pool"])
        self._context, self._stopped = server, server.Event()
        self.work = _Killing(folder, tuple(numbers), times)


class _Killing:
    def __init__(self, folder: Path, numbers: Sequence[int], times: int) -> None:
        self._folder, self._numbers, self._times = folder, numbers, times

    def __call__(self, replication: Replication) -> Result:
        deaths = len(list(self._folder.glob(f"{replication.number}-*")))
        if replication.number in self._numbers and deaths < self._times:
            (self._folder / f"{replication.number}-{deaths}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return told(replication, lambda: False)
