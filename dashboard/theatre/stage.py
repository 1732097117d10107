"""What the theatre plays: a simulation or a stored run, behind one face."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from dashboard.theatre.chronicle import Chronicle
from model.clock import VirtualClock, start_of
from scenarios.parts import Time


class Stage(Protocol):
    """A run at one of its moments."""

    chronicle: Chronicle
    title: str
    end_hour: float
    growing: bool
    """Whether the end still moves, since another process runs it."""

    @property
    def hour(self) -> float:
        """The moment, in virtual hours since time zero."""

    def advance(self, hours: float) -> None:
        """Go on by some virtual hours, to the end at most."""

    def seek(self, hour: float) -> None:
        """Go to a moment, where that is possible."""

    def refresh(self) -> bool:
        """Take in what has been added since; says whether anything was."""

    def date(self) -> datetime:
        """The local date of the moment."""

    def measures(self) -> dict[str, Any]:
        """The measures at the moment, by name."""

    def expected(self) -> Mapping[str, Any]:
        """The scenario's expectations of its end: target, value, and whether it was met."""

    def frames(self, names: frozenset[str]) -> dict[str, Any]:
        """Tables of what happened until the moment."""

    def close(self) -> None:
        """End what is still going on."""


def local_date(time: Time, hour: float) -> datetime:
    """The date of an hour in the scenario's zone."""
    clock = VirtualClock(start_of(time))
    clock.hours = lambda: hour
    return clock().astimezone(ZoneInfo(time.zone))
