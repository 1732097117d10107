"""The budget of calls as a token bucket: first come, first served, and nobody is dropped."""

import asyncio

from adapters.live.patience import Patience

BURST_SHARE = 12
"""A twelfth of a minute's calls may go at once; the rest flows in evenly."""


class Bucket:
    """So many calls in any minute, counted by weight; 0 is no limit.

    The bucket holds a twelfth of a minute's calls and refills with the other eleven, so that
    karmyq's windows of a minute see no more than the whole, wherever they begin. A 429 pauses it
    for everybody.
    """

    def __init__(self, per_second: float, patience: Patience) -> None:
        per_minute = per_second * 60
        self._patience = patience
        self._holds = max(1.0, per_minute / BURST_SHARE)
        self._refill = max(per_minute - self._holds, per_minute / 2) / 60
        self._tokens = self._holds
        self._counted_at = patience.now()
        self._paused_until = float("-inf")
        self._turn = asyncio.Lock()
        self.waited_s = 0.0
        self.pauses = 0

    async def take(self, weight: int) -> None:
        """Wait until a call of this weight may go."""
        if not self._turn.locked() and self._delay_s(weight) <= 0:
            self._tokens -= weight
            return
        began = self._patience.now()
        async with self._turn:  # fair: waiters go in the order in which they came
            while (delay_s := self._delay_s(weight)) > 0:
                await self._patience.rest(delay_s)
            self._patience.check()
            self._tokens -= weight
        self.waited_s += self._patience.now() - began

    def pause(self, seconds: float) -> None:
        """Let nobody go for so long: karmyq has asked for it."""
        self.pauses += 1
        self._paused_until = max(self._paused_until, self._patience.now() + seconds)

    def _delay_s(self, weight: int) -> float:
        now = self._patience.now()
        paused_s = self._paused_until - now
        if self._refill <= 0:
            return paused_s
        self._tokens = min(self._holds, self._tokens + (now - self._counted_at) * self._refill)
        self._counted_at = now
        # A call that weighs more than the bucket holds goes when it is full, and leaves a debt.
        missing = min(weight, self._holds) - self._tokens
        return max(paused_s, missing / self._refill if missing > 1e-9 else 0.0)
