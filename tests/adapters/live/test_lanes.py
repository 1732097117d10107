"""Lanes: how many calls are under way at once, and that a slow one delays nobody."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from adapters.live import lanes
from adapters.live.lanes import AT_ONCE, Lanes
from model.virtual_loop import VirtualLoop

Act = Callable[["Street"], Awaitable[None]]


class Street:
    """Calls on lanes, each of which ends when it is let go."""

    def __init__(self, count: int = 200) -> None:
        self.lanes = Lanes(count)
        self.under_way: dict[int, int] = {}
        self._ends: dict[int, asyncio.Event] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def begin(self, *calls: int) -> None:
        """Let these calls ask for a lane, in this order."""
        for call in calls:
            self._ends[call] = asyncio.Event()
            self._tasks[call] = asyncio.create_task(self._call(call))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def end(self, *calls: int) -> None:
        """Let these calls come back."""
        for call in calls:
            self._ends[call].set()
        await asyncio.gather(*(self._tasks.pop(call) for call in calls))
        await asyncio.sleep(0)

    async def give_up(self, call: int) -> None:
        """Whoever makes this call does not wait any longer."""
        self._tasks[call].cancel()
        await asyncio.wait([self._tasks.pop(call)])
        await asyncio.sleep(0)

    async def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def _call(self, call: int) -> None:
        async with self.lanes.lane() as lane:
            self.under_way[call] = lane
            await self._ends[call].wait()
        del self.under_way[call]


def on(act: Act, count: int = 200) -> None:
    """On a loop whose time is virtual, so that what is slow is the same on every machine."""

    async def whole() -> None:
        street = Street(count)
        try:
            await act(street)
        finally:
            await street.close()

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(whole())


def test_so_many_calls_are_under_way_at_once_and_the_others_follow_in_their_order() -> None:
    async def act(street: Street) -> None:
        await street.begin(*range(AT_ONCE + 2))
        assert len(street.under_way) == AT_ONCE

        await street.end(7)
        assert AT_ONCE in street.under_way
        assert AT_ONCE + 1 not in street.under_way

    on(act)


def test_the_lowest_free_lane_is_taken() -> None:
    async def act(street: Street) -> None:
        await street.begin(0, 1, 2)
        await street.end(1)
        await street.begin(3)

        assert street.under_way == {0: 0, 2: 2, 3: 1}

    on(act)


def test_slow_answers_make_room_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "SLOW_S", 0.02)

    async def act(street: Street) -> None:
        await street.begin(*range(2 * AT_ONCE))
        assert len(street.under_way) == AT_ONCE
        await asyncio.sleep(0.1)

        assert sorted(street.under_way.values()) == list(range(2 * AT_ONCE))

    on(act)


def test_a_slow_call_gives_its_leave_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes, "SLOW_S", 0.02)

    async def act(street: Street) -> None:
        await street.begin(*range(AT_ONCE))
        await asyncio.sleep(0.1)
        await street.end(*range(AT_ONCE))
        monkeypatch.setattr(lanes, "SLOW_S", 60)
        await street.begin(*range(2 * AT_ONCE))

        assert len(street.under_way) == AT_ONCE

    on(act)


def test_whoever_gives_up_waiting_or_calling_keeps_nobody_out() -> None:
    async def act(street: Street) -> None:
        await street.begin(*range(AT_ONCE + 2))
        await street.give_up(AT_ONCE)
        await street.give_up(0)

        assert AT_ONCE + 1 in street.under_way

    on(act)


def test_more_calls_than_lanes_share_the_first() -> None:
    async def act(street: Street) -> None:
        await street.begin(0, 1, 2)
        assert street.under_way == {0: 0, 1: 1, 2: 0}
        await street.end(2, 0)
        await street.begin(3, 4)

        assert street.under_way == {1: 1, 3: 0, 4: 0}

    on(act, count=2)
