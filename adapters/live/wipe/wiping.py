"""The wipe itself: what would go is counted, and goes in one transaction, or nothing does.

Both happen on a snapshot of the database. Whatever karmyq stores meanwhile either has nothing to do
with our accounts, or makes the removal fail as a whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, NullPool, create_engine, delete, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.settings import LiveSettings
from adapters.live.trouble import database_trouble
from adapters.live.wipe.catalogue import NOTHING_DONE, catalogue_of, check_rights
from adapters.live.wipe.going import Count, Going, accounts
from adapters.live.wipe.staying import (
    Changes,
    changes_of,
    count_anew,
    counters_of,
    hand_over,
    has_emptied,
)

CONNECT_TIMEOUT_S = 5
LOCK_TIMEOUT_MS = 30_000
"""How long another transaction on a row is waited for."""
MEANWHILE = frozenset({"40001", "40P01", "23503", "23001", "55P03"})
"""SQLSTATEs of somebody else's work on the same rows: serialisation, deadlock, keys, lock."""
CUT = (
    "the connection to karmyq's database was cut: all was removed or nothing, and --plan shows "
    "which"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a wipe would do: the accounts, what each table loses, and what changes elsewhere."""

    emails: tuple[str, ...]
    counts: Mapping[str, Count]
    changes: tuple[Changes, ...]

    @property
    def removed(self) -> int:
        """Rows that go, in all tables."""
        return sum(count.removed for count in self.counts.values())

    @property
    def is_shared(self) -> bool:
        """Whether outsiders would lose something, or find it changed."""
        return bool(self.changes) or any(count.shared for count in self.counts.values())


class Wiping:
    """Looks at a karmyq's database, and removes what was found."""

    def __init__(self, settings: LiveSettings) -> None:
        if settings.database_url is None:
            raise ValueError("without a database nothing can be removed")
        self._settings = settings
        self._url = make_url(settings.database_url)
        self._engine = create_engine(
            self._url,
            poolclass=NullPool,
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
        )

    def look(self) -> Found:
        """What would be done; changes nothing. Raises KarmyqError with one sentence."""
        return self._within(lambda connection: self._look(connection)[1], "READ ONLY")

    def remove(self, expected: Found, removing: Callable[[str], None] = lambda _: None) -> None:
        """Do it, unless it is not what was expected any more; raises KarmyqError, nothing done.

        `removing` hears of each table.
        """

        def work(connection: Connection) -> None:
            going, found = self._look(connection)
            if found != expected:
                raise Refused(409, "CHANGED", _meanwhile(self._settings))
            _remove(connection, going, found, removing)

        self._within(work, "READ WRITE")

    def _look(self, connection: Connection) -> tuple[Going, Found]:
        catalogue = catalogue_of(connection)
        check_rights(connection, dict.fromkeys(catalogue.order, ("SELECT",)))
        ours = {
            user_id: email
            for user_id, email in accounts(connection)
            if self._settings.may_act(email)
        }
        going = Going(catalogue, sorted(ours))
        counts = going.follow(connection)
        changes = tuple(changes_of(connection, going))
        return going, Found(tuple(sorted(ours.values())), counts, changes)

    def _within[R](self, work: Callable[[Connection], R], access: str) -> R:
        """One transaction; every way out but the last line leaves the database as it was."""
        try:
            with self._engine.begin() as connection:
                connection.execute(text(f"SET TRANSACTION {access}"))
                connection.execute(text(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}"))
                return work(connection)
        except SQLAlchemyError as error:
            raise self._trouble(error) from None

    def _trouble(self, error: SQLAlchemyError) -> KarmyqError:
        if isinstance(error, DBAPIError) and error.connection_invalidated:
            return Unavailable(0, "DATABASE_CUT", CUT)
        origin = error.orig if isinstance(error, DBAPIError) else None
        if getattr(origin, "pgcode", None) not in MEANWHILE:
            return database_trouble(error, self._url)
        found: Any = getattr(getattr(origin, "diag", None), "table_name", None)
        where = f" (table {found})" if found else ""
        return Unavailable(0, "CHANGED", _meanwhile(self._settings, where))


def _remove(
    connection: Connection, going: Going, found: Found, removing: Callable[[str], None]
) -> None:
    touched = {name for name, count in found.counts.items() if count.removed}
    changed = {one.table for one in found.changes}
    counters = counters_of(connection, going)
    counted = [
        name
        for name, rows in zip(
            ("communities.communities", "communities.activities"), counters, strict=True
        )
        if rows
    ]
    _check_rights(connection, going, touched, {*changed, *counted})
    hand_over(connection, going, touched | changed)
    for name in reversed(going.catalogue.order):  # whoever refers to others goes before them
        if name in touched:
            removing(name)
            connection.execute(delete(going.rows(name)).where(going.goes(name)))
    count_anew(connection, counters)


def _check_rights(
    connection: Connection, going: Going, touched: set[str], changed: set[str]
) -> None:
    forgetful = {name for name in touched if has_emptied(going, name)}
    rights = {
        **dict.fromkeys(sorted(touched), ("DELETE",)),
        **dict.fromkeys(sorted(changed - touched), ("UPDATE",)),
        **dict.fromkeys(sorted(touched & (changed | forgetful)), ("DELETE", "UPDATE")),
    }
    check_rights(connection, rights)


def _meanwhile(settings: LiveSettings, where: str = "") -> str:
    return (
        f"karmyq has changed what belongs to people of {settings.email_domain} "
        f"meanwhile{where}: {NOTHING_DONE}; start again"
    )
