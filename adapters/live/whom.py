"""Whom the simulator deals with, as a condition on a column that holds somebody's id.

By default these are the people who may act: the simulator's domain without the protected ones. What
anybody else offers, asks or proposes waits for nobody, since members leave it alone.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, false, func, select, true

from adapters.contract.tables import users
from adapters.live import domains
from adapters.live.settings import LiveSettings
from adapters.live.something import SOMETHING

type Whom = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Says of a column of ids whether its person is one to deal with."""


def whom(settings: LiveSettings) -> Whom:
    """The condition for these settings: `live.interact_with` decides."""
    return everybody if settings.everyone else _ours(settings)


def everybody(_: ColumnElement[Any]) -> ColumnElement[bool]:
    """Real people are dealt with as well."""
    return true()


def has_domain(email_domain: str) -> ColumnElement[bool]:
    """The e-mail of a row of auth.users ends with the domain, in any case of letters."""
    return func.lower(users.c.email).endswith(f"@{email_domain}", autoescape=True)


def _ours(settings: LiveSettings) -> Whom:
    """What `LiveSettings.may_act` says of an e-mail, said to the database."""
    protected = sorted(settings.protected)
    if domains.is_excluded(settings.email_domain, settings.excluded_domains):
        return lambda _: false()

    def is_ours(column: ColumnElement[Any]) -> ColumnElement[bool]:
        person = (
            select(SOMETHING)
            .where(
                users.c.id == column,
                has_domain(settings.email_domain),
                func.lower(users.c.email).not_in(protected),
            )
            # Makes PostgreSQL look people up one by one, by their key. It knows nothing of how
            # many share a domain, guesses one, and would join all people for each row instead.
            .offset(0)
        )
        return person.exists()

    return is_ours
