"""All waiting of a connection, in one place: tests bring their own clock, and an end ends it."""

import asyncio
from collections.abc import Awaitable, Callable
from time import monotonic

from adapters.errors import Unavailable

Wait = Callable[[float], Awaitable[None]]
Now = Callable[[], float]


class Patience:
    """Waits in real seconds; once `give_up` was called nobody waits any more, and nobody sends."""

    def __init__(self, wait: Wait = asyncio.sleep, now: Now = monotonic) -> None:
        self._wait = wait
        self._now = now
        self._skipped_s = 0.0
        self._over = asyncio.Event()

    def now(self) -> float:
        """The seconds of a clock that never goes back; what was waited for has passed."""
        return self._now() + self._skipped_s

    def give_up(self) -> None:
        """The run is over: whoever waits for leave to send is turned away."""
        self._over.set()

    def check(self) -> None:
        """Raise Unavailable where the run is over: the call has not been sent."""
        if self._over.is_set():
            raise Unavailable(0, "RUN_ENDED", "the run was over before it was sent")

    async def rest(self, seconds: float) -> None:
        """Let so many seconds pass; raises Unavailable when the run ends meanwhile."""
        self.check()
        began = self._now()
        waiting = asyncio.ensure_future(self._wait(seconds))
        ending = asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait((waiting, ending), return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            ending.cancel()
        self._skipped_s += max(0.0, seconds - (self._now() - began))
        self.check()
