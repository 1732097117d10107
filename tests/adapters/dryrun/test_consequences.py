"""The table of consequences: every fact that is published is in it, and is heard in order."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

import adapters.dryrun
from adapters.dryrun.events import LAG, Events, Reaction
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.timetable import Timetable

START = datetime(2026, 3, 2, 16, tzinfo=UTC)
RULES = Path(adapters.dryrun.__path__[0])
PUBLISHED = re.compile(r'events\.publish\(\s*"(?P<fact>\w+)"')


class Queue:
    """Two services that react to one fact, and what they heard."""

    def __init__(self, *defects: str) -> None:
        self.now = START
        self.heard: list[tuple[str, Any, datetime]] = []
        self.timetable = Timetable(lambda: self.now)
        self.events = Events(self.timetable, lambda: self.now, frozenset(defects))
        self.events.reactions = {
            "done": tuple(Reaction(name, self.hears(name)) for name in ("karma", "karma", "graph")),
            "said": (),
        }

    def hears(self, name: str) -> Any:
        return lambda subject, moment: self.heard.append((name, subject, moment))

    def pass_time(self, step: timedelta = LAG) -> list[tuple[str, Any]]:
        """What is heard by then."""
        self.now += step
        self.timetable.run_due()
        return [(name, subject) for name, subject, _ in self.heard]


def test_every_fact_that_is_published_has_its_row() -> None:
    published = {
        found["fact"]
        for file in RULES.glob("*.py")
        for found in PUBLISHED.finditer(file.read_text(encoding="utf-8"))
    }
    platform = DryRunPlatform(lambda: START, Random(1))

    assert published == set(platform.kernel.events.reactions)


def test_a_fact_without_a_row_is_an_error() -> None:
    with pytest.raises(KeyError, match="unheard"):
        Queue().events.publish("unheard", 1)


def test_a_fact_is_heard_a_second_later_in_the_order_of_the_table() -> None:
    queue = Queue()
    queue.events.publish("done", 1)

    assert queue.pass_time(LAG - timedelta(milliseconds=1)) == []
    assert queue.pass_time(timedelta(milliseconds=1)) == [("karma", 1), ("karma", 1), ("graph", 1)]
    assert {moment for _, _, moment in queue.heard} == {START + LAG}


def test_facts_are_heard_in_the_order_in_which_they_came() -> None:
    queue = Queue()
    for number in (1, 2):
        queue.events.publish("done", number)

    assert [subject for _, subject in queue.pass_time()] == [1, 1, 1, 2, 2, 2]


def test_with_one_consumer_the_services_take_turns_each_with_all_its_reactions() -> None:
    queue = Queue("one-consumer-per-event")
    for number in (1, 2, 3):
        queue.events.publish("done", number)
    queue.events.publish("said", 4)

    assert queue.pass_time() == [
        ("karma", 1),
        ("karma", 1),
        ("graph", 2),
        ("karma", 3),
        ("karma", 3),
    ]
