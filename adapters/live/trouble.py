"""What a database error means, in one sentence without a secret.

Neither the driver's text nor the statement is passed on: every sentence is ours.
"""

from typing import NamedTuple

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from adapters.errors import Unavailable

IS_IT_KARMYQ = "does KARMYQ_DATABASE_URL name karmyq's own database?"


class Sign(NamedTuple):
    """What the driver says in its text or SQLSTATE, and what that means for the reader."""

    said: str
    code: str
    meaning: str


CONNECT_SIGNS = (
    Sign("password authentication failed", "PASSWORD", "refuses the user or the password"),
    Sign("no password supplied", "PASSWORD", "asks for a password, and the address has none"),
    Sign("no pg_hba.conf entry", "FORBIDDEN", "admits no such connections from this machine"),
    Sign('FATAL:  database "', "MISSING", "is not on that server"),
    Sign('FATAL:  role "', "PASSWORD", "does not know the user"),
    Sign("could not translate host name", "UNKNOWN_HOST", "has a host that is unknown here"),
    Sign("Connection refused", "REFUSED", "refuses connections: is the server running?"),
    Sign("timeout expired", "TIMEOUT", "does not answer within 5 seconds"),
    Sign("invalid dsn", "ADDRESS", "has an option in its address that PostgreSQL does not know"),
)
"""A connection that fails has no SQLSTATE, only words. A name with several addresses has words for
each, so what a server itself said comes before what none said."""

STATE_SIGNS = (
    Sign("42P01", "TABLE_MISSING", f"lacks a table: {IS_IT_KARMYQ}"),
    Sign("3F000", "TABLE_MISSING", f"lacks a table: {IS_IT_KARMYQ}"),
    Sign("42703", "COLUMN_MISSING", f"lacks a column: {IS_IT_KARMYQ}"),
    Sign("42501", "FORBIDDEN", "does not let its user read a table: grant SELECT on it"),
    Sign("57014", "TIMEOUT", "needed more than 5 seconds for one question"),
)
"""The conditions of appendix A of PostgreSQL's manual that can be told apart usefully."""


def database_trouble(error: SQLAlchemyError, url: URL, table: str = "") -> Unavailable:
    """The error as the port knows it; `table` is the one that was being read, where known."""
    sign = _sign(error)
    meaning = sign.meaning
    if table:
        meaning = meaning.replace("lacks a table", f"lacks the table {table}")
        meaning = meaning.replace("lacks a column", f"lacks a column of {table}")
        meaning = meaning.replace("read a table", f"read {table}")
    return Unavailable(0, f"DATABASE_{sign.code}", f"the database {_place(url)} {meaning}")


def _sign(error: SQLAlchemyError) -> Sign:
    unknown = Sign("", "UNAVAILABLE", f"cannot be read ({type(error).__name__}): {IS_IT_KARMYQ}")
    if not isinstance(error, DBAPIError):
        return unknown
    state, text = getattr(error.orig, "pgcode", None), str(error.orig)
    by_state = (sign for sign in STATE_SIGNS if sign.said == state)
    by_text = (sign for sign in CONNECT_SIGNS if state is None and sign.said in text)
    return next(by_state, None) or next(by_text, unknown)


def _place(url: URL) -> str:
    host = url.host or url.query.get("host") or "this machine"
    port = "" if url.port is None else f":{url.port}"
    return f"{url.database or '(unnamed)'} at {host}{port}"
