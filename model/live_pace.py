"""The live paces: the same Mesa events, pumped on one asyncio loop.

Each process is a task. Where its story sleeps, the task waits for a future that a Mesa event
resolves; where it calls karmyq, the task waits for the answer, and nobody else is held up.

    real time   virtual time follows the wall clock, times a speed; the pump sleeps until the next
                event is due
                event is due; the lag between due time and actual start is measured. After a jump
                (a laptop that slept, a clock that was set, a machine that stood still) virtual time
                goes on from where it was: what came due meanwhile is late by the whole jump, and
                nothing happens in a burst
    lockstep    one event at a time: virtual time stands still until everybody sleeps again, so that
                the order is that of a dry run
"""

import asyncio
from collections.abc import Callable, Generator
from time import monotonic
from types import coroutine
from typing import Any

from adapters.percentiles import Durations
from model.pace import Progress, StopFlag
from model.scheduler import SECONDS_PER_HOUR, Process, Scheduler, Story

LONGEST_WAIT_S = 0.25
"""How long the pump sleeps at most before it looks at the stop flag again."""
JUMP_S = 5.0
"""A longer silence between two looks of the pump, in real seconds, is a jump: it looks four times a
second, and no answer keeps it from looking."""
LAST_CALLS_S = 30.0
"""How long calls in flight may take to come back once the run is over."""


class LiveProcess(Process):
    """A story that runs as an asyncio task between Mesa's events."""

    def __init__(self, scheduler: Scheduler, story: Story, crew: "Crew") -> None:
        super().__init__(scheduler, story)
        self._crew = crew
        self._task: asyncio.Task[None] | None = None
        self._alarm: asyncio.Future[None] | None = None

    def execute(self) -> None:
        """Start the task, or wake it."""
        self._crew.due(self.scheduler.hours)
        self.scheduler.fired += 1
        self._crew.woke()
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._run())
        elif self._alarm is not None:
            self._alarm.set_result(None)

    def close(self) -> None:
        """End the story where it sleeps."""
        if self._task is not None:
            self._task.cancel()
        else:
            self.story.close()

    async def finished(self) -> None:
        """Wait until a closed story has ended."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        error: BaseException | None = None
        try:
            await self._bridge()
        except asyncio.CancelledError:
            raise
        except Exception as problem:  # the pump raises it
            error = problem
        finally:
            self._crew.ended(error)
        if self in self.scheduler.processes:
            self.scheduler.ended(self)

    @coroutine
    def _bridge(self) -> Generator[Any, Any, None]:
        """Turn the story's sleeps into futures, and pass everything else on to asyncio."""
        resume: Callable[[Any], Any] = self.story.send
        value: Any = None
        while True:
            try:
                wanted = resume(value)
            except StopIteration:
                return
            try:
                if isinstance(wanted, float):
                    value = None
                    yield from self._sleep(wanted)
                else:
                    value = yield wanted
                resume = self.story.send
            except BaseException as problem:  # it belongs to the story
                resume, value = self.story.throw, problem

    def _sleep(self, hours: float) -> Generator[Any, Any, None]:
        self._alarm = asyncio.get_running_loop().create_future()
        self.scheduler.book(self, hours)
        self._crew.slept()
        yield from self._alarm.__await__()
        self._alarm = None


class Crew:
    """Counts who is awake, and keeps the first error."""

    def __init__(self) -> None:
        self.due: Callable[[float], None] = lambda _hours: None
        self._awake = 0
        self._error: BaseException | None = None
        self._all_asleep = asyncio.Event()
        self._all_asleep.set()

    def woke(self) -> None:
        """Somebody goes on."""
        self._awake += 1
        self._all_asleep.clear()

    def slept(self) -> None:
        """Somebody sleeps again."""
        self._awake -= 1
        if self._awake <= 0:
            self._all_asleep.set()

    def ended(self, error: BaseException | None) -> None:
        """Somebody's story is over."""
        self._error = self._error or error
        self.slept()

    async def all_asleep(self) -> None:
        """Wait until nobody is awake, and raise what went wrong."""
        await self._all_asleep.wait()
        self.check()

    def check(self) -> None:
        """Raise what went wrong in a story."""
        if self._error is not None:
            raise self._error


class WallHours:
    """Virtual hours by the wall clock; a jump is left out of them."""

    def __init__(self, hours: float, speed: float, clock: Callable[[], float]) -> None:
        self._speed = speed
        self._clock = clock
        self._looked_s = clock()
        self._began_s = self._looked_s - hours * SECONDS_PER_HOUR / speed

    def hours(self) -> float:
        """The virtual hour it is; between two looks never more than a jump's beginning."""
        now_s = self._clock()
        if self._is_jump(now_s):
            now_s = self._looked_s
        return (now_s - self._began_s) * self._speed / SECONDS_PER_HOUR

    def look(self) -> float:
        """Look at the clock; says by how many seconds it has jumped since the last look, if so."""
        now_s = self._clock()
        jumped_s = now_s - self._looked_s if self._is_jump(now_s) else 0.0
        self._began_s += jumped_s
        self._looked_s = now_s
        return jumped_s

    def _is_jump(self, now_s: float) -> bool:
        return not 0 <= now_s - self._looked_s <= JUMP_S


class LivePace:
    """Runs a scheduler's processes as tasks; `speed` None means lockstep.

    `clock` counts real seconds and never goes back on its own.
    """

    def __init__(
        self,
        scheduler: Scheduler,
        stop: StopFlag,
        *,
        speed: float | None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._clock = clock
        self._lags = Durations()
        self._jumps = 0
        self._jumped_s = 0.0
        self._scheduler = scheduler
        self._stop = stop
        self._speed = speed
        self._crew = Crew()
        self._booking = asyncio.Event()
        scheduler.new_process = self._new_process
        scheduler.on_booking = self._booking.set

    async def run_until(self, end_hours: float, progress: Progress) -> bool:
        """Run to an hour or until asked to stop; says whether the end was reached."""
        if self._speed is None:
            return await self._lockstep(end_hours, progress)
        return await self._real_time(end_hours, self._speed, progress)

    def lag(self) -> dict[str, float]:
        """How late things began: `p50`, `p90`, `p99` and `max` in real seconds; and the jumps."""
        jumps = {"jumps": self._jumps, "jumped_s": round(self._jumped_s, 3)}
        return {**self._lags.as_dict(), **jumps}

    async def wind_down(self) -> bool:
        """Let calls in flight come back, then end every story in the order of their beginning.

        Virtual time stands still meanwhile, or each answer would wake others who call again. False
        when some call never came back: its turn is ended without it.
        """
        self._scheduler.wall_hours = None
        drained = True
        try:
            await asyncio.wait_for(self._crew.all_asleep(), LAST_CALLS_S)
        except TimeoutError:
            drained = False
        for process in list(self._scheduler.processes):
            process.close()
            if isinstance(process, LiveProcess):
                await process.finished()
        self._scheduler.processes.clear()
        return drained

    def _new_process(self, scheduler: Scheduler, story: Story) -> Process:
        return LiveProcess(scheduler, story, self._crew)

    async def _lockstep(self, end_hours: float, progress: Progress) -> bool:
        while self._scheduler.run_next(end_hours):
            await self._crew.all_asleep()
            progress(self._scheduler.hours)
            if self._stop.is_set:
                return False
        self._scheduler.run_until(end_hours)
        return True

    async def _real_time(self, end_hours: float, speed: float, progress: Progress) -> bool:
        wall = WallHours(self._scheduler.hours, speed, self._clock)

        def wall_hours() -> float:
            return min(wall.hours(), end_hours)

        def began(hours: float) -> None:
            self._lags.add(max(0.0, wall.hours() - hours) * SECONDS_PER_HOUR / speed)

        self._crew.due = began
        self._scheduler.wall_hours = wall_hours
        while not self._stop.is_set:
            self._note_jump(wall.look())
            self._scheduler.catch_up()
            self._crew.check()
            progress(self._scheduler.hours)
            if self._scheduler.hours >= end_hours:
                return True
            due = self._scheduler.next_due()
            wait_h = (end_hours if due is None else min(due, end_hours)) - wall_hours()
            await self._booking_within(wait_h * SECONDS_PER_HOUR / speed)
        return False

    def _note_jump(self, seconds: float) -> None:
        if seconds:
            self._jumps += 1
            self._jumped_s += abs(seconds)

    async def _booking_within(self, seconds: float) -> None:
        """Sleep until the next event is due, or until somebody books an earlier one."""
        self._booking.clear()
        try:
            wait_s = min(max(seconds, 0.0), LONGEST_WAIT_S)
            await asyncio.wait_for(self._booking.wait(), wait_s)
        except TimeoutError:
            return
