"""The live paces with stories that call nobody: order, errors, the stop flag, and winding down."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest
from mesa import Model

from model.live_pace import LivePace
from model.pace import StopFlag, run_until
from model.scheduler import Scheduler, Story
from model.virtual_loop import VirtualLoop

FAST = 3_600_000.0
"""A virtual hour in a millisecond."""
LEAPS_AT_S = 0.3
Answer = Callable[[], Awaitable[None]]


async def at_once() -> None:
    """An answer from memory."""


async def after_a_while() -> None:
    """An answer that other tasks may overtake."""
    for _ in range(7):
        await asyncio.sleep(0)


def ignore(_hour: float) -> None:
    """Progress that nobody looks at."""


class Diary:
    """A scheduler, and what its stories write down."""

    def __init__(self, answer: Answer = after_a_while) -> None:
        self.scheduler = Scheduler(Model(rng=1))
        self.stop = StopFlag()
        self.answer = answer
        self.lines: list[tuple[str, int]] = []
        self.stories: list[Story] = []

    def write(self, line: str) -> None:
        self.lines.append((line, self.scheduler.now_ms))

    async def calls_every(self, name: str, hours: float) -> None:
        """Ask and get an answer again and again."""
        while True:
            self.write(f"{name} asks")
            await self.answer()
            self.write(f"{name} is answered")
            await self.scheduler.sleep(hours * 3600)

    async def wakes_at(self, name: str, hour: float) -> None:
        await self.scheduler.sleep_until(hour)
        self.write(name)

    async def stumbles_at(self, hour: float) -> None:
        await self.scheduler.sleep_until(hour)
        await self.answer()
        raise ValueError("stumbled")

    def names(self) -> list[str]:
        return [line for line, _ in self.lines]

    def live(self, end_hours: float, *, speed: float | None) -> bool:
        """Run it live to an hour, and wind down."""

        async def run() -> bool:
            pace = LivePace(self.scheduler, self.stop, speed=speed)
            self.begin()
            finished = await pace.run_until(end_hours, ignore)
            await pace.wind_down()
            return finished

        return asyncio.run(run())

    def begin(self) -> None:
        """Start the stories in their order."""
        for story in self.stories:
            self.scheduler.start(story)


def three(answer: Answer) -> Diary:
    """Three who call at their own rhythms, and often at the same moment."""
    diary = Diary(answer)
    rhythms = (("a", 0.5), ("b", 0.25), ("c", 1.0))
    diary.stories += [diary.calls_every(name, hours) for name, hours in rhythms]
    return diary


def nappers() -> Diary:
    """Some who wake once, booked in another order than they wake."""
    diary = Diary()
    hours = (("third", 3.0), ("first", 1.0), ("second", 2.0), ("too late", 99.0))
    diary.stories += [diary.wakes_at(name, hour) for name, hour in hours]
    return diary


class Interrupted(Diary):
    """A call is in flight when the run is stopped; somebody else is due before it comes back."""

    def __init__(self) -> None:
        super().__init__()
        self.stories += [self.calls_during_the_stop(), self.ends()]

    async def calls_during_the_stop(self) -> None:
        await self.scheduler.sleep_until(1.0)
        self.stop.set()
        self.scheduler.start(self.is_due())
        await asyncio.sleep(0.01)
        self.scheduler.catch_up()  # as every answer does
        self.write("answered")
        await self.scheduler.sleep(60)
        self.write("went on")

    async def is_due(self) -> None:
        self.write("somebody else")

    async def ends(self) -> None:
        try:
            await self.scheduler.sleep_until(500.0)
        finally:
            self.write("sleeper ends")


def test_lockstep_does_what_the_dry_run_does_in_the_same_order() -> None:
    dry, live = three(at_once), three(after_a_while)
    dry.begin()
    run_until(dry.scheduler, 5.0, dry.stop, ignore)
    dry.scheduler.close()

    live.live(5.0, speed=None)

    assert live.lines == dry.lines
    assert len(live.lines) > 60


def test_lockstep_lets_an_answer_come_back_before_anybody_else_goes_on() -> None:
    diary = three(after_a_while)

    diary.live(5.0, speed=None)

    names = diary.names()
    pairs = list(zip(names[::2], names[1::2], strict=True))
    assert all(one.split()[0] == other.split()[0] for one, other in pairs)


def test_lockstep_time_stands_still_while_a_call_is_in_flight() -> None:
    diary = three(after_a_while)

    diary.live(5.0, speed=None)

    asked, answered = diary.lines[::2], diary.lines[1::2]
    assert [time for _, time in asked] == [time for _, time in answered]


@pytest.mark.parametrize("speed", [None, FAST], ids=["lockstep", "real time"])
def test_a_whole_number_of_hours_is_an_hour_like_any_other(speed: float | None) -> None:
    diary = Diary()
    diary.stories += [diary.wakes_at("on the dot", 2)]

    diary.live(3.0, speed=speed)

    assert diary.names() == ["on the dot"]


def test_lockstep_ends_at_its_hour() -> None:
    diary = nappers()

    finished = diary.live(10.0, speed=None)

    assert finished
    assert diary.scheduler.hours == 10.0


def test_real_time_wakes_everybody_in_order() -> None:
    diary = nappers()

    finished = diary.live(10.0, speed=FAST)

    assert finished
    assert diary.names() == ["first", "second", "third"]
    assert diary.scheduler.hours == 10.0


def test_real_time_lets_others_go_on_while_a_call_is_in_flight() -> None:
    diary = Diary()

    async def waits_for_an_answer() -> None:
        await diary.scheduler.sleep_until(1.0)
        while "other" not in diary.names():
            await asyncio.sleep(0.001)
        diary.write("answered")

    diary.stories += [waits_for_an_answer(), diary.wakes_at("other", 2.0)]

    diary.live(10.0, speed=FAST)

    assert diary.names() == ["other", "answered"]


@pytest.mark.parametrize("speed", [None, FAST], ids=["lockstep", "real time"])
def test_an_error_in_a_story_rises(speed: float | None) -> None:
    diary = Diary()
    diary.stories += [diary.stumbles_at(1.0), diary.wakes_at("other", 9.0)]

    with pytest.raises(ValueError, match="stumbled"):
        diary.live(5.0, speed=speed)


@pytest.mark.parametrize("speed", [None, FAST], ids=["lockstep", "real time"])
def test_a_stop_flag_ends_the_run_between_events(speed: float | None) -> None:
    diary = nappers()
    diary.stop.set()

    finished = diary.live(50.0, speed=speed)

    assert not finished
    assert diary.names() == []


def test_winding_down_lets_calls_in_flight_come_back_and_cuts_sleepers() -> None:
    diary = Interrupted()

    finished = diary.live(1000.0, speed=FAST)

    assert not finished
    assert diary.names() == ["answered", "sleeper ends"]
    assert diary.scheduler.processes == {}


def test_winding_down_wakes_nobody_else() -> None:
    diary = Interrupted()

    diary.live(1000.0, speed=FAST)

    assert "somebody else" not in diary.names()


def test_winding_down_ends_stories_in_the_order_of_their_beginning() -> None:
    diary = Diary()

    async def sleeper(name: str) -> None:
        try:
            await diary.scheduler.sleep_until(99.0)
        finally:
            diary.write(name)

    diary.stories += [sleeper(name) for name in "abc"]

    diary.live(1.0, speed=None)

    assert diary.names() == ["a", "b", "c"]


def test_an_error_of_a_call_belongs_to_the_story() -> None:
    diary = Diary()

    async def survives() -> None:
        await diary.scheduler.sleep_until(1.0)
        try:
            await fails()
        except ConnectionError:
            diary.write("caught")
        await diary.scheduler.sleep_until(2.0)
        diary.write("went on")

    async def fails() -> None:
        await asyncio.sleep(0)
        raise ConnectionError

    diary.stories += [survives()]

    diary.live(3.0, speed=None)

    assert diary.names() == ["caught", "went on"]


class Watch:
    """The loop's clock, which leaps once: a laptop that slept, a machine that was busy."""

    def __init__(self, leap_s: float) -> None:
        self.leap_s = leap_s

    def __call__(self) -> float:
        now = asyncio.get_running_loop().time()
        return now + self.leap_s if now > LEAPS_AT_S else now


def paced(leap_s: float, *, seconds: float = 0.6) -> tuple[Diary, dict[str, float]]:
    """Somebody every tenth of a second, on a clock that leaps on the way; nobody really waits."""
    diary = Diary()

    async def whole() -> dict[str, float]:
        pace = LivePace(diary.scheduler, diary.stop, speed=1, clock=Watch(leap_s))
        diary.stories += [diary.calls_every("one", 0.1 / 3600)]
        diary.begin()
        await pace.run_until(seconds / 3600, ignore)
        await pace.wind_down()
        return pace.lag()

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return diary, runner.run(whole())


@pytest.mark.parametrize("leap_s", [3600.0, -3600.0], ids=["slept", "set back"])
def test_a_clock_that_jumps_causes_no_burst_and_is_counted(leap_s: float) -> None:
    diary, lag = paced(leap_s)

    times = [time for line, time in diary.lines if line == "one asks"]
    assert 4 <= len(times) <= 7
    assert min(later - earlier for earlier, later in pairwise(times)) >= 90
    assert lag["jumps"] == 1
    assert lag["jumped_s"] == pytest.approx(3600, abs=1)


def test_the_lag_between_due_time_and_start_is_measured() -> None:
    _, lag = paced(2.0, seconds=6.0)

    assert lag["jumps"] == 0
    assert lag["p50"] == pytest.approx(0, abs=0.001)
    assert lag["max"] == pytest.approx(2, abs=0.2)


def test_lockstep_has_no_lag() -> None:
    diary = Diary()
    pace = LivePace(diary.scheduler, diary.stop, speed=None)

    assert pace.lag() == {"p50": 0, "p90": 0, "p99": 0, "max": 0, "jumps": 0, "jumped_s": 0}
