"""What becomes of the rows that stay: who forgets, who leads, what opens again, what is counted.

- A column that merely named one of ours, or pointed to something that goes, is emptied.
- A collective of ours in which outsiders work loses its creator's name.
- A community of ours with outsiders in it gets the first of them as its founder: an admin before a
  moderator before a member, whoever has been there longest.
- An active community that loses its last admin gets the same person as one.
- A request of an outsider that waits for a match or an answer that goes is open again.
- The counters of communities and activities that lose people are counted anew.
"""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    DateTime,
    Integer,
    ScalarSelect,
    String,
    TableClause,
    Update,
    and_,
    case,
    column,
    exists,
    func,
    not_,
    or_,
    select,
    table,
    update,
)

from adapters.live.something import SOMETHING
from adapters.live.wipe.going import IDENTIFIER, Going, among, rows_of
from adapters.live.wipe.known import ACTIVITIES, COLLECTIVES, MATCHES, PLACES, REQUESTS
from adapters.live.wipe.references import Reference

MEMBERS = table(
    "members",
    *(column(name, IDENTIFIER) for name in ("id", "community_id", "user_id")),
    *(column(name, String) for name in ("role", "status")),
    column("joined_at", DateTime),
    schema="communities",
)
COMMUNITIES = table(
    "communities",
    *(column(name, IDENTIFIER) for name in ("id", "creator_id")),
    column("status", String),
    column("current_members", Integer),
    schema="communities",
)
HELP_REQUESTS = table(
    "help_requests",
    *(column(name, IDENTIFIER) for name in ("id", "requester_id")),
    column("status", String),
    schema="requests",
)


class Changes(NamedTuple):
    """What changes in rows that stay: a table, in words, and how many rows."""

    table: str
    what: str
    rows: int


class Counters(NamedTuple):
    """The communities and activities that lose active people."""

    places: list[str]
    activities: list[str]


def changes_of(connection: Connection, going: Going) -> list[Changes]:
    """What would change in rows that stay, apart from counters; nothing is left out but zeros."""
    found: list[Changes] = []
    for name in going.catalogue.order:
        for one in _emptied(going, name):
            where = and_(going.holds(name, one), ~going.goes(name))
            rows = _count(connection, going.rows(name), where)
            found.append(Changes(name, f"{one.column} emptied", rows))
    led = _heirless(going)
    found += [
        Changes(PLACES, "another founder", _count(connection, COMMUNITIES, _to_hand_over(going))),
        Changes("communities.members", "role admin", _count(connection, COMMUNITIES, led)),
        Changes(REQUESTS, "open again", _count(connection, HELP_REQUESTS, _opens_again(going))),
    ]
    return [one for one in found if one.rows]


def counters_of(connection: Connection, going: Going) -> Counters:
    """What has to be counted anew afterwards."""
    left = select(MEMBERS.c.community_id).where(
        MEMBERS.c.status == "active",
        going.is_ours(MEMBERS.c.user_id),
        not_(among(MEMBERS.c.community_id, going.ids[PLACES])),
    )
    rows = rows_of("communities.activity_participants", "activity_id", "user_id")
    missed = select(rows.c.activity_id).where(
        going.is_ours(rows.c.user_id), not_(among(rows.c.activity_id, going.ids[ACTIVITIES]))
    )
    return Counters(
        sorted(set(connection.execute(left).scalars())),
        sorted(set(connection.execute(missed).scalars())),
    )


def hand_over(connection: Connection, going: Going, tables: Collection[str]) -> None:
    """Everything that has to change in these tables before rows can go."""
    statements: dict[str, Update] = {
        REQUESTS: update(HELP_REQUESTS).where(_opens_again(going)).values(status="open"),
        "communities.members": update(MEMBERS)
        .where(exists(SOMETHING).where(_heirless(going), MEMBERS.c.id == _heir(going, "id")))
        .values(role="admin"),
        PLACES: update(COMMUNITIES)
        .where(_to_hand_over(going))
        .values(creator_id=_heir(going, "user_id")),
    }
    for name, statement in statements.items():
        if name in tables:
            connection.execute(statement)
    for name in going.catalogue.order:
        for one in _emptied(going, name):
            if name in tables:
                # Rows that go forget as well: what they point to may go before them.
                emptied = update(going.rows(name)).where(going.holds(name, one))
                connection.execute(emptied.values({one.column: None}))


def count_anew(connection: Connection, counters: Counters) -> None:
    """Afterwards: the counters say what the rows say."""
    size = (
        select(func.count())
        .where(MEMBERS.c.community_id == COMMUNITIES.c.id, MEMBERS.c.status == "active")
        .scalar_subquery()
    )
    places = update(COMMUNITIES).where(among(COMMUNITIES.c.id, counters.places))
    connection.execute(places.values(current_members=size))
    activity = table(
        "activities",
        column("id", IDENTIFIER),
        column("current_participants", Integer),
        schema="communities",
    )
    joined = rows_of("communities.activity_participants", "activity_id")
    who_come = select(func.count()).where(joined.c.activity_id == activity.c.id).scalar_subquery()
    activities = update(activity).where(among(activity.c.id, counters.activities))
    connection.execute(activities.values(current_participants=who_come))


def has_emptied(going: Going, name: str) -> bool:
    """Whether rows of the table may have to forget something."""
    return bool(_emptied(going, name))


def _emptied(going: Going, name: str) -> list[Reference]:
    """The references that are emptied; a collective that is kept forgets who made it."""
    known = going.catalogue.references[name]
    return [one for one in known if not one.goes or name == COLLECTIVES]


def _count(connection: Connection, rows: TableClause, where: ColumnElement[bool]) -> int:
    found: Any = connection.execute(select(func.count()).select_from(rows).where(where)).scalar()
    return int(found)


def _to_hand_over(going: Going) -> ColumnElement[bool]:
    """A community that is kept, and whose founder goes."""
    return and_(
        going.is_ours(COMMUNITIES.c.creator_id), not_(among(COMMUNITIES.c.id, _gone(going)))
    )


def _heirless(going: Going) -> ColumnElement[bool]:
    """An active community that is kept and would have no admin left, though somebody is there."""
    inside = MEMBERS.alias("inside")
    active = and_(inside.c.community_id == COMMUNITIES.c.id, inside.c.status == "active")
    leads = inside.c.role == "admin"
    return and_(
        COMMUNITIES.c.status == "active",
        not_(among(COMMUNITIES.c.id, _gone(going))),
        exists(SOMETHING).where(active, leads, going.is_ours(inside.c.user_id)),
        ~exists(SOMETHING).where(active, leads, ~going.is_ours(inside.c.user_id)),
        exists(SOMETHING).where(active, ~going.is_ours(inside.c.user_id)),
    )


def _heir(going: Going, what: str) -> ScalarSelect[Any]:
    """The first outsider of a community, by role, then by how long they have been there."""
    inside = MEMBERS.alias("heirs")
    rank = case((inside.c.role == "admin", 0), (inside.c.role == "moderator", 1), else_=2)
    return (
        select(inside.c[what])
        .where(
            inside.c.community_id == COMMUNITIES.c.id,
            inside.c.status == "active",
            ~going.is_ours(inside.c.user_id),
        )
        .order_by(rank, inside.c.joined_at.nulls_last(), inside.c.id)
        .limit(1)
        .correlate(COMMUNITIES)
        .scalar_subquery()
    )


def _opens_again(going: Going) -> ColumnElement[bool]:
    """As karmyq does it when a match is cancelled, or dibs are declined."""
    match = table(
        "matches",
        *(column(name, IDENTIFIER) for name in ("id", "request_id")),
        column("status", String),
        schema="requests",
    )
    dibs = table(
        "dibs",
        *(column(name, IDENTIFIER) for name in ("request_id", "provider_user_id")),
        column("status", String),
        schema="requests",
    )
    here = and_(match.c.request_id == HELP_REQUESTS.c.id, match.c.status == "matched")
    goes = among(match.c.id, going.ids.get(MATCHES, []))
    lost = exists(SOMETHING).where(here, goes) & ~exists(SOMETHING).where(here, ~goes)
    unasked = exists(SOMETHING).where(
        dibs.c.request_id == HELP_REQUESTS.c.id,
        dibs.c.status == "pending",
        going.is_ours(dibs.c.provider_user_id),
    )
    return and_(
        ~going.is_ours(HELP_REQUESTS.c.requester_id),
        or_(
            and_(HELP_REQUESTS.c.status == "matched", lost),
            and_(HELP_REQUESTS.c.status == "dibs_pending", unasked),
        ),
    )


def _gone(going: Going) -> list[str]:
    return list(going.ids[PLACES])
