"""Ctrl-C: the first asks the run to stop between two events, a second one insists."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from commands.complaints import say
from model.pace import StopFlag


@contextmanager
def stop_on_interrupt(stop: StopFlag) -> Iterator[None]:
    """While this lasts, Ctrl-C and a service manager's SIGTERM set the flag."""

    def asked(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set:
            raise KeyboardInterrupt
        stop.set()
        say("stopping; once more to insist")

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, asked) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
