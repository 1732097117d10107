"""The queue between the services: what happened in one, heard by others a second later."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from adapters.dryrun.timetable import Clock, Timetable

LAG = timedelta(seconds=1)
"""How long a fact is on its way; real queues take about as long (contract, oddities)."""


class Reaction(NamedTuple):
    """What one service does about a fact; it is told of what, and when it heard."""

    service: str
    deed: Callable[[Any, datetime], None]


class Events:
    """karmyq's queue: facts reach the services in the order in which they were published."""

    def __init__(self, timetable: Timetable, clock: Clock, defects: frozenset[str]) -> None:
        self._timetable = timetable
        self._clock = clock
        self._one_consumer = "one-consumer-per-event" in defects
        self._published: defaultdict[str, int] = defaultdict(int)
        self.reactions: Mapping[str, Sequence[Reaction]] = {}

    def publish(self, fact: str, subject: object) -> None:
        """Tell everybody whom the table of consequences names, later."""
        for reaction in self._heard_by(fact):
            self._book(reaction.deed, subject)

    def _heard_by(self, fact: str) -> Sequence[Reaction]:
        """All reactions; with `one-consumer-per-event` those of one service, taking turns."""
        reactions = self.reactions[fact]
        if not (self._one_consumer and reactions):
            return reactions
        services = list(dict.fromkeys(reaction.service for reaction in reactions))
        turn = services[self._published[fact] % len(services)]
        self._published[fact] += 1
        return [reaction for reaction in reactions if reaction.service == turn]

    def _book(self, deed: Callable[[Any, datetime], None], subject: object) -> None:
        self._timetable.at(self._clock() + LAG, lambda moment: deed(subject, moment))
