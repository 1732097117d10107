"""Reads the measures in one read-only transaction, so that all of them are of one moment."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from adapters.live.directory import CONNECT_TIMEOUT_S
from adapters.live.observed.measures import Observed, measures_from
from adapters.live.observed.people import BEFORE, SPAN, People
from adapters.live.observed.questions import QUESTIONS
from adapters.live.settings import database_address
from adapters.live.trouble import database_trouble

STATEMENT_TIMEOUT_MS = 5000
"""The same as for live mode's questions: whoever looks on does not load a platform."""


class NothingToObserve(Exception):
    """There is nothing that the questions could be about; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen: the measures, over which time (UTC), and who was there when it began."""

    since: datetime
    until: datetime
    people_before: int
    communities_before: int
    measures: Observed

    @property
    def days(self) -> float:
        """How long the time is, in the platform's days."""
        return (self.until - self.since) / timedelta(days=1)


def observe(database_url: str, people: People, since: datetime | None = None) -> Observation:
    """What the tables say of these people since a moment, by default since their first request.

    The time ends with the last thing that they have done. Raises Unavailable where the tables
    cannot be read, and NothingToObserve where there is nobody, or nothing happened.
    """
    with looking(database_url) as connection:
        span = _row(connection, SPAN, people)
        begin = span["first_request"] if since is None else since.astimezone(UTC)
        _check(people, span, begin)
        begin = begin.replace(tzinfo=None)
        counts: dict[str, Any] = {}
        for question in QUESTIONS:
            counts |= _row(connection, question, people, since=begin)
        before = _row(connection, BEFORE, people, since=begin)
    return Observation(
        since=begin.replace(tzinfo=UTC),
        until=span["last_act"].replace(tzinfo=UTC),
        people_before=before["people"],
        communities_before=before["communities"],
        measures=measures_from(counts),
    )


def _check(people: People, span: Mapping[str, Any], begin: datetime | None) -> None:
    if not span["people"]:
        raise NothingToObserve(
            f"nobody there has an e-mail of {people.domain}, except those who are protected; "
            "name the domain of the simulated people with --set growth.email_domain=..."
        )
    if begin is None:
        raise NothingToObserve(
            f"the {span['people']} people of {people.domain} have posted no request yet; observe "
            "them once they live, or say since when with --since"
        )
    if begin.replace(tzinfo=None) >= span["last_act"]:
        raise NothingToObserve(
            f"nothing has happened since then: the people of {people.domain} did their last thing "
            f"at {span['last_act'].isoformat(timespec='seconds')} UTC; take an earlier --since"
        )


def _row(connection: Connection, question: str, people: People, **more: object) -> dict[str, Any]:
    result = connection.execute(text(question), {**people.bound(), **more})
    return dict(result.mappings().one())


@contextmanager
def looking(database_url: str) -> Iterator[Connection]:
    """A connection that cannot write and does not wait; raises Unavailable."""
    url = make_url(database_address(database_url))
    engine = create_engine(url, connect_args={"connect_timeout": CONNECT_TIMEOUT_S})
    try:
        with engine.connect().execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ) as connection:
            connection.execute(text(f"SET LOCAL statement_timeout = {STATEMENT_TIMEOUT_MS}"))
            connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
            yield connection
    except SQLAlchemyError as error:
        raise database_trouble(error, url) from None
    finally:
        engine.dispose()
