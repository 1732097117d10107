"""The pictures of the page: those of the reports, drawn again from the latest tables.

A thread draws them one after the other; of several sets of tables only the newest is drawn.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any

from dashboard.protocol import Frames
from reports.canvas import Picture
from reports.page import themed

SHORTEST_HOURS = 1.0
"""An axis of time is at least so long, or it would be labelled in seconds at first."""

ENDED_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Painted:
    """A drawn picture: its title, the SVG, and what it shows in words."""

    title: str
    svg: str
    alt: str
    caption: str
    hour: float


@dataclass(frozen=True, slots=True)
class Subject:
    """How a picture is made: the tables that it needs, and the function that draws it."""

    tables: frozenset[str]
    draw: Callable[[Mapping[str, Any], float], Picture]


class Painter:
    """Draws the pictures that are looked at."""

    def __init__(self, announce: Callable[[], None]) -> None:
        self.wanted: frozenset[str] = frozenset()
        self.painted: dict[str, Painted] = {}
        self._announce = announce
        self._waiting: Frames | None = None
        self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    @staticmethod
    def tables_for(pictures: frozenset[str]) -> frozenset[str]:
        """The tables that these pictures need."""
        from dashboard.page.subjects import SUBJECTS

        return frozenset[str]().union(*(SUBJECTS[name].tables for name in pictures))

    def paint(self, frames: Frames) -> None:
        """Draw these next, instead of what has not been begun."""
        with self._changed:
            self._waiting = frames
            self._changed.notify()

    def clear(self) -> None:
        """Forget what is drawn."""
        with self._changed:
            self._waiting = None
            self.painted = {}

    def close(self) -> None:
        """End the thread after what it is drawing: cut off there, it would take Python along."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join(ENDED_WITHIN_S)

    def _next(self) -> Frames | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._waiting is not None)
            frames, self._waiting = self._waiting, None
            return None if self._closed else frames

    def _work(self) -> None:
        from dashboard.page.subjects import SUBJECTS

        while (frames := self._next()) is not None:
            for name in sorted(self.wanted):
                if self._closed:
                    return
                subject = SUBJECTS[name]
                if not subject.tables <= frames.tables.keys():
                    continue
                self.painted = {**self.painted, name: drawn(name, subject, frames)}
                self._announce()


def drawn(name: str, subject: Subject, frames: Frames) -> Painted:
    """A picture, or in its place why it could not be drawn: the others go on."""
    try:
        return _drawn(subject, frames)
    except Exception as error:
        traceback.print_exception(error, file=sys.stderr)
        why = " ".join(f"{type(error).__name__}: {error}".split())
        return Painted(name, "", f"This picture could not be drawn ({why}).", why, frames.hour)


def _drawn(subject: Subject, frames: Frames) -> Painted:
    picture = subject.draw(frames.tables, max(frames.hour, SHORTEST_HOURS))
    return Painted(picture.title, themed(picture), picture.alt, picture.caption, frames.hour)
