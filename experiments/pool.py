"""Processes of this machine, each a fresh interpreter, and this process itself for one at a time.

Workers are spawned, not forked: nothing of the parent's memory, threads or open files comes along,
and it is the same on every system.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from multiprocessing.synchronize import Event
from threading import Thread
from time import perf_counter

from experiments.engine import Engine, failed, in_words
from experiments.errors import EngineError
from experiments.replication import Replication, Result, StoppedError, replicate


def cores() -> int:
    """How many processes can run at once here."""
    allowed: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def told(replication: Replication, stopped: Callable[[], bool]) -> Result:
    """A replication's result, where one that fails is a result as well."""
    began = perf_counter()
    try:
        return replicate(replication, stopped)
    except StoppedError:
        raise
    except Exception as error:
        return failed(replication, in_words(error), round(perf_counter() - began, 3))


def local_engine(workers: int | None, replications: int) -> Engine:
    """The engine for so many workers, by default one for each core; none stands idle.

    Raises EngineError unless there is at least one.
    """
    if workers is not None and workers < 1:
        raise EngineError(f"workers: expects a number from 1 up; found {workers}")
    needed = min(workers if workers is not None else cores(), max(replications, 1))
    return Here() if needed == 1 else Pool(needed)


class Pool:
    """A pool of spawned processes."""

    def __init__(self, workers: int) -> None:
        self.window = workers
        self.work = _in_worker
        self._context: BaseContext = multiprocessing.get_context("spawn")
        self._stopped = self._context.Event()
        self._executor: Executor | None = None

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """The pool, while this lasts."""
        with ProcessPoolExecutor(
            self.window,
            mp_context=self._context,
            initializer=_begin,
            initargs=(self._stopped,),
        ) as executor:
            with _without_interrupts():
                for _ in range(self.window):
                    executor.submit(_nothing)  # a task starts a worker where none is idle
            self._executor = executor
            try:
                yield executor
            finally:
                self._executor = None

    def stop(self) -> None:
        """Let every worker know."""
        self._stopped.set()

    def look(self) -> None:
        """Let the executor look at its workers again: one that dies breaks the pool.

        Its thread waits for those that were there when it last woke up. Whoever was started just
        after that and dies is missed, and what he was given never ends.
        """
        if self._executor is not None:
            with suppress(BrokenExecutor):
                self._executor.submit(_nothing)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Whoever is started now is never told of Ctrl-C, which is for the parent to decide about."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _nothing() -> None:
    """The task that starts a worker, or wakes the executor."""


_STOPPED: list[Event] = []
"""In a worker: the parent's flag."""


def _begin(stopped: Event) -> None:
    """Prepare a worker: it knows when to stop, not from Ctrl-C, and does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _STOPPED[:] = [stopped]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _in_worker(replication: Replication) -> Result:
    return told(replication, _STOPPED[0].is_set)


class Here:
    """This process, one replication after the other."""

    def __init__(self) -> None:
        self.window = 1
        self.work = _here

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """An executor that does what it is given at once."""
        yield _AtOnce()

    def stop(self) -> None:
        """Ctrl-C has ended what ran, wherever it stood."""

    def look(self) -> None:
        """Whatever is given to this engine has ended."""


def _here(replication: Replication) -> Result:
    return told(replication, lambda: False)


class _AtOnce(Executor):
    def submit[**P, T](
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(function(*args, **kwargs))
        return future
