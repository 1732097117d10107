"""What is booked on a Mesa model: Mesa's event list, in Mesa's order, compared sooner."""

from heapq import heapify, heappop, heappush
from typing import Any

from mesa import Model
from mesa.time import Event, EventList

Entry = tuple[float, int, int, Event]
"""Hour, priority and order of booking, by which Mesa sorts, and the event."""


class Agenda(EventList):  # type: ignore[misc]  # Mesa carries no types
    """Mesa's event list as a heap of tuples.

    Mesa's own heap asks two events at each comparison which of them comes first, fifteen times for
    an action; Python compares tuples by itself. Hour and order of booking are in the heap: events
    are told theirs when Mesa looks at them.
    """

    def __init__(self) -> None:
        self.heap: list[Entry] = []
        """Read and written by the scheduler itself, which books thousands of times a second."""

    @classmethod
    def of(cls, model: Model) -> "Agenda":
        """A model's event list from here on, with what is booked already."""
        agenda = cls()
        for event in model._event_list._events:
            agenda.add_event(event)
        model._event_list = agenda
        return agenda

    @property
    def _events(self) -> list[Event]:
        """What Mesa's other methods look at."""
        return [_told(entry) for entry in self.heap]

    @_events.setter
    def _events(self, events: list[Event]) -> None:
        self.heap[:] = [_entry(event) for event in events]
        heapify(self.heap)

    def add_event(self, event: Any) -> None:
        """Book an event."""
        heappush(self.heap, (event.time, event.priority, event.unique_id, event))

    def pop_event(self) -> Any:
        """The next event, which is no longer booked; raises IndexError when there is none."""
        while True:
            event = _told(heappop(self.heap))
            if not event.CANCELED:
                return event

    def clear(self) -> None:
        """Forget everything."""
        self.heap.clear()


def _told(entry: Entry) -> Event:
    """The event of an entry, which knows now when it is due."""
    hours, _, order, event = entry
    event.time, event.unique_id = hours, order
    return event


def _entry(event: Event) -> Entry:
    return (event.time, event.priority, event.unique_id, event)
