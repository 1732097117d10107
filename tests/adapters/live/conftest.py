"""A real PostgreSQL with karmyq's tables, one for all tests of a process."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text

from adapters.contract.tables import METADATA, SCHEMAS
from adapters.sandbox.postgres import EmbeddedPostgres
from tests.adapters.live.town import DATA, Town


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a server with empty tables, whose own zone is far from UTC."""
    with EmbeddedPostgres() as server:
        url = make_url(server.url).set(drivername="postgresql+psycopg2")
        engine = create_engine(url)
        with engine.begin() as connection:
            for schema in SCHEMAS:
                connection.execute(text(f"CREATE SCHEMA {schema}"))
            METADATA.create_all(connection)
            connection.execute(text("ALTER DATABASE karmyq SET timezone = 'America/Los_Angeles'"))
        engine.dispose()
        yield url.render_as_string(hide_password=False)


@pytest.fixture
def town(database: str) -> Iterator[Town]:
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for table in DATA:
            connection.execute(table.delete())
        yield Town(connection, database)
    engine.dispose()
