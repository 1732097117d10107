"""A stored run on the stage: finished, interrupted, or still being run by another process.

Events are read in portions, so that a large run can be looked at while the rest of it is read, and
a running one is followed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pandas as pd

from dashboard.theatre import tables
from dashboard.theatre.chronicle import Chronicle
from dashboard.words.known import Register
from model.clock import MS_PER_HOUR
from model.ledger import Ledger
from model.measures import measured
from model.run_folder import RunFolder
from model.stored import stored_event
from reports import names, reading
from reports.errors import NoRunError
from reports.frames import Run
from reports.places_chapter import PlacesChapter

PORTION = 10_000
LOOK_EVERY_S = 1.0
MOST_IN_VAIN = 10
"""Looks at a locked log in a row; each waits for some seconds already."""
RUNNING = "running"

_COLUMNS = "id, time_ms, worker, member, profile, action, outcome, reason"
_FACTS = f"""
SELECT {_COLUMNS}, '[]', facts FROM events
WHERE id > ? AND facts != '[]' ORDER BY id LIMIT {PORTION}
"""
"""What happened is told by facts alone; calls are left out."""
_EVENTS = f"SELECT {_COLUMNS}, calls, facts FROM events WHERE id > ? ORDER BY id LIMIT {PORTION}"
_MEASURES = "SELECT hour, name, value FROM measures WHERE hour > ? ORDER BY hour"
_LAST = "SELECT MAX(time_ms) FROM events"


class RecordedStage:
    """A run's folder, replayed; its last moment shows the figures of its summary."""

    def __init__(self, folder: str) -> None:
        self._folder = RunFolder(Path(folder))
        self._run = Run(self._folder.path)
        self._log = self._folder.log_file
        self.title = str(self._run.manifest.get("about", ""))
        self.chronicle = Chronicle(register_of(self._folder.path), self._at)
        has_past = bool(self._run.scenario.get("population", {}).get("history_days"))
        if has_past:
            before = names.members_before(self._folder.path, self._run.starts)
            self.chronicle.set_places(PlacesChapter(before))
        self._read_id = 0
        self._all_read = False
        self._in_vain = 0
        self._hours: list[float] = []
        self._hourly: list[dict[str, Any]] = []
        self._turns: pd.DataFrame | None = None
        self._looked_s = -LOOK_EVERY_S
        self.growing = self._is_growing()
        self._summary = self._folder.summary()
        # A log does not know what a past has left, so that such a run waits for its full hours.
        self._ledger = Ledger() if self._summary is None and not has_past else None
        self._read_measures()
        self.end_hour = self._end()
        self.hour = self.end_hour if self.growing else 0.0

    def advance(self, hours: float) -> None:
        """Show a later moment."""
        self.seek(self.hour + hours)

    def seek(self, hour: float) -> None:
        """Show another moment."""
        self.hour = min(max(hour, 0.0), self.end_hour)

    def refresh(self) -> bool:
        """Read the next portion, or what a running run has added.

        Whoever writes the log comes first: a look that finds it locked is made up for by the next.
        """
        now_s = perf_counter()
        if self._all_read and (not self.growing or now_s - self._looked_s < LOOK_EVERY_S):
            return False
        self._looked_s = now_s
        try:
            found = self._read_on()
        except NoRunError:
            self._in_vain += 1
            if not self.growing or self._in_vain > MOST_IN_VAIN:
                raise
            return False
        self._in_vain = 0
        return found

    def _read_on(self) -> bool:
        at_end = self.hour >= self.end_hour
        was_growing, self.growing = self.growing, self._is_growing()
        count = self._read_events()
        if self._all_read:
            self._read_measures()
        if was_growing and not self.growing:
            self._finish()
        grown = self.end_hour
        self.end_hour = self._end()
        if at_end and was_growing:
            self.hour = self.end_hour  # whoever watches the end goes on watching it
        return count > 0 or was_growing != self.growing or grown != self.end_hour

    def look_again(self) -> None:
        """Do not wait until it is time for another look at a running run."""
        self._looked_s = -LOOK_EVERY_S

    def date(self) -> datetime:
        """The local date of the moment."""
        return self._at(self.hour)

    def measures(self) -> dict[str, Any]:
        """The measures of the last full hour; at the end those of the run's summary.

        A run that has no summary yet is measured at its last event.
        """
        if self.hour >= self.end_hour:
            if self._summary is not None:
                return dict(self._summary["measures"])
            if self._ledger is not None:
                return measured(self._ledger, round(self.hour * MS_PER_HOUR))
        place = bisect_right(self._hours, self.hour)
        return self._hourly[place - 1] if place else {}

    def expected(self) -> dict[str, Any]:
        """The expectations, as the summary has them; none before there is one."""
        return dict(self._summary["expectations"]) if self._summary is not None else {}

    def frames(self, names: frozenset[str]) -> dict[str, Any]:
        """Tables of what happened until the moment."""
        found: dict[str, Any] = {
            name: make(self.chronicle, self.hour)
            for name, make in tables.OF_CHRONICLE.items()
            if name in names
        }
        if "measures" in names:
            rows = list(zip(self._hours, self._hourly, strict=True))
            found["measures"] = tables.measures(rows, self.hour)
        if "turns" in names:
            if self._turns is None or self.growing:
                self._turns = reading.frame_of(self._log, reading.TURNS)
            found["turns"] = self._turns[self._turns["hour"] <= self.hour]
        return found

    def close(self) -> None:
        """Nothing is going on."""

    def _at(self, hour: float) -> datetime:
        starts = self._run.starts
        return (starts.astimezone(UTC) + timedelta(hours=hour)).astimezone(starts.tzinfo)

    def _is_growing(self) -> bool:
        return self._folder.manifest().get("status") == RUNNING

    def _end(self) -> float:
        if self._summary is not None:
            return float(self._summary["virtual_days"]) * 24
        ((last_ms,),) = reading.rows_of(self._log, _LAST)
        return max([(last_ms or 0) / MS_PER_HOUR, *self._hours[-1:]])

    def _finish(self) -> None:
        """The run has ended while it was watched: now its figures and names are there."""
        self._summary = self._folder.summary()
        self._ledger, self._turns = None, None
        self.chronicle.known.register = register_of(self._folder.path)

    def _read_events(self) -> int:
        rows = list(self._rows())
        for row in rows:
            self._read_id = row[0]
            event = stored_event(row[1:])
            self.chronicle.hear(event)
            if self._ledger is not None:
                self._ledger.add(event)
        self._all_read = len(rows) < PORTION
        return len(rows)

    def _rows(self) -> Iterator[Any]:
        query = _FACTS if self._ledger is None else _EVENTS
        with reading.reading(self._log) as connection:
            yield from connection.execute(query, (self._read_id,))

    def _read_measures(self) -> None:
        since = self._hours[-1] if self._hours else -1.0
        with reading.reading(self._log) as connection:
            for hour, name, value in connection.execute(_MEASURES, (since,)):
                if not self._hours or hour > self._hours[-1]:
                    self._hours.append(hour)
                    self._hourly.append({})
                self._hourly[-1][name] = value


def register_of(folder: Path) -> Register:
    """The names in a run's copy of the platform; without one nobody has any."""
    people = _names(folder, "users", "email, name")
    communities = _names(folder, "communities", "id, name")
    titles = _names(folder, "requests", "id, title")
    places = _names(folder, "requests", "id, json_extract(communities_ids, '$[0]')")
    return Register(people.get, communities.get, titles.get, places.get)


def _names(folder: Path, table: str, columns: str) -> dict[str, str]:
    known = reading.platform_table(folder, table, columns)
    if known is None:
        return {}
    key, value = known.columns
    return dict(zip(known[key], known[value], strict=True))
