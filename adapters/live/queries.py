"""What live mode asks karmyq's database: three questions, each one statement."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from adapters.contract.tables import communities, help_requests, matches, members, users

COLUMNS_READ: dict[str, Select[*tuple[Any, ...]]] = {
    "auth.users": select(users.c.id, users.c.email, users.c.name, users.c.created_at),
    "communities.communities": select(communities.c.id, communities.c.name, communities.c.status),
    "communities.members": select(
        members.c.id,
        members.c.community_id,
        members.c.user_id,
        members.c.role,
        members.c.status,
        members.c.joined_at,
    ),
    "requests.help_requests": select(
        help_requests.c.id,
        help_requests.c.requester_id,
        help_requests.c.status,
        help_requests.c.expired,
    ),
    "requests.matches": select(
        matches.c.request_id,
        matches.c.responder_id,
        matches.c.status,
        matches.c.admin_proposed,
        matches.c.requester_done_at,
        matches.c.responder_done_at,
    ),
}
"""The columns that the questions below read, by table."""


def people_of(email_domain: str) -> Select[*tuple[Any, ...]]:
    """Everybody whose e-mail ends with the domain, in any case of letters."""
    ends_right = func.lower(users.c.email).endswith(f"@{email_domain}", autoescape=True)
    return COLUMNS_READ["auth.users"].where(ends_right)


def memberships_of(user_id: str) -> Select[*tuple[Any, ...]]:
    """Active memberships in communities of any status, newest first."""
    return (
        select(communities.c.id, members.c.role, communities.c.name)
        .join(communities, communities.c.id == members.c.community_id)
        .where(members.c.user_id == user_id, members.c.status == "active")
        .order_by(members.c.joined_at.desc().nulls_last(), members.c.id.desc())
    )


def standing_of(user_id: str) -> Select[int, int, int, int]:
    """The four numbers of a standing, in its order."""
    return select(
        _communities(user_id),
        _live_requests(user_id),
        _offers_to_accept(user_id),
        _matches_to_complete(user_id),
    )


def _communities(user_id: str) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(members.join(communities, communities.c.id == members.c.community_id))
        .where(
            members.c.user_id == user_id,
            members.c.status == "active",
            communities.c.status == "active",
        )
        .scalar_subquery()
    )


def _live_requests(user_id: str) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(help_requests)
        .where(
            help_requests.c.requester_id == user_id,
            help_requests.c.status.in_(("open", "matched")),
        )
        .scalar_subquery()
    )


def _offers_to_accept(user_id: str) -> ColumnElement[int]:
    """A helper proposed by an admin has to accept himself; such matches wait for him."""
    return (
        select(func.count())
        .select_from(matches.join(help_requests, help_requests.c.id == matches.c.request_id))
        .where(
            help_requests.c.requester_id == user_id,
            help_requests.c.status == "open",
            help_requests.c.expired.is_not(True),
            matches.c.status == "proposed",
            matches.c.admin_proposed.is_(False),
        )
        .scalar_subquery()
    )


def _matches_to_complete(user_id: str) -> ColumnElement[int]:
    """Each side on its own, so that an index can serve it; who is both sides is the responder."""
    as_responder = select(func.count()).where(
        matches.c.responder_id == user_id,
        matches.c.status == "matched",
        matches.c.responder_done_at.is_(None),
    )
    as_requester = (
        select(func.count())
        .select_from(matches.join(help_requests, help_requests.c.id == matches.c.request_id))
        .where(
            help_requests.c.requester_id == user_id,
            matches.c.responder_id != user_id,
            matches.c.status == "matched",
            matches.c.requester_done_at.is_(None),
        )
    )
    return as_responder.scalar_subquery() + as_requester.scalar_subquery()
