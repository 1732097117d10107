"""The scheduler: order within a moment, sleeping, and processes that no collector takes away."""

import gc

import pytest
from mesa import Model

from model.scheduler import Scheduler


class Diary:
    """A scheduler on an empty model, and what its processes write down."""

    def __init__(self) -> None:
        self.model = Model(rng=1)
        self.scheduler = Scheduler(self.model)
        self.lines: list[tuple[str, float]] = []

    def write(self, name: str) -> None:
        self.lines.append((name, self.scheduler.hours))

    async def naps(self, name: str, *hours: float) -> None:
        """Write a line at each of these hours."""
        for hour in hours:
            await self.scheduler.sleep_until(hour)
            self.write(name)


def test_processes_go_on_in_the_order_of_time() -> None:
    diary = Diary()
    for name, hour in (("late", 3.0), ("early", 1.0), ("middle", 2.0)):
        diary.scheduler.start(diary.naps(name, hour))

    diary.scheduler.run_until(4)

    assert diary.lines == [("early", 1.0), ("middle", 2.0), ("late", 3.0)]


def test_within_one_moment_the_order_is_that_of_booking() -> None:
    diary = Diary()
    for name in "abc":
        diary.scheduler.start(diary.naps(name, 1.5, 1.5, 1.75))

    diary.scheduler.run_until(2)

    assert "".join(name for name, _ in diary.lines) == "abcabcabc"


def test_the_hourly_step_comes_first_in_its_moment() -> None:
    diary = Diary()
    steps_seen = []

    async def look() -> None:
        await diary.scheduler.sleep_until(1)
        steps_seen.append(diary.model.steps)

    diary.scheduler.start(look())

    diary.scheduler.run_until(2)

    assert steps_seen == [1]


def test_sleeping_is_counted_in_seconds_and_time_in_hours() -> None:
    diary = Diary()

    async def rests() -> None:
        await diary.scheduler.sleep(90)
        diary.write("rested")
        await diary.scheduler.sleep(1800)
        diary.write("again")

    diary.scheduler.start(rests())

    diary.scheduler.run_until(1)

    assert diary.lines == [("rested", 0.025), ("again", 0.525)]
    assert diary.scheduler.now_ms == 3_600_000


def test_sleeping_until_a_past_hour_means_now() -> None:
    diary = Diary()
    diary.scheduler.start(diary.naps("late", 2.0, 1.0))

    diary.scheduler.run_until(3)

    assert diary.lines == [("late", 2.0), ("late", 2.0)]


def test_who_starts_now_comes_after_those_who_are_already_due() -> None:
    diary = Diary()

    async def starts_another() -> None:
        await diary.scheduler.sleep_until(1)
        diary.scheduler.start(diary.naps("newcomer", 0))
        diary.write("starter")

    diary.scheduler.start(starts_another())
    diary.scheduler.start(diary.naps("due", 1))

    diary.scheduler.run_until(2)

    assert [name for name, _ in diary.lines] == ["starter", "due", "newcomer"]


def test_processes_survive_the_garbage_collector() -> None:
    diary = Diary()
    for number in range(50):
        diary.scheduler.start(diary.naps(str(number), *(float(hour) for hour in range(1, 6))))

    for hour in range(1, 7):
        gc.collect()
        diary.scheduler.run_until(hour)

    assert len(diary.lines) == 50 * 5
    assert diary.scheduler.processes == {}


def test_an_error_in_a_story_rises() -> None:
    diary = Diary()

    async def stumbles() -> None:
        await diary.scheduler.sleep_until(1)
        raise ValueError("stumbled")

    diary.scheduler.start(stumbles())

    with pytest.raises(ValueError, match="stumbled"):
        diary.scheduler.run_until(2)


def test_run_next_runs_exactly_one_event() -> None:
    diary = Diary()
    diary.scheduler.start(diary.naps("a", 0.25, 0.5))

    ran = [diary.scheduler.run_next(1.0) for _ in range(2)]

    assert ran == [True, True]
    assert diary.lines == [("a", 0.25)]  # the first event was the start


def test_run_next_keeps_to_its_limit() -> None:
    diary = Diary()
    diary.scheduler.start(diary.naps("a", 0.5))
    diary.scheduler.run_next(1.0)

    ran = diary.scheduler.run_next(0.4)

    assert not ran
    assert diary.scheduler.next_due() == 0.5
    assert diary.scheduler.hours == 0.0


def test_catching_up_needs_a_wall_clock() -> None:
    diary = Diary()
    diary.scheduler.start(diary.naps("a", 0.5))

    diary.scheduler.catch_up()
    before = list(diary.lines)
    diary.scheduler.wall_hours = lambda: 0.75
    diary.scheduler.catch_up()

    assert before == []
    assert diary.lines == [("a", 0.5)]
    assert diary.scheduler.hours == 0.75


def test_time_never_runs_backwards() -> None:
    diary = Diary()
    diary.scheduler.run_until(2)

    diary.scheduler.run_until(1)

    assert diary.scheduler.hours == 2.0


def test_closing_ends_stories_where_they_sleep_in_the_order_of_their_beginning() -> None:
    diary = Diary()

    async def sleeper(name: str) -> None:
        try:
            await diary.scheduler.sleep_until(9)
        finally:
            diary.write(name)

    for name in "abc":
        diary.scheduler.start(sleeper(name))
    diary.scheduler.run_until(1)

    diary.scheduler.close()

    assert diary.lines == [("a", 1.0), ("b", 1.0), ("c", 1.0)]
    assert diary.scheduler.processes == {}
