"""The circuit breaker: while karmyq is down nobody calls it, but for one gentle look.

closed    calls go; failures are counted
open      callers wait, none is dropped; after a pause one of them looks whether karmyq is back
          the look fails: the pause doubles; it succeeds: closed, and everybody goes on
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from adapters.live.patience import Patience

CONSECUTIVE = 5
"""Failures in a row that open it; 500s count only when they come from several endpoints, since one
endpoint may have a defect of its own."""
WINDOW = 20
WINDOW_FAILURES = 12
"""Failures among the latest answers that open it as well."""
FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0

Look = Callable[[], Awaitable[bool]]
Tell = Callable[[str], None]


class Breaker:
    """One for the whole connection; `tell` hears one sentence when it opens, and when it closes."""

    def __init__(self, patience: Patience, host: str, tell: Tell | None = None) -> None:
        self._patience = patience
        self._host = host
        self._tell = tell or (lambda _: None)
        self._probing = asyncio.Lock()
        self._recent: deque[bool] = deque(maxlen=WINDOW)
        self._in_a_row: list[tuple[str, bool]] = []
        self._opened_at: float | None = None
        self.openings = 0
        self._open_s = 0.0

    @property
    def is_open(self) -> bool:
        """Whether callers wait."""
        return self._opened_at is not None

    @property
    def open_s(self) -> float:
        """Real seconds during which it was open, until now."""
        opened = self._opened_at
        return self._open_s + (0.0 if opened is None else self._patience.now() - opened)

    def heard(self, endpoint: str, *, failed: bool, outage: bool) -> None:
        """An attempt has ended; `outage` is a failure that no handler of karmyq's can cause."""
        self._recent.append(failed)
        if not failed:
            self._in_a_row.clear()
            return
        self._in_a_row = [*self._in_a_row[1 - CONSECUTIVE :], (endpoint, outage)]
        if not self.is_open and self._is_down():
            self._opened_at = self._patience.now()
            self.openings += 1
            self._tell(f"{self._host} is down: everybody waits, and it is looked at now and then")

    async def pass_through(self, look: Look) -> None:
        """Go on at once, or wait until karmyq is back; the first to wait looks for all."""
        if self._opened_at is None:
            return
        async with self._probing:
            pause_s = FIRST_PAUSE_S
            while self._opened_at is not None:  # whoever waited behind the first finds it closed
                await self._patience.rest(pause_s)
                if await look():
                    self._close(self._opened_at)
                pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    def _is_down(self) -> bool:
        row = self._in_a_row
        several = any(outage for _, outage in row) or len({name for name, _ in row}) > 1
        in_a_row = len(row) >= CONSECUTIVE
        return several and (in_a_row or sum(self._recent) >= WINDOW_FAILURES)

    def _close(self, opened_at: float) -> None:
        waited_s = self._patience.now() - opened_at
        self._open_s += waited_s
        self._opened_at = None
        self._in_a_row.clear()
        self._recent.clear()
        self._tell(f"{self._host} answers again after {waited_s:.0f} seconds: everybody goes on")
