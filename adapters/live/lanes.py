"""How many calls are under way at once, and on which connections: few and warm ones.

A server, and a client's loop, are slower with a thousand busy connections than with twenty, so
calls queue for a moment instead. A slow answer delays nobody: what takes longer is not counted any
more, so that even a karmyq whose every answer is slow gets AT_ONCE new calls every SLOW_S, which is
more than a thousand workers at 5 to 30 s make.
"""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 20
SLOW_S = 0.05
"""Real seconds after which a call counts as slow, and makes room for another one."""


class Lanes:
    """Numbered places for calls; the lowest free one is taken, so that few stay warm."""

    def __init__(self, count: int) -> None:
        self._free = list(range(count))
        self._leave = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def lane(self) -> AsyncIterator[int]:
        """A lane for one call, in the order of asking; more than there are share the first."""
        await self._leave.acquire()
        leave = _Leave(self._leave)
        taken = heapq.heappop(self._free) if self._free else None
        try:
            yield taken or 0
        finally:
            if taken is not None:
                heapq.heappush(self._free, taken)
            leave.give_back()


class _Leave:
    """Leave for one call, given back when it ends, or before, when it turns out to be slow."""

    def __init__(self, leaves: asyncio.Semaphore) -> None:
        self._leaves: asyncio.Semaphore | None = leaves
        self._timer = asyncio.get_running_loop().call_later(SLOW_S, self.give_back)

    def give_back(self) -> None:
        """Let the next one go, once."""
        self._timer.cancel()
        if self._leaves is not None:
            self._leaves.release()
            self._leaves = None
