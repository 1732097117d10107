"""The platform as tables: every kind of record, every reference, and no answer that was kept."""

from typing import get_args

import pytest
from msgspec import Struct

from adapters.dryrun import snapshot
from adapters.dryrun.journal import Record
from adapters.dryrun.snapshot import Rows, save
from adapters.dryrun.store import Store
from tests.model.world import World


@pytest.fixture(scope="module")
def store() -> Store:
    return World(base="everything").open().run(72.0).platform.store


@pytest.fixture(scope="module")
def tables(store: Store) -> dict[str, Rows]:
    return save(store)


def column(tables: dict[str, Rows], table: str, name: str) -> list[object]:
    place = tables[table].columns.index(name)
    return [row[place] for row in tables[table].rows]


def test_every_kind_of_record_has_a_table(store: Store) -> None:
    kinds = {kind for _, kind, _, _ in snapshot._tables(store)}

    assert set(get_args(Record)) <= kinds


def test_every_record_is_a_row(store: Store, tables: dict[str, Rows]) -> None:
    assert column(tables, "users", "id") == list(store.users)
    assert column(tables, "requests", "id") == list(store.requests)
    assert column(tables, "matches", "id") == list(store.matches)
    messages = sum(len(talk.messages) for talk in store.conversations.rows.values())
    assert len(tables["messages"].rows) == messages > 0
    assert len(tables["memberships"].rows) == len(store.members)


def test_a_reference_is_the_id_of_a_row(tables: dict[str, Rows]) -> None:
    users = set(column(tables, "users", "id"))

    assert set(column(tables, "requests", "requester_id")) <= users
    assert set(column(tables, "messages", "sender_id")) <= users
    assert set(column(tables, "matches", "request_id")) <= set(column(tables, "requests", "id"))


def test_karma_adds_up_to_the_points_of_its_reputations(tables: dict[str, Rows]) -> None:
    assert sum(map(int, map(str, column(tables, "karma", "points")))) == sum(
        map(int, map(str, column(tables, "reputations", "points")))
    )


def test_values_are_plain(tables: dict[str, Rows]) -> None:
    cells = {type(cell) for table in tables.values() for row in table.rows for cell in row}

    assert cells <= {str, int, float, bool, type(None)}


def test_answers_and_what_opens_an_account_are_left_out(tables: dict[str, Rows]) -> None:
    columns = {name for table in tables.values() for name in table.columns}

    assert not columns & {"view", "detail", "feedback", "leading", "password_digest"}


def test_saving_leaves_the_platform_as_it_is(store: Store, tables: dict[str, Rows]) -> None:
    assert save(store) == tables
    assert all(issubclass(kind, Struct) for _, kind, _, _ in snapshot._tables(store))
