"""Runs replications on any `concurrent.futures` executor, and hands on each result as it comes.

At most `window` replications are out at once, so that a dead worker, which breaks a process pool,
costs only those. They are run again one by one: whichever kills its worker then is the culprit, and
fails; the others never notice. Nothing is remembered here, resuming is the store's business.
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager
from typing import Protocol

from experiments.errors import BrokenOffError, EngineError
from experiments.replication import Replication, Result

ATTEMPTS_ALONE = 2
"""How often a replication that was lost with its worker is tried by itself."""

TIMES = ATTEMPTS_ALONE + 1

GRACE_SECONDS = 60.0
"""How long to wait, after Ctrl-C, for replications to notice; they look every virtual hour."""

SECONDS_BETWEEN_LOOKS = 5.0

type Keep = Callable[[Result], None]
type Flying = dict[Future[Result], Replication]


class Engine(Protocol):
    """Where replications run."""

    @property
    def window(self) -> int:
        """How many replications are out at once."""

    @property
    def work(self) -> Callable[[Replication], Result]:
        """What the executor is to do with a replication."""

    def opened(self) -> AbstractContextManager[Executor]:
        """An executor for one round; after a broken one the next is asked for."""

    def stop(self) -> None:
        """Somebody has pressed Ctrl-C: whatever runs shall end soon, without a result."""

    def look(self) -> None:
        """Nothing has ended for a while; raises BrokenOffError when nobody is left to wait for."""


def run_all(asked: Iterable[Replication], engine: Engine, keep: Keep) -> None:
    """Run all of them and keep what each came to, in whatever order they end.

    Raises EngineError when no worker can be had, BrokenOffError when they are lost on the way, and
    KeyboardInterrupt after Ctrl-C.
    """
    queue = deque(asked)
    seen_alive = False

    def kept(result: Result) -> None:
        nonlocal seen_alive
        seen_alive = True
        keep(result)

    while queue:
        dead = [one for one in _round(queue, engine, kept) if not _alone(one, engine, kept)]
        if len(dead) > 1 and not seen_alive:
            raise BrokenOffError(
                f"{len(dead)} replications lost their worker {TIMES} times, and none has finished "
                "yet: is there enough memory? A script of your own must call this below "
                '`if __name__ == "__main__":`'
            )
        for one in dead:
            keep(failed(one, f"its worker died {TIMES} times; is there enough memory?"))


def _alone(lost: Replication, engine: Engine, keep: Keep) -> bool:
    """Whether a replication whose worker has died came to an end by itself."""
    return any(not _round(deque([lost]), engine, keep) for _ in range(ATTEMPTS_ALONE))


def failed(replication: Replication, why: str, seconds: float = 0.0) -> Result:
    """The result of a replication that came to nothing."""
    return Result(
        point=replication.point,
        number=replication.number,
        seed=replication.seed,
        seconds=seconds,
        failure=why,
    )


def _round(queue: deque[Replication], engine: Engine, keep: Keep) -> list[Replication]:
    """Run the queue on one executor; when that breaks, those that were lost with it."""
    lost: list[Replication] = []
    flying: Flying = {}
    with engine.opened() as executor:
        try:
            while flying or (queue and not lost):
                while queue and not lost and len(flying) < engine.window:
                    _submit(queue, executor, engine, flying, lost)
                _take(flying, engine, keep, lost)
        except KeyboardInterrupt:
            engine.stop()
            _keep_what_is_done(flying, keep)
            raise
    return lost


def _submit(
    queue: deque[Replication],
    executor: Executor,
    engine: Engine,
    flying: Flying,
    lost: list[Replication],
) -> None:
    replication = queue.popleft()
    try:
        flying[executor.submit(engine.work, replication)] = replication
    except BrokenExecutor:
        lost.append(replication)


def _take(flying: Flying, engine: Engine, keep: Keep, lost: list[Replication]) -> None:
    ended = wait(flying, timeout=SECONDS_BETWEEN_LOOKS, return_when=FIRST_COMPLETED).done
    if flying and not ended:
        engine.look()
    for future in ended:
        replication = flying.pop(future)
        try:
            keep(_result_of(future, replication))
        except BrokenExecutor:
            lost.append(replication)


def _result_of(future: Future[Result], replication: Replication) -> Result:
    """The result; what the executor itself says, such as a worker lost too often, is a failure."""
    try:
        return future.result()
    except BrokenExecutor:
        raise
    except EngineError as refused:
        raise BrokenOffError(str(refused)) from None
    except CancelledError:
        raise BrokenOffError("the workers are gone; start them again, and resume") from None
    except Exception as error:
        return failed(replication, in_words(error))


def in_words(error: Exception) -> str:
    """An error on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _keep_what_is_done(flying: Flying, keep: Keep) -> None:
    for future in flying:
        future.cancel()
    for future in wait(flying, timeout=GRACE_SECONDS).done:
        if not future.cancelled() and future.exception() is None:
            keep(future.result())
