"""What every service of the emulated platform shares: state, clock, identifiers, switches."""

from collections.abc import Callable
from datetime import datetime
from random import Random

from adapters.dryrun.defects import refusal_or_500
from adapters.dryrun.events import Events
from adapters.dryrun.ids import is_id, new_id
from adapters.dryrun.store import Store
from adapters.dryrun.timetable import Timetable
from adapters.errors import ErrorShape, KarmyqError, Refused

Clock = Callable[[], datetime]


class Kernel:
    """The ground on which the services stand. Time and identifiers are handed in."""

    def __init__(self, clock: Clock, stream: Random, defects: frozenset[str]) -> None:
        self.store = Store()
        self.clock = clock
        self.defects = defects
        self.timetable = Timetable(clock)
        self.events = Events(self.timetable, clock, defects)
        self._stream = stream

    def new_id(self) -> str:
        """The next identifier."""
        return new_id(self._stream)

    def missing(self, what: str, key: str, shape: ErrorShape = "canonical") -> KarmyqError:
        """Why a look-up found nothing: a malformed id (`malformed-id-500`), or no such row."""
        if not is_id(key):
            return refusal_or_500("malformed-id-500" in self.defects, f"{what}: not a UUID")
        return Refused(404, "NOT_FOUND", f"{what} not found", shape=shape)

    def check_ids(self, *ids: object) -> None:
        """Filters need not name an existing row, but a UUID (`malformed-id-500`)."""
        for given in ids:
            if given and not is_id(given):
                raise refusal_or_500("malformed-id-500" in self.defects, "not a UUID")


def as_id(text: str) -> str:
    """The database compares UUIDs, not texts: upper case is the same id."""
    return text if text.islower() else text.lower()
