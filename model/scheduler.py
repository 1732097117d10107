"""Time: the only module that touches Mesa's event list.

A process is one long-lived coroutine (a worker, the growth engine, a newcomer). Where it sleeps it
yields the hour at which it wants to go on; a Mesa event resumes it then.

Within one moment the order is Mesa's: priority (the hourly step first), then order of booking.

Mesa keeps plain callbacks weakly and drops those that vanish in silence; a process is its own
event, so none can be lost.
"""

from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from heapq import heappop, heappush
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from mesa import Model
from mesa.time import Event

from model.agenda import Agenda
from model.clock import MS_PER_HOUR

SECONDS_PER_HOUR = 3600
DEFAULT_PRIORITY = 5  # Mesa's own
_ORDER = Event._ids  # Mesa's own count of what is booked
Story = Coroutine[Any, Any, None]


class Until(tuple[float]):
    """What a sleeping process awaits: it yields the hour at which it wants to go on.

    A tuple is its own iterator's maker, so that a sleep runs no Python of its own.
    """

    __slots__ = ()
    if TYPE_CHECKING:

        def __await__(self) -> Generator[float, None, None]:
            """One value, the hour."""
    else:
        __await__ = tuple.__iter__


AT_ONCE: Awaitable[None] = Until()
"""What is awaited where no time passes."""


class Process(Event):  # type: ignore[misc]  # Mesa carries no types
    """A coroutine in Mesa's event list, in Mesa's order; it runs from sleep to sleep without break.

    It sleeps once at a time, so it is its own event, booked anew for each sleep. Mesa's own
    `schedule_event` keeps two weak references per event, a seventh of an action's cost.
    """

    CANCELED = False  # Mesa looks it up for each event
    priority = DEFAULT_PRIORITY

    def __init__(self, scheduler: "Scheduler", story: Story) -> None:
        self.scheduler = scheduler
        self.story = story
        self._go_on = story.send

    def execute(self) -> None:
        """Go on until the next sleep, and book its end."""
        scheduler = self.scheduler
        scheduler.fired += 1
        try:
            at = self._go_on(None)
        except StopIteration:
            scheduler.ended(self)
        else:
            scheduler.book(self, at)

    def close(self) -> None:
        """End the story where it sleeps."""
        self.story.close()


class Scheduler:
    """Books, resumes and counts processes on a Mesa model whose time unit is the hour."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._agenda = Agenda.of(model)
        self.read_hours: Callable[[], float] = partial(attrgetter("_time"), model)
        """`hours` for the platform's clock, which asks at every call."""
        self.new_process: Callable[[Scheduler, Story], Process] = Process
        self.wall_hours: Callable[[], float] | None = None
        self.on_booking: Callable[[], object] | None = None
        self.processes: dict[Process, None] = {}
        self.fired = 0  # how often a process was resumed

    @property
    def hours(self) -> float:
        """Virtual time since the start, in hours."""
        return float(self._model._time)  # `time` tells observers, at a cost

    @property
    def now_ms(self) -> int:
        """Virtual time since the start, in whole milliseconds."""
        hours: float = self._model._time
        return round(hours * MS_PER_HOUR)

    def begin_at(self, hours: float) -> None:
        """Set the clock before anything is booked; Mesa's hourly steps begin at hour 1 anyway."""
        self._model.time = hours

    def sleep(self, seconds: float) -> Awaitable[None]:
        """Let some virtual seconds pass."""
        return Until((self._model._time + seconds / SECONDS_PER_HOUR,))

    def sleep_until(self, hours: float) -> Awaitable[None]:
        """Let time pass until an hour; a past one means now."""
        return Until((max(float(hours), self.hours),))

    def start(self, story: Story) -> None:
        """Begin a process at this very moment, after those who are already due."""
        process = self.new_process(self, story)
        self.processes[process] = None
        self.book(process, self.hours)

    def book(self, process: Process, hours: float) -> None:
        """Resume a process at an hour."""
        if hours < self._model._time:
            raise ValueError(f"hour {hours} is over, it is {self.hours}")
        heappush(self._agenda.heap, (hours, DEFAULT_PRIORITY, next(_ORDER), process))
        if self.on_booking is not None:
            self.on_booking()

    def ended(self, process: Process) -> None:
        """A process came to its end."""
        del self.processes[process]

    def run_until(self, hours: float) -> None:
        """Run every event until an hour, and set the clock there.

        As Mesa's own `run_until`, but whoever observes the model's `time` hears of it at the end
        alone, not at each event.
        """
        model, heap = self._model, self._agenda.heap
        if hours <= model._time:
            return
        while heap and heap[0][0] <= hours:
            model._time, _, _, event = heappop(heap)
            event.execute()
        model.time = hours

    def run_next(self, limit_hours: float) -> bool:
        """Run exactly one event if one is due by the limit; says whether one was."""
        due = self.next_due()
        if due is None or due > limit_hours:
            return False
        event = self._agenda.pop_event()  # Mesa has no single step
        self._model.time = event.time
        event.execute()
        return True

    def catch_up(self) -> None:
        """Advance to the wall clock's time, where a pace has set one: an answer took time."""
        if self.wall_hours is not None:
            self.run_until(self.wall_hours())

    def next_due(self) -> float | None:
        """The hour of the next event; None when nothing is booked."""
        events = self._agenda.peek_ahead(1)
        return float(events[0].time) if events else None

    def close(self) -> None:
        """End every process where it sleeps, in the order in which they began."""
        for process in list(self.processes):
            process.close()
        self.processes.clear()
