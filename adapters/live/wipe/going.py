"""Which rows go with the accounts: from table to table along the references, and how many.

A row that goes is shared when it names an outsider as well, or has a part in something that stays.
An outsider is everybody who is not wiped: real people, protected ones, another domain's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    TableClause,
    and_,
    any_,
    cast,
    column,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import UUID

from adapters.live.something import SOMETHING
from adapters.live.wipe.catalogue import Catalogue
from adapters.live.wipe.known import COLLECTIVES, PLACES, PROFILES, TALKS
from adapters.live.wipe.references import USERS, Reference

IDENTIFIER = UUID(as_uuid=False)


def rows_of(name: str, *columns: str) -> TableClause:
    """A table by its full name, with some columns; identifiers unless they are used as others."""
    schema, _, short = name.partition(".")
    return table(short, *(column(one, IDENTIFIER) for one in columns), schema=schema)


def among(ids: ColumnElement[Any], wanted: Sequence[str]) -> ColumnElement[bool]:
    """Whether a column holds one of these identifiers; unknown where it is null."""
    return ids == any_(cast(literal(list(wanted), ARRAY(IDENTIFIER)), ARRAY(IDENTIFIER)))


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a table go, and how many of those are shared with outsiders."""

    removed: int
    shared: int


@dataclass(slots=True)
class Going:
    """The accounts that go, and by table the identifiers of whatever goes with them."""

    catalogue: Catalogue
    people: Sequence[str]
    ids: dict[str, Sequence[str]] = field(default_factory=dict)
    _rows: dict[str, TableClause] = field(default_factory=dict)

    def follow(self, connection: Connection) -> dict[str, Count]:
        """Look at every table, whoever is referred to first; what each loses."""
        referred = {one.to for known in self.catalogue.references.values() for one in known}
        counts: dict[str, Count] = {}
        for name in self.catalogue.order:
            counts[name] = self._count(connection, name)
            if name in referred:
                found = select(self.rows(name).c.id).where(self._reasons(name))
                self.ids[name] = connection.execute(found).scalars().all()
        return counts

    def rows(self, name: str) -> TableClause:
        """A table with its key and its references; always the same object for one table."""
        if name not in self._rows:
            known = {one.column for one in self.catalogue.references[name]}
            self._rows[name] = rows_of(name, *sorted({"id", *known}))
        return self._rows[name]

    def goes(self, name: str) -> ColumnElement[bool]:
        """Whether a row of the table goes; never null."""
        if name in self.ids:
            return among(self.rows(name).c.id, self.ids[name])
        return self._reasons(name)

    def holds(self, name: str, reference: Reference) -> ColumnElement[bool]:
        """Whether a column holds somebody or something that goes; unknown where it is null."""
        gone = self.people if reference.is_person else self.ids.get(reference.to, [])
        return among(self.rows(name).c[reference.column], gone)

    def _reasons(self, name: str) -> ColumnElement[bool]:
        rows = self.rows(name)
        known = self.catalogue.references[name]
        reasons = [self.holds(name, one) for one in known if one.goes]
        if name == TALKS:
            reasons.append(self._talks_beside_matches(rows))
        goes = or_(false(), *reasons)
        if name == PLACES:
            goes = and_(goes, ~self._outsider_inside(rows))
        if name == COLLECTIVES:
            goes = and_(goes, ~self._outsider_works(rows))
        return func.coalesce(goes, false())

    def is_ours(self, person: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a column holds an account that goes."""
        return among(person, self.people)

    def _count(self, connection: Connection, name: str) -> Count:
        known = self.catalogue.references[name]
        rows = self.rows(name)
        foreign = [
            ~self.holds(name, one) for one in known if one.goes and (one.is_person or one.told)
        ]
        shared = func.count().filter(or_(false(), *foreign))
        counted = select(func.count(), shared).select_from(rows).where(self._reasons(name))
        return Count(*connection.execute(counted).one())

    def _outsider_inside(self, place: TableClause) -> ColumnElement[bool]:
        """Somebody else is an active member: such a community is kept."""
        inside = rows_of("communities.members", "community_id", "user_id", "status")
        return exists(SOMETHING).where(
            inside.c.community_id == place.c.id,
            inside.c.status == literal("active"),
            ~self.is_ours(inside.c.user_id),
        )

    def _outsider_works(self, collective: TableClause) -> ColumnElement[bool]:
        """Somebody else's profile belongs to it: such a collective is kept."""
        inside = rows_of(
            "requests.provider_collective_members", "collective_id", "provider_id"
        ).alias("inside")
        profile = rows_of(PROFILES, "id", "user_id")
        return exists(SOMETHING).where(
            inside.c.collective_id == collective.c.id,
            profile.c.id == inside.c.provider_id,
            ~self.is_ours(profile.c.user_id),
        )

    def _talks_beside_matches(self, talk: TableClause) -> ColumnElement[bool]:
        inside = rows_of("messaging.conversation_participants", "conversation_id", "participant_id")
        return and_(
            talk.c.request_match_id.is_(None),
            exists(SOMETHING).where(
                inside.c.conversation_id == talk.c.id, self.is_ours(inside.c.participant_id)
            ),
        )


def accounts(connection: Connection) -> list[tuple[str, str]]:
    """Every account's id and e-mail."""
    rows = rows_of(USERS, "id", "email")
    return [(row.id, row.email) for row in connection.execute(select(rows.c.id, rows.c.email))]
