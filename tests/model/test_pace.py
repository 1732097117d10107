"""The dry run's pace: chunks, the stop flag between them, and openings that must not sleep."""

import pytest
from mesa import Model

from model.pace import StopFlag, complete, run_until
from model.scheduler import Scheduler


def test_a_run_reaches_its_end_and_tells_its_progress() -> None:
    scheduler, heard = Scheduler(Model(rng=1)), list[float]()

    finished = run_until(scheduler, 2.5, StopFlag(), heard.append)

    assert finished
    assert heard == [1.0, 2.0, 2.5]


def test_a_run_stops_between_events_once_it_is_asked_to() -> None:
    scheduler, stop = Scheduler(Model(rng=1)), StopFlag()
    done: list[str] = []

    async def interrupted() -> None:
        await scheduler.sleep_until(0.5)
        stop.set()
        done.append("the event that was under way")
        await scheduler.sleep_until(1.5)
        done.append("a later one")

    scheduler.start(interrupted())

    finished = run_until(scheduler, 3.0, stop, lambda _hour: None)

    assert not finished
    assert done == ["the event that was under way"]
    assert scheduler.hours == 1.0


def test_a_stopped_run_can_go_on() -> None:
    scheduler, stop = Scheduler(Model(rng=1)), StopFlag()
    stop.set()
    run_until(scheduler, 3.0, stop, lambda _hour: None)

    finished = run_until(scheduler, 3.0, StopFlag(), lambda _hour: None)

    assert finished


def test_an_opening_runs_to_its_end() -> None:
    done: list[str] = []

    async def opening() -> None:
        done.append("opened")

    complete(opening())

    assert done == ["opened"]


def test_an_opening_that_sleeps_is_refused() -> None:
    scheduler = Scheduler(Model(rng=1))

    async def opening() -> None:
        await scheduler.sleep(1)

    with pytest.raises(RuntimeError, match="takes no virtual time"):
        complete(opening())


def test_an_error_in_the_opening_rises() -> None:
    async def opening() -> None:
        raise ValueError("no city")

    with pytest.raises(ValueError, match="no city"):
        complete(opening())
