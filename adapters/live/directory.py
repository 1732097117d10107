"""Who may act and what waits for them, read from karmyq's PostgreSQL and never written."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, Select, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from adapters.contract.tables import users
from adapters.entities import Account, Standing
from adapters.live.clock import whole_ms
from adapters.live.queries import COLUMNS_READ, founder_of, memberships, people_of, standing
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.trouble import database_trouble
from adapters.live.whom import whom

CONNECTIONS = 4
CONNECT_TIMEOUT_S = 5
STATEMENT_TIMEOUT_MS = 5000
A_FORGOTTEN_FOUNDER = ""
"""Stands for the founder of a community whose row names none: nobody of ours."""
BEFORE_ALL_OTHERS = datetime(1970, 1, 1)


class PostgresDirectory:
    """The port's directory over karmyq's own tables; raises Unavailable where they cannot be read.

    Nothing is connected before the first question. `turn_begins` hears whose standing is asked for.
    `now` is the platform's time, by which votes are over; None leaves their end to the platform.
    """

    def __init__(
        self,
        settings: LiveSettings,
        turn_begins: Callable[[str], None] = lambda _: None,
        now: Callable[[], datetime | None] = lambda: None,
    ) -> None:
        if settings.database_url is None:
            raise ValueError("without a database there is the ApiDirectory")
        self._settings = settings
        self._turn_begins, self._now = turn_begins, now
        # Built once: that takes longer than to ask them.
        self._standing = standing(whom(settings), timed=False)
        self._standing_at = standing(whom(settings), timed=True)
        self._memberships = memberships()
        self._url = make_url(settings.database_url)
        self._engine = create_engine(
            self._url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            connect_args={"connect_timeout": CONNECT_TIMEOUT_S},
        )
        event.listen(self._engine, "connect", _restrict)
        # As many threads as connections: nobody holds a thread only to wait for a connection.
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="directory")

    async def actors(self) -> Sequence[Account]:
        """See the port; a row without a registration time counts as the oldest."""
        rows = await self._rows(people_of(self._settings.email_domain))
        accounts = [_account(row) for row in rows if self._settings.may_act(row.email)]
        # Sorted here: by whole milliseconds, and by code point whatever the database's collation.
        return sorted(accounts, key=lambda account: (account.created_at, account.email))

    async def find(self, email: str) -> Account | None:
        """See the port."""
        if not self._settings.may_act(email):
            return None
        rows = await self._rows(COLUMNS_READ["auth.users"].where(users.c.email == email))
        return _account(rows[0]) if rows else None

    async def standing(self, user_id: str) -> Standing:
        """See the port."""
        self._turn_begins(user_id)
        now = self._now()
        question = self._standing if now is None else self._standing_at
        counts = (await self._rows(question, {"someone": user_id, "moment": now}))[0]
        return Standing(**counts._asdict())

    async def founder_of(self, name: str, location: str) -> str | None:
        """See the port."""
        rows = await self._rows(founder_of(name, location))
        return (rows[0].creator_id or A_FORGOTTEN_FOUNDER) if rows else None

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """The active memberships of one person, newest first, in communities of any status."""
        rows = await self._rows(self._memberships, {"someone": user_id})
        return [CommunityRef(row.id, row.role or "member", row.name) for row in rows]

    async def check(self) -> None:
        """Look whether the database is there and holds every column that is read."""
        for table, columns in COLUMNS_READ.items():
            await self._rows(columns.limit(0), table=table)

    async def aclose(self) -> None:
        """Close all connections."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    async def _rows[*Ts](
        self, question: Select[*Ts], asked: Mapping[str, Any] | None = None, *, table: str = ""
    ) -> Sequence[Row[*Ts]]:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._read, question, asked)
        except SQLAlchemyError as error:
            raise database_trouble(error, self._url, table) from None

    def _read[*Ts](
        self, question: Select[*Ts], asked: Mapping[str, Any] | None
    ) -> Sequence[Row[*Ts]]:
        try:
            return self._read_once(question, asked)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        # A kept connection was cut, by a restart of the server perhaps; the pool has a new one.
        return self._read_once(question, asked)

    def _read_once[*Ts](
        self, question: Select[*Ts], asked: Mapping[str, Any] | None
    ) -> Sequence[Row[*Ts]]:
        with self._engine.connect() as connection:
            return connection.execute(question, asked).all()


def _restrict(connection: Any, _record: object) -> None:
    """Read-only for the server too, so that no mistake here can write; one trip per question."""
    connection.set_session(readonly=True, autocommit=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}")


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    created = BEFORE_ALL_OTHERS if row.created_at is None else row.created_at
    # karmyq's columns without a zone hold UTC, whatever zone server or session have.
    return Account(row.id, row.email, row.name, whole_ms(created.replace(tzinfo=UTC)))
