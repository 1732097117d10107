"""An engine that is opened once for many rounds, and anew when its executor is broken."""

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any

from experiments.engine import run_all
from experiments.kept_open import KeptOpen
from experiments.replication import Replication, Result
from tests.experiments.cases import Doing, plan, result


class Mortal(Executor):
    """Does what it is given at once, until it is broken for good."""

    def __init__(self) -> None:
        self.broken = False

    def submit[**P, T](
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        if self.broken:
            raise BrokenExecutor
        future: Future[T] = Future()
        future.set_result(function(*args, **kwargs))
        return future


class Opening(Doing):
    """Counts how often it is opened and closed."""

    def __init__(self) -> None:
        super().__init__(made_up)
        self.executors: list[Mortal] = []
        self.closed = 0

    @contextmanager
    def opened(self) -> Iterator[Executor]:
        self.executors.append(Mortal())
        yield self.executors[-1]
        self.closed += 1


def made_up(asked: Replication) -> Result:
    return result(asked.number)


def numbers_of(engine: KeptOpen) -> list[int]:
    results: list[Any] = []
    run_all(plan(3).all_replications(), engine, results.append)
    return [one.number for one in results]


def test_rounds_share_one_executor_and_the_end_closes_it() -> None:
    engine = Opening()
    with KeptOpen(engine) as kept:
        assert numbers_of(kept) == numbers_of(kept) == [0, 1, 2]
        assert (len(engine.executors), engine.closed) == (1, 0)

    assert engine.closed == 1


def test_a_broken_executor_is_replaced() -> None:
    engine = Opening()
    with KeptOpen(engine) as kept:
        numbers_of(kept)
        engine.executors[0].broken = True
        assert numbers_of(kept) == [0, 1, 2]

    assert (len(engine.executors), engine.closed) == (2, 2)
