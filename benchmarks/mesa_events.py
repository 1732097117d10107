"""The bare Mesa loop: objects whose callbacks book themselves again and do nothing else.

This is the most that any model on Mesa's event list can reach; a dry run stands on it.
"""

from collections.abc import Iterator
from time import perf_counter

from mesa import Model

from benchmarks.row import Effort, Row, alone, beside, in_turn

DELAY_H = 0.005  # 18 s, about the rest of the reference's workers
FEW, MANY = 10, 1000
"""FEW is the number of the reference's workers, so that both event lists are of one length."""


class Ticker:
    """Books itself again, each time after the same delay."""

    def __init__(self, model: Model, delay_h: float) -> None:
        self._model = model
        self._delay_h = delay_h
        self.fired = 0

    def fire(self) -> None:
        """Be resumed by an event."""
        self.fired += 1
        self._model.schedule_event(self.fire, after=self._delay_h)


def events_per_second(objects: int, events: int) -> float:
    """Run so many objects for about so many events."""
    model = Model(rng=1)
    # Delays differ a little, so that the objects overtake each other in the event list.
    tickers = [Ticker(model, DELAY_H * (1 + number / objects / 2)) for number in range(objects)]
    for ticker in tickers:
        ticker.fire()
    hours = events * DELAY_H * 1.25 / objects
    began = perf_counter()
    model.run_until(hours)
    seconds = perf_counter() - began
    return float(sum(ticker.fired for ticker in tickers) / seconds)


def measure(effort: Effort) -> Iterator[Row]:
    """Events per second of a short and of a long event list."""
    events = 5_000 if effort.quick else 200_000
    few, many = in_turn(
        effort.repeat,
        lambda: events_per_second(FEW, events),
        lambda: events_per_second(MANY, events),
    )
    peer = alone(f"bare Mesa loop, {FEW} objects", "events/s", few)
    yield peer
    yield beside(f"bare Mesa loop, {MANY} objects", "events/s", many, peer, few)
