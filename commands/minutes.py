"""The minutes of a live run: on disk soon, and the place where its opening can stop."""

from time import monotonic

from model.event import Event
from model.pace import StopFlag
from model.runlog import RunLog

WRITE_EVERY_S = 2.0
"""Real seconds between two writes: as much as a killed process may lose."""


class Stopped(Exception):
    """The opening was asked to stop, between two turns."""


class Minutes:
    """Hears every event; while `opening`, the stop flag ends the run after a whole turn."""

    def __init__(self, log: RunLog) -> None:
        self.log = log
        self.stop = StopFlag()
        self.opening = True
        self._written_s = monotonic()

    def record(self, event: Event) -> None:
        """Keep an event; raises Stopped where the opening is asked to stop after a turn."""
        self.log.record(event)
        now_s = monotonic()
        if now_s - self._written_s >= WRITE_EVERY_S:
            self.log.flush()
            self._written_s = now_s
        if self.opening and self.stop.is_set:
            raise Stopped
