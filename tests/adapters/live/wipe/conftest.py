"""A filled database per session, and a copy of it per test."""

from collections.abc import Iterator
from itertools import count

import pytest

from adapters.sandbox.postgres import EmbeddedPostgres
from tests.adapters.live.wipe.filled import Filled, copy_of, fill

NUMBERS = count(1)


@pytest.fixture(scope="session")
def among_others() -> Iterator[str]:
    """The address of a server in whose database ours have dealt with everybody."""
    with EmbeddedPostgres() as server:
        fill(server.url, among_others=True)
        yield server.url


@pytest.fixture(scope="session")
def by_themselves() -> Iterator[str]:
    """The address of a server in whose database ours have kept to themselves."""
    with EmbeddedPostgres() as server:
        fill(server.url, among_others=False)
        yield server.url


@pytest.fixture
def mixed(among_others: str) -> Iterator[Filled]:
    """Ours among others, with much that they share."""
    with copy_of(among_others, "karmyq", f"copy_{next(NUMBERS)}") as url:
        yield Filled(url)


@pytest.fixture
def apart(by_themselves: str) -> Iterator[Filled]:
    """Ours beside others, with nothing that they share."""
    with copy_of(by_themselves, "karmyq", f"copy_{next(NUMBERS)}") as url:
        yield Filled(url)
