"""The run's database: every event and the measures of every hour, in one embedded SQLite file.

Events before time zero are not rows: their number and their digest are, as one row of `past`, and
the digest of the run begins with these two.

Rows are written in batches. A run that goes on where another stopped compares its rows with the
stored ones first and appends after them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    func,
    insert,
    select,
)
from sqlalchemy.engine import Engine
from sqlalchemy.event import listen
from sqlalchemy.exc import SQLAlchemyError

from model.event import Digest, Event, json_lines
from model.stored import stored_event

BATCH_ROWS = 1000
"""So many are stored together."""
TAKEN_AT_ONCE = 100
"""So many become rows together: few enough to be still in the CPU's caches."""

_METADATA = MetaData()
EVENTS = Table(
    "events",
    _METADATA,
    Column("id", Integer, primary_key=True),
    Column("time_ms", Integer, nullable=False),
    Column("worker", String, nullable=False),
    Column("member", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("action", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("calls", String, nullable=False),
    Column("facts", String, nullable=False),
)
MEASURES = Table(
    "measures",
    _METADATA,
    Column("hour", Float, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", Float),
)
PAST = Table(
    "past",
    _METADATA,
    Column("events", Integer, nullable=False),
    Column("digest", String, nullable=False),
)
_FIELDS = tuple(column.name for column in EVENTS.columns)
_INSERT = f"INSERT INTO events ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"
"""Handed to SQLite's driver as it is: a dictionary per row would cost as much as the row."""

Row = tuple[Any, ...]


class RunLogError(Exception):
    """The run's database could not be written or read; the message is one sentence."""


class RunChangedError(RunLogError):
    """A resumed run does something else than the stored one did."""


class RunLog:
    """Writes a run's rows and knows their digest; `stored` rows of an earlier try are compared."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._engine: Engine = create_engine(f"sqlite:///{file}")
        self._waiting: list[Event] = []
        self._rows: list[Row] = []
        self._measures: list[dict[str, Any]] = []
        self._digest = Digest()
        self._past = Digest()
        with _told(self._file, self._engine):
            _METADATA.create_all(self._engine)
            with self._engine.connect() as connection:
                self.stored = connection.scalar(select(func.count()).select_from(EVENTS)) or 0
                self._measured_to = connection.scalar(select(func.max(MEASURES.c.hour)))

    def rely_on_replay(self) -> None:
        """Leave it to the system when rows reach the disk: a dry run can be run again.

        What a power failure takes away, `resume` computes anew; waiting costs a run a few percent.
        """
        listen(self._engine, "connect", _do_not_wait)
        self._engine.dispose()

    def take_up(self) -> list[Event]:
        """The events that an earlier process of the run has stored; new rows follow them."""
        with _told(self._file, self._engine), self._engine.connect() as connection:
            rows = connection.execute(select(EVENTS).order_by(EVENTS.c.id)).all()
        events = [stored_event(row[1:]) for row in rows]
        self._digest.extend(events)
        return events

    @property
    def digest(self) -> Digest:
        """Of the rows so far."""
        self._take_in()
        return self._digest

    @property
    def past(self) -> Digest:
        """Of the events before time zero."""
        self._take_in()
        return self._past

    @property
    def measured_to(self) -> float:
        """The last hour whose measures are stored."""
        return self._measured_to or 0.0

    def record(self, event: Event) -> None:
        """Keep an event; one before time zero only as a part of the past's digest."""
        self._waiting.append(event)
        if len(self._waiting) >= TAKEN_AT_ONCE:
            self._take_in()
            if len(self._rows) >= BATCH_ROWS:
                self.flush()

    def _take_in(self) -> None:
        """Make rows of the events that wait."""
        events, self._waiting = self._waiting, []
        if events and events[0].time_ms < 0:
            past = [event for event in events if event.time_ms < 0]
            self._past.extend(past)
            events = events[len(past) :]
        if not events:
            return
        if not self._digest.rows and self._past.rows:
            self._follow_past()
        self._rows += _rows(self._digest.rows + 1, events)
        self._digest.extend(events)

    def _follow_past(self) -> None:
        """The past is over; raises RunChangedError where a stored one was another."""
        now = (self._past.rows, self._past.hex())
        self._digest.follow(self._past)
        with _told(self._file, self._engine), self._engine.begin() as connection:
            stored = connection.execute(select(PAST)).first()
            if stored is None:
                connection.execute(insert(PAST).values(now))
        if stored is not None and tuple(stored) != now:
            raise RunChangedError(
                f"the past of {self._file} was {stored.events} events and is now {now[0]} others: "
                "the code or the library versions have changed since, so this run cannot go on; "
                "run the scenario anew."
            )

    def record_measures(self, hour: float, measures: dict[str, Any]) -> None:
        """Keep the measures of an hour."""
        if self._measured_to is None or hour > self._measured_to:
            self._measures += [
                {"hour": hour, "name": name, "value": value} for name, value in measures.items()
            ]

    def flush(self) -> None:
        """Write what is still in memory; raises RunChangedError where stored rows differ."""
        self._take_in()
        if not self._rows and not self._measures:
            return
        with _told(self._file, self._engine), self._engine.begin() as connection:
            rows, first = self._rows, self._digest.rows - len(self._rows) + 1
            if rows and first <= self.stored:
                again = select(EVENTS).where(EVENTS.c.id >= first).order_by(EVENTS.c.id)
                stored = connection.execute(again.limit(len(rows))).all()
                _compare(stored, rows)
                rows = rows[len(stored) :]
            if rows:
                connection.exec_driver_sql(_INSERT, rows)
            if self._measures:
                connection.execute(insert(MEASURES), self._measures)
        self._rows.clear()
        self._measures.clear()

    def finish(self) -> None:
        """The run has reached its end; raises RunChangedError when more rows are stored."""
        self.flush()
        if self.stored > self._digest.rows:
            raise RunChangedError(
                f"{self._file} holds {self.stored} rows and the run now ends after "
                f"{self._digest.rows}: the code or the library versions have changed since, so "
                "this run cannot go on; run the scenario anew."
            )

    def close(self) -> None:
        """Write the rest and let the file go."""
        try:
            self.flush()
        finally:
            self._engine.dispose()


def _do_not_wait(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous = OFF")


@contextmanager
def _told(file: Path, engine: Engine) -> Iterator[None]:
    """Turn what the database says into a RunLogError of one sentence."""
    try:
        yield
    except SQLAlchemyError as error:
        engine.dispose()  # or the file stays open
        cause = getattr(error, "orig", None) or error
        raise RunLogError(f"{file}: the run's database says: {cause}.") from error


def _rows(first: int, events: list[Event]) -> list[Row]:
    """Events as they are stored, numbered from the first one on."""
    calls = json_lines([event.calls for event in events])
    facts = json_lines([event.facts for event in events])
    return [
        (
            first + place,
            event.time_ms,
            event.worker,
            event.member,
            event.profile,
            event.action,
            event.outcome,
            event.reason,
            calls[place],
            facts[place],
        )
        for place, event in enumerate(events)
    ]


def _compare(stored: Any, again: list[Row]) -> None:
    for old, new in zip(stored, again, strict=False):
        if tuple(old) != new:
            raise RunChangedError(
                f"row {new[0]} of the event log was {_told_row(old)} and is now {_told_row(new)}: "
                "the code or the library versions have changed since, so this run cannot go on; "
                "run the scenario anew."
            )


def _told_row(row: Any) -> str:
    fields = dict(zip(_FIELDS, row, strict=True))
    return f"{fields['action']} by {fields['member'] or 'nobody'} at {fields['time_ms']} ms"


def read_measures(file: Path) -> Iterator[tuple[float, str, float | None]]:
    """The measures of a stored run as (hour, name, value), by hour, then name.

    Raises RunLogError when the file cannot be read.
    """
    engine = create_engine(f"sqlite:///{file}")
    try:
        with _told(file, engine), engine.connect() as connection:
            by_hour = select(MEASURES).order_by(MEASURES.c.hour, MEASURES.c.name)
            yield from (tuple(row) for row in connection.execute(by_hour))
    finally:
        engine.dispose()
