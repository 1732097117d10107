"""karmyq's tables, kept equal to the platform in memory.

The store tells which rows have changed; they are written together, in one transaction, before the
answer goes out. Whoever reads the tables after an answer sees what the answer says.
"""

from collections import defaultdict

from sqlalchemy import Connection, Table, create_engine, delete, inspect, make_url, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.exc import SQLAlchemyError

from adapters.contract.tables import METADATA, SCHEMAS, feedback
from adapters.dryrun.journal import Record
from adapters.dryrun.records import MatchRecord
from adapters.sandbox.child_rows import Children, children_of
from adapters.sandbox.errors import SandboxError
from adapters.sandbox.rows import Row, columns_of, is_mirrored


class Mirror:
    """A store's journal, and the connection over which its rows are written.

    A write that the database refuses raises, and the row stays in memory alone.
    """

    def __init__(self, url: str) -> None:
        # SQLAlchemy's own choice for `postgresql://` is another driver.
        address = make_url(url).set(drivername="postgresql+psycopg2")
        self._engine = create_engine(address, pool_size=1, max_overflow=0)
        self._written: dict[str, Record] = {}
        self._gone: dict[str, Record] = {}

    def prepare(self) -> None:
        """Create schemas and tables in an empty database; raises SandboxError for another."""
        try:
            with self._engine.begin() as connection:
                if taken := sorted({*SCHEMAS} & {*inspect(connection).get_schema_names()}):
                    raise SandboxError(_not_empty(taken))
                for schema in SCHEMAS:
                    connection.execute(text(f"CREATE SCHEMA {schema}"))
                METADATA.create_all(connection, checkfirst=False)
        except SQLAlchemyError as error:
            raise SandboxError(f"The database cannot be used: {_reason(error)}") from error

    def drop(self) -> None:
        """Remove schemas and tables, so that the database is empty again."""
        with self._engine.begin() as connection:
            for schema in SCHEMAS:
                connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            METADATA.drop_all(connection)  # its types lie in the public schema

    def wrote(self, row: Record) -> None:
        """A row is new or has changed; what live mode never reads has no table here."""
        if is_mirrored(row):
            self._written[row.id] = row

    def deleted(self, row: Record) -> None:
        """A row is gone."""
        if is_mirrored(row):
            self._written.pop(row.id, None)
            self._gone[row.id] = row

    def flush(self) -> None:
        """Write what has changed since the last time."""
        if not (self._written or self._gone):
            return
        written, gone = list(self._written.values()), list(self._gone.values())
        self._written.clear()
        self._gone.clear()
        with self._engine.begin() as connection:
            _write(connection, written)
            _remove(connection, gone)

    def clear(self) -> None:
        """Empty all tables."""
        self._written.clear()
        self._gone.clear()
        names = ", ".join(table.fullname for table in METADATA.sorted_tables)
        with self._engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {names}"))

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()


def _not_empty(schemas: list[str]) -> str:
    return (
        f"The database is not empty: it has {', '.join(schemas)}. A sandbox makes karmyq's tables "
        "itself, and removes them when it stops: name an empty database, or none to get one."
    )


def _reason(error: SQLAlchemyError) -> str:
    """The driver's first line, which names no password."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _write(connection: Connection, records: list[Record]) -> None:
    rows: defaultdict[Table, list[Row]] = defaultdict(list)
    keys: dict[Table, tuple[str, ...]] = {}
    for record in records:
        table, row = columns_of(record)
        rows[table].append(row)
        for kind in children_of(record):
            keys[kind.table] = kind.key
            rows[kind.table] += _kept(connection, record.id, kind, kind.rows(record))
    for table in METADATA.sorted_tables:  # whoever is referred to comes first
        if rows[table]:
            statement = _put(table, rows[table][0], keys.get(table, ("id",)))
            connection.execute(statement, rows[table])


def _kept(connection: Connection, owner: str, kind: Children, rows: list[Row]) -> list[Row]:
    """The rows, after those that have left are gone from the table."""
    if kind.may_leave:
        own, other = (kind.table.c[name] for name in kind.key)
        here = [row[other.name] for row in rows]
        connection.execute(delete(kind.table).where(own == owner, other.not_in(here)))
    return rows


def _put(table: Table, like: Row, key: tuple[str, ...]) -> Insert:
    fresh = insert(table)
    changed = {name: fresh.excluded[name] for name in like if name not in key}
    if not changed:
        return fresh.on_conflict_do_nothing()
    return fresh.on_conflict_do_update(index_elements=list(key), set_=changed)


def _remove(connection: Connection, records: list[Record]) -> None:
    for record in records:
        table, _ = columns_of(record)
        if isinstance(record, MatchRecord):
            # Nothing cascades from a match to its stars; karmyq never deletes a match that has any.
            connection.execute(delete(feedback).where(feedback.c.request_match_id == record.id))
        connection.execute(delete(table).where(table.c.id == record.id))
