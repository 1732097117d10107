"""Rows in karmyq's tables, for the directory's tests."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from adapters.contract.tables import (
    METADATA,
    communities,
    dibs,
    help_requests,
    interaction_feedback,
    matches,
    members,
    users,
)
from adapters.entities import Standing
from adapters.live.directory import PostgresDirectory
from adapters.live.settings import LiveSettings

START = datetime(2025, 3, 3, 8, 0, 0)
DATA = tuple(reversed(METADATA.sorted_tables))
"""Every table, those that refer to others before them."""


class Town:
    """Rows for one test, and a directory that reads them."""

    def __init__(self, connection: Connection, url: str) -> None:
        self.connection = connection
        self.url = url
        self.rows = 0

    def add(self, table: Any, **values: Any) -> str:
        self.rows += 1
        row_id = values.pop("id", None) or str(UUID(int=self.rows))
        self.connection.execute(table.insert().values(id=row_id, **values))
        return str(row_id)

    def user(self, email: str, created_at: datetime | None = START, **values: Any) -> str:
        name = email.partition("@")[0]
        return self.add(
            users, email=email, name=name, password_hash="x", created_at=created_at, **values
        )

    def community(self, creator: str, name: str, status: str = "active") -> str:
        return self.add(communities, creator_id=creator, name=name, status=status)

    def member(self, user: str, place: str, status: str = "active", **values: Any) -> str:
        values.setdefault("joined_at", START)
        return self.add(members, user_id=user, community_id=place, status=status, **values)

    def request(self, requester: str, status: str = "open", **values: Any) -> str:
        words = {"title": "Watering", "description": "My plants", "category": "generic"}
        return self.add(help_requests, requester_id=requester, status=status, **words, **values)

    def match(self, request: str, responder: str, status: str, **values: Any) -> str:
        return self.add(
            matches, request_id=request, responder_id=responder, status=status, **values
        )

    def feedback(self, match: str, author: str, rated: str) -> str:
        people = {"from_user_id": author, "to_user_id": rated}
        return self.add(interaction_feedback, match_id=match, **people)

    def dibs(self, request: str, requester: str, nominee: str, status: str = "pending") -> str:
        people = {"requester_id": requester, "provider_user_id": nominee}
        return self.add(dibs, request_id=request, status=status, expires_at=START, **people)

    def ask[R](self, question: Callable[[PostgresDirectory], Awaitable[R]]) -> R:
        return ask(self.url, question)

    def standing(self, user: str, now: datetime | None = None, **changes: Any) -> Standing:
        """What waits for somebody at a time of the platform's, under changed settings perhaps."""
        return ask(self.url, lambda directory: directory.standing(user), now, **changes)

    def emails(self) -> list[str]:
        return [account.email for account in self.ask(lambda directory: directory.actors())]


def ask[R](
    url: str,
    question: Callable[[PostgresDirectory], Awaitable[R]],
    now: datetime | None = None,
    **changes: Any,
) -> R:
    async def run() -> R:
        directory = PostgresDirectory(settings(url, **changes), now=lambda: now)
        try:
            return await question(directory)
        finally:
            await directory.aclose()

    return asyncio.run(run())


def settings(url: str, **changes: Any) -> LiveSettings:
    values: dict[str, Any] = {
        "api_url": "https://karmyq.example/api",
        "database_url": url,
        "jwt_secret": "top-secret",
        "password": "quiet-orchard-7",
        "email_domain": "test.karmyq.com",
        "protected": frozenset({"boss@test.karmyq.com"}),
    }
    return LiveSettings(**(values | changes))
