"""The dry run's pace: events follow each other as fast as they can; no wall clock is involved."""

from collections.abc import Callable, Coroutine
from typing import Any

from model.scheduler import Scheduler

Progress = Callable[[float], None]
CHUNK_HOURS = 1.0
"""How much virtual time passes between two looks at the stop flag."""


class StopFlag:
    """Set by Ctrl-C and read between events, since an event that is interrupted would be lost."""

    def __init__(self) -> None:
        self.is_set = False

    def set(self) -> None:
        """Ask the run to stop."""
        self.is_set = True


def complete(story: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that never sleeps to its end; raises RuntimeError if it does sleep."""
    try:
        story.send(None)
    except StopIteration:
        return
    story.close()
    raise RuntimeError("the opening takes no virtual time, yet something in it sleeps")


def run_until(scheduler: Scheduler, end_hours: float, stop: StopFlag, progress: Progress) -> bool:
    """Run to an hour or until asked to stop; says whether the end was reached."""
    while scheduler.hours < end_hours:
        if stop.is_set:
            return False
        scheduler.run_until(min(scheduler.hours + CHUNK_HOURS, end_hours))
        progress(scheduler.hours)
    return True
