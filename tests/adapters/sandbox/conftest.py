"""A PostgreSQL with karmyq's tables, one for all tests of a process, and a mirror that fills it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url

from adapters.sandbox.mirror import Mirror
from adapters.sandbox.postgres import EmbeddedPostgres


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    with EmbeddedPostgres() as postgres:
        mirror = Mirror(postgres.url)
        mirror.prepare()
        mirror.close()
        yield postgres.url


@pytest.fixture
def mirror(database: str) -> Iterator[Mirror]:
    mirror = Mirror(database)
    mirror.clear()
    yield mirror
    mirror.close()


@pytest.fixture(scope="session")
def reader(database: str) -> Iterator[Engine]:
    engine = create_engine(make_url(database).set(drivername="postgresql+psycopg2"))
    yield engine
    engine.dispose()
