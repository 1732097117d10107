"""Who may act and what waits for them, read from karmyq's PostgreSQL and never written."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, Select, create_engine, event, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from adapters.contract.tables import users
from adapters.entities import Account, Standing
from adapters.live.clock import whole_ms
from adapters.live.queries import TABLES_READ, actors_of, memberships_of, standing_of
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.trouble import database_trouble, table_trouble

CONNECTIONS = 4
CONNECT_TIMEOUT_S = 5
STATEMENT_TIMEOUT_MS = 5000

# Columns without time zone hold UTC whatever the server's zone is, so the zone plays no part.
SESSION = f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}"
UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresDirectory:
    """The port's directory over karmyq's own tables; raises Unavailable where they cannot be read.

    Every connection is read-only for the server too, so that no mistake here can write.
    """

    def __init__(self, settings: LiveSettings) -> None:
        self._settings = settings
        self._url = make_url(settings.database_url)
        self._engine = create_engine(
            self._url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
            hide_parameters=True,
        )
        event.listen(self._engine, "connect", _make_read_only)
        # As many threads as connections: nobody holds a thread just to wait for a connection.
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="directory")

    async def actors(self) -> Sequence[Account]:
        """See the port; a row without a registration time counts as the oldest."""
        rows = await self._rows(actors_of(self._settings.email_domain))
        accounts = [_account(row) for row in rows if self._settings.may_act(row.email)]
        # Sorted here: times by whole milliseconds, e-mails by code point whatever the collation.
        return sorted(accounts, key=lambda account: (account.created_at, account.email))

    async def find(self, email: str) -> Account | None:
        """See the port."""
        if not self._settings.may_act(email):
            return None
        rows = await self._rows(actors_of(self._settings.email_domain).where(users.c.email == email))
        return _account(rows[0]) if rows else None

    async def standing(self, user_id: str) -> Standing:
        """See the port."""
        rows = await self._rows(standing_of(user_id))
        return Standing(*rows[0])

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """The active memberships of one person, newest first, in communities of any status."""
        rows = await self._rows(memberships_of(user_id))
        return [CommunityRef(row.id, row.role or "member", row.name) for row in rows]

    async def check(self) -> None:
        """Look whether the database is there and holds what is read; raises Unavailable if not."""
        await self._in_thread(_read_nothing)
        for table in TABLES_READ:
            try:
                await self._in_thread(lambda connection, t=table: connection.execute(t.probe).all())
            except DBAPIError as error:
                raise table_trouble(error, table, self._url) from None

    async def aclose(self) -> None:
        """Close all connections."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()
