"""A loop whose time jumps: nobody waits, and everything comes in order."""

import asyncio
from time import monotonic

import pytest

from model.virtual_loop import VirtualLoop


def test_a_day_of_sleep_takes_no_time_and_passes_on_the_loops_clock() -> None:
    async def sleep() -> float:
        await asyncio.sleep(86_400)
        return asyncio.get_running_loop().time()

    began = monotonic()
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(sleep()) == pytest.approx(86_400, abs=0.01)
    assert monotonic() - began < 8_640  # a tenth, however slow the machine


def test_who_is_due_first_goes_first() -> None:
    order: list[int] = []

    async def one(seconds: int) -> None:
        await asyncio.sleep(seconds)
        order.append(seconds)

    async def all_of_them() -> None:
        await asyncio.gather(*(one(seconds) for seconds in (30, 10, 20)))

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(all_of_them())
    assert order == [10, 20, 30]


def test_who_waits_for_less_than_the_clock_can_show_does_not_wait_for_ever() -> None:
    async def until(moment: float) -> None:
        loop = asyncio.get_running_loop()
        while loop.time() < moment:
            await asyncio.sleep(moment - loop.time() if loop.time() < moment - 1e-9 else 1e-12)

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        runner.run(until(3600.1))
