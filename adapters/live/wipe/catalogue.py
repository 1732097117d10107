"""What the database itself says: which tables there are, what refers to what, what its user may do.

Only references that are known are followed. One that is not known stops everything, since a delete
would fail there, or take rows along that nobody has looked at.
"""

from collections.abc import Collection, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Inspector, inspect, text

from adapters.errors import Refused
from adapters.live.wipe.known import KNOWN, is_loose
from adapters.live.wipe.references import USERS, Reference

NOT_KARMYQS = ("information_schema", "pg_")
NOTHING_DONE = "nothing was removed"


class Foreign(NamedTuple):
    """A foreign key, a column at a time."""

    table: str
    column: str
    to: str
    to_column: str


class Catalogue(NamedTuple):
    """The tables that a wipe looks at, whoever is referred to first, with their references."""

    references: Mapping[str, tuple[Reference, ...]]
    order: tuple[str, ...]


def catalogue_of(connection: Connection) -> Catalogue:
    """The catalogue of a karmyq's database; raises Refused at a reference that is not known."""
    inspector = inspect(connection)
    columns, foreign = _columns(inspector), _foreign_keys(inspector)
    references = {
        table: tuple(one for one in KNOWN[table] if one.column in columns[table])
        for table in sorted(KNOWN.keys() & columns.keys())
    }
    references |= {table: _loose(table, foreign) for table in sorted(columns) if is_loose(table)}
    for key in foreign:
        if key.to in references and not _is_known(key, references.get(key.table, ())):
            raise Refused(409, "UNKNOWN_REFERENCE", _unknown(key))
    present = {
        table: tuple(one for one in known if one.to in references)
        for table, known in references.items()
    }
    return Catalogue(present, _order(present))


def check_rights(connection: Connection, table_rights: Mapping[str, Collection[str]]) -> None:
    """Raises Refused unless the database's user has these rights on all rows of these tables."""
    asked = text(
        "SELECT has_table_privilege(:table, :right), row_security_active(CAST(:table AS regclass))"
    )
    lacking: list[str] = []
    for table, rights in table_rights.items():
        for right in rights:
            may, narrowed = connection.execute(asked, {"table": table, "right": right}).one()
            if narrowed or not may:
                lacking.append(f"{right} on {table}")
    if lacking:
        user = connection.execute(text("SELECT current_user")).scalar()
        more = f" (and {len(lacking) - 1} more)" if len(lacking) > 1 else ""
        raise Refused(
            403,
            "DATABASE_FORBIDDEN",
            f"the database's user {user} lacks the right to {lacking[0]}{more}: name the owner of "
            f"karmyq's tables in KARMYQ_DATABASE_URL; {NOTHING_DONE}",
        )


def _columns(inspector: Inspector) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for schema in _schemas(inspector):
        for (_, table), rows in inspector.get_multi_columns(schema=schema).items():
            found[f"{schema}.{table}"] = {row["name"] for row in rows}
    return found


def _foreign_keys(inspector: Inspector) -> list[Foreign]:
    found: list[Foreign] = []
    for schema in _schemas(inspector):
        for (_, table), keys in inspector.get_multi_foreign_keys(schema=schema).items():
            for key in keys:
                found += _of_key(f"{schema}.{table}", key)
    return sorted(found)


def _of_key(table: str, key: Any) -> list[Foreign]:
    to = f"{key['referred_schema'] or 'public'}.{key['referred_table']}"
    pairs = zip(key["constrained_columns"], key["referred_columns"], strict=True)
    return [Foreign(table, column, to, to_column) for column, to_column in pairs]


def _schemas(inspector: Inspector) -> list[str]:
    names = inspector.get_schema_names()
    return sorted(name for name in names if not name.startswith(NOT_KARMYQS))


def _loose(table: str, foreign: list[Foreign]) -> tuple[Reference, ...]:
    keys = [key for key in foreign if key.table == table and key.to_column == "id"]
    return tuple(Reference(key.column, key.to) for key in keys if key.to != table)


def _is_known(key: Foreign, known: tuple[Reference, ...]) -> bool:
    return key.to_column == "id" and any(
        (one.column, one.to) == (key.column, key.to) for one in known
    )


def _unknown(key: Foreign) -> str:
    what = "accounts" if key.to == USERS else key.to
    return (
        f"{key.table} refers to {what} in its column {key.column}, and this simulator does not "
        f"know what that means: {NOTHING_DONE}; use a version that knows this karmyq, or drop "
        "that table's foreign key first"
    )


def _order(references: Mapping[str, tuple[Reference, ...]]) -> tuple[str, ...]:
    """Whoever goes with something comes after it; what is merely named or linked goes unasked."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for table, known in references.items():
        sorter.add(table, *sorted({one.to for one in known if one.goes and one.to != table}))
    try:
        return tuple(sorter.static_order())
    except CycleError as circle:
        raise Refused(
            409,
            "UNKNOWN_REFERENCE",
            f"the tables {', '.join(circle.args[1])} refer to each other in a circle, and no order "
            f"of removing is known: {NOTHING_DONE}",
        ) from None
