"""Ctrl-C: the first asks the run to stop between two events, a second one insists."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from model.pace import StopFlag

STDERR = 2


@contextmanager
def stop_on_interrupt(stop: StopFlag) -> Iterator[None]:
    """While this lasts, Ctrl-C and a service manager's SIGTERM set the flag."""

    def asked(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set:
            raise KeyboardInterrupt
        stop.set()
        # Not through sys.stderr, which may be in the middle of a write of its own.
        os.write(STDERR, b"stopping; once more to insist\n")

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, asked) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
