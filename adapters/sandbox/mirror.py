"""karmyq's tables, kept equal to the platform in memory.

The store tells which rows have changed; they are written together, in one transaction, before the
answer goes out. Whoever reads the tables after an answer sees what the answer says.
"""

from collections import defaultdict

from sqlalchemy import Connection, Table, create_engine, delete, make_url, text
from sqlalchemy.dialects.postgresql import Insert, insert

from adapters.contract.tables import (
    METADATA,
    SCHEMAS,
    governance_ratifications,
    request_communities,
)
from adapters.dryrun.journal import Record
from adapters.dryrun.records import RequestRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.sandbox.rows import Row, columns_of, is_mirrored, links_of, voices_of


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
        """Create schemas and tables in an empty database."""
        with self._engine.begin() as connection:
            for schema in SCHEMAS:
                connection.execute(text(f"CREATE SCHEMA {schema}"))
            METADATA.create_all(connection)

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


def _write(connection: Connection, records: list[Record]) -> None:
    rows: defaultdict[Table, list[Row]] = defaultdict(list)
    for record in records:
        table, row = columns_of(record)
        rows[table].append(row)
        if isinstance(record, RequestRecord):
            rows[request_communities] += links_of(record)
        if isinstance(record, NominationRecord):
            rows[governance_ratifications] += voices_of(record)
    for table in METADATA.sorted_tables:  # whoever is referred to comes first
        if rows[table]:
            connection.execute(_put(table, rows[table][0]), rows[table])


def _put(table: Table, like: Row) -> Insert:
    fresh = insert(table)
    if table in (request_communities, governance_ratifications):
        # Where a request was posted never changes, and no voice is taken back.
        return fresh.on_conflict_do_nothing()
    changed = {name: fresh.excluded[name] for name in like if name != "id"}
    return fresh.on_conflict_do_update(index_elements=["id"], set_=changed)


def _remove(connection: Connection, records: list[Record]) -> None:
    for record in records:
        table, _ = columns_of(record)
        connection.execute(delete(table).where(table.c.id == record.id))
