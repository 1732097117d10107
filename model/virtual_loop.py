"""An asyncio loop whose time is virtual: where it would sleep, its clock jumps on instead.

Everything that waits through the loop (`asyncio.sleep`, time-outs) takes no real time, and the same
program takes the same steps each time. It fits where nothing comes from outside: a socket or a
thread would find that its time has passed already.
"""

import asyncio
import selectors
from typing import Any

TURN_S = 1e-6
"""What a turn of the loop takes: a wait too short for its clock to show would never end."""


class _Jumping(selectors.DefaultSelector):
    """A selector that never waits, and sums up for how long it was asked to."""

    jumped_s = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None:  # nothing is booked, so only something from outside can go on
            return list(super().select(None))
        ready = list(super().select(0))
        self.jumped_s += TURN_S if ready else max(timeout, TURN_S)
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time begins at zero; `asyncio.Runner(loop_factory=VirtualLoop)` runs a program on it."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._jumping.jumped_s
