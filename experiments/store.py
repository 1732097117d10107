"""The result file of an experiment: what was asked, and what each replication came to.

Each result is one transaction, written as soon as it is there: whatever ends the experiment, what
is done is kept. Resuming and extending are questions to this file; the engine knows nothing of it.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import finalize

from sqlalchemy import Connection, create_engine, delete, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from experiments.errors import StoreError
from experiments.plan import Plan
from experiments.replication import Measures, Replication, Result
from experiments.tables import EXPERIMENT, HOURLY, MEASURES, METADATA, POINTS, REPLICATIONS

RESULT_FILE = "experiment.sqlite"
ASKED, DONE, FAILED = "asked", "done", "failed"


@dataclass(frozen=True, slots=True)
class Kept:
    """A replication as it is kept."""

    point: int
    number: int
    seed: int
    state: str
    digest: str
    events: int
    seconds: float
    failure: str
    command: str


class Store:
    """A result file, or without a file the same in memory; `plan` makes its tables."""

    def __init__(self, file: Path | None = None) -> None:
        self._where = "memory" if file is None else str(file)
        self._engine: Engine = create_engine("sqlite://" if file is None else f"sqlite:///{file}")
        # Whoever forgets a store leaves no open file behind.
        finalize(self, self._engine.dispose)

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def plan(self, plan: Plan) -> None:
        """Take down a plan; what is known of its replications already stays as it is."""
        with self._told():
            METADATA.create_all(self._engine)
        known = {(kept.point, kept.number) for kept in self.replications()}
        points = self.points()
        with self._writing() as connection:
            for place, point in list(enumerate(plan.points))[len(points) :]:
                row = {
                    "point": place,
                    "label": point.label,
                    "source": point.source,
                    "changes": json.dumps(point.changes),
                    "values": json.dumps(point.values),
                    "fingerprint": point.fingerprint,
                }
                connection.execute(insert(POINTS).values(row))
            rows = [
                _asked(replication, plan)
                for replication in plan.all_replications()
                if (replication.point, replication.number) not in known
            ]
            if rows:
                connection.execute(insert(REPLICATIONS), rows)

    def keep(self, result: Result) -> None:
        """Keep what a replication came to, in place of what was known of it."""
        ours = (result.point, result.number)
        row = {
            "state": FAILED if result.failure else DONE,
            "digest": result.digest,
            "events": result.events,
            "seconds": result.seconds,
            "failure": result.failure,
        }
        with self._writing() as connection:
            here = (REPLICATIONS.c.point == ours[0]) & (REPLICATIONS.c.number == ours[1])
            connection.execute(update(REPLICATIONS).where(here).values(row))
            for table in (MEASURES, HOURLY):
                at = (table.c.point == ours[0]) & (table.c.number == ours[1])
                connection.execute(delete(table).where(at))
            _insert_measures(connection, result)

    def replications(self) -> list[Kept]:
        """All replications, point by point."""
        by_place = select(REPLICATIONS).order_by(REPLICATIONS.c.point, REPLICATIONS.c.number)
        return [Kept(*row) for row in self._read(by_place)]

    def points(self) -> list[dict[str, Any]]:
        """The points, each with its label, source, changes, values and fingerprint."""
        rows = self._read(select(POINTS).order_by(POINTS.c.point))
        parsed = ("changes", "values")
        return [
            {
                name: json.loads(value) if name in parsed else value
                for name, value in row._mapping.items()
            }
            for row in rows
        ]

    def measures(self) -> dict[tuple[int, int], Measures]:
        """The final measures of each replication that is done, by point and number."""
        by_place = select(MEASURES).order_by(MEASURES.c.point, MEASURES.c.number)
        found: dict[tuple[int, int], Measures] = {}
        for point, number, name, value in self._read(by_place):
            found.setdefault((point, number), {})[name] = value
        return found

    def hours(self) -> int:
        """How many hourly values are kept."""
        (row,) = self._read(select(func.count()).select_from(HOURLY))
        return int(row[0])

    def hourly(self) -> list[tuple[int, int, float, str, float | None]]:
        """Point, number, hour, measure and value, as far as the hours were kept."""
        places = (HOURLY.c.point, HOURLY.c.number, HOURLY.c.hour, HOURLY.c.name)
        return [tuple(row) for row in self._read(select(HOURLY).order_by(*places))]

    def note(self, **facts: object) -> None:
        """Take down facts about the experiment, in place of what was noted under their names."""
        with self._writing() as connection:
            for key, value in facts.items():
                connection.execute(delete(EXPERIMENT).where(EXPERIMENT.c.key == key))
                row = {"key": key, "value": json.dumps(value)}
                connection.execute(insert(EXPERIMENT).values(row))

    def notes(self) -> Mapping[str, Any]:
        """What has been noted about the experiment."""
        return {key: json.loads(value) for key, value in self._read(select(EXPERIMENT))}

    def _read(self, query: Any) -> list[Any]:
        with self._told(), self._engine.connect() as connection:
            return list(connection.execute(query).all())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what the database says into a StoreError of one sentence."""
        try:
            yield
        except SQLAlchemyError as error:
            self._engine.dispose()
            cause = getattr(error, "orig", None) or error
            raise StoreError(f"{self._where}: the result file says: {cause}") from error


def _asked(replication: Replication, plan: Plan) -> dict[str, Any]:
    return {
        "point": replication.point,
        "number": replication.number,
        "seed": replication.seed,
        "state": ASKED,
        "digest": "",
        "events": 0,
        "seconds": 0.0,
        "failure": "",
        "command": plan.points[replication.point].command(replication.seed),
    }


def _insert_measures(connection: Connection, result: Result) -> None:
    ours = {"point": result.point, "number": result.number}
    final = [{**ours, "name": name, "value": value} for name, value in result.measures.items()]
    if final:
        connection.execute(insert(MEASURES), final)
    hourly = [
        {**ours, "hour": hour, "name": name, "value": value}
        for hour, measures in result.hourly
        for name, value in measures.items()
    ]
    if hourly:
        connection.execute(insert(HOURLY), hourly)
