"""The agenda: Mesa's event list in all that Mesa does with it, and in the same order."""

from heapq import heappop
from itertools import product

import pytest
from mesa import Model
from mesa.time import Event, EventList, Priority

from model.agenda import Agenda

EVENTS = [
    Event(hour, print, priority)
    for hour, priority, _ in product(
        (2.5, 1.0, 0.25, 1.0), (Priority.DEFAULT, Priority.HIGH, Priority.LOW), range(2)
    )
]


def filled(events: EventList) -> EventList:
    for event in EVENTS:
        events.add_event(event)
    return events


def popped(events: EventList) -> list[Event]:
    return [events.pop_event() for _ in range(len(events))]


def test_events_come_in_mesas_order() -> None:
    assert popped(filled(Agenda())) == popped(filled(EventList()))


def test_the_heap_that_the_scheduler_reads_is_in_mesas_order() -> None:
    agenda = Agenda()
    filled(agenda)

    in_order = [heappop(agenda.heap)[3] for _ in range(len(agenda.heap))]

    assert in_order == popped(filled(EventList()))


def test_looking_ahead_takes_nothing_away() -> None:
    agenda, mesas = filled(Agenda()), filled(EventList())

    seen = agenda.peek_ahead(3)

    assert seen == mesas.peek_ahead(3)
    assert len(agenda) == len(EVENTS)
    assert EVENTS[0] in agenda


def test_a_cancelled_event_never_comes() -> None:
    one, other = Event(1.0, print), Event(2.0, print)
    agenda = Agenda()
    for event in (one, other):
        agenda.add_event(event)

    agenda.remove(one)

    assert len(agenda) == 1
    assert agenda.pop_event() is other
    with pytest.raises(IndexError):
        agenda.pop_event()


def test_compacting_keeps_the_order_of_what_is_left() -> None:
    events = [Event(float(hour), print) for hour in (3, 1, 2)]
    agenda = Agenda()
    for event in events:
        agenda.add_event(event)
    agenda.remove(events[1])

    agenda.compact()

    assert popped(agenda) == [events[2], events[0]]


def test_a_model_keeps_what_it_has_booked() -> None:
    model = Model(rng=1)

    agenda = Agenda.of(model)
    model.run_until(3)

    assert model._event_list is agenda
    assert model.steps == 3


def test_nothing_is_booked_once_it_is_cleared() -> None:
    agenda = filled(Agenda())

    agenda.clear()

    assert agenda.is_empty()
