"""An engine whose executor stays open from one round of replications to the next.

A spawned worker imports for a second or two; a search that asks for four replications at a time
would pay that for each four.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import ExitStack, contextmanager
from typing import Self

from experiments.engine import Engine
from experiments.replication import Replication, Result


class KeptOpen:
    """Another engine, opened once for as long as the `with` block lasts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stack = ExitStack()
        self._executor: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    @property
    def window(self) -> int:
        """How many replications are out at once."""
        return self._engine.window

    @property
    def work(self) -> Callable[[Replication], Result]:
        """What the executor does with a replication."""
        return self._engine.work

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        """The executor of the round before, or a new one where that is broken."""
        if self._executor is not None and _is_broken(self._executor):
            self._close()
        if self._executor is None:
            self._executor = self._stack.enter_context(self._engine.opened())
        yield self._executor

    def stop(self) -> None:
        """Somebody has pressed Ctrl-C."""
        self._engine.stop()

    def look(self) -> None:
        """Nothing has ended for a while."""
        self._engine.look()

    def _close(self) -> None:
        self._executor = None
        self._stack.close()


def _is_broken(executor: Executor) -> bool:
    """A broken pool says so when it is given something."""
    try:
        executor.submit(_nothing)
    except BrokenExecutor:
        return True
    return False


def _nothing() -> None:
    """Work that costs nothing."""
