"""What live mode asks karmyq's database: three questions, each one statement."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from adapters.contract.tables import (
    communities,
    dibs,
    help_requests,
    interaction_feedback,
    matches,
    members,
    provider_profiles,
    provider_reviews,
    users,
)
from adapters.live import governance_queries, message_queries, proposal_queries
from adapters.live.bound import MOMENT, SOMEONE, Someone
from adapters.live.something import SOMETHING
from adapters.live.whom import Whom, has_domain

COLUMNS_READ: dict[str, Select[*tuple[Any, ...]]] = {
    "auth.users": select(users.c.id, users.c.email, users.c.name, users.c.created_at),
    "communities.communities": select(
        communities.c.id,
        communities.c.name,
        communities.c.location,
        communities.c.creator_id,
        communities.c.status,
        communities.c.max_members,
        communities.c.current_members,
    ),
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
        help_requests.c.request_type,
    ),
    "requests.matches": select(
        matches.c.id,
        matches.c.request_id,
        matches.c.responder_id,
        matches.c.status,
        matches.c.admin_proposed,
        matches.c.requester_done_at,
        matches.c.responder_done_at,
    ),
    "requests.interaction_feedback": select(
        interaction_feedback.c.match_id,
        interaction_feedback.c.from_user_id,
    ),
    "requests.dibs": select(dibs.c.requester_id, dibs.c.provider_user_id, dibs.c.status),
    **message_queries.COLUMNS_READ,
    **proposal_queries.COLUMNS_READ,
    **governance_queries.COLUMNS_READ,
    "requests.provider_profiles": select(
        provider_profiles.c.user_id,
        provider_profiles.c.is_active,
    ),
    "reputation.provider_reviews": select(
        provider_reviews.c.match_id,
        provider_reviews.c.reviewer_id,
    ),
}
"""The columns that the questions below read, by table."""

MATCHES_OF_REQUESTS = matches.join(help_requests, help_requests.c.id == matches.c.request_id)


def people_of(email_domain: str) -> Select[*tuple[Any, ...]]:
    """Everybody whose e-mail ends with the domain, in any case of letters."""
    return COLUMNS_READ["auth.users"].where(has_domain(email_domain))


def memberships() -> Select[*tuple[Any, ...]]:
    """Active memberships of SOMEONE in communities of any status, newest first."""
    return (
        select(communities.c.id, members.c.role, communities.c.name)
        .join(communities, communities.c.id == members.c.community_id)
        .where(members.c.user_id == SOMEONE, members.c.status == "active")
        .order_by(members.c.joined_at.desc().nulls_last(), members.c.id.desc())
    )


def founder_of(name: str, location: str) -> Select[*tuple[Any, ...]]:
    """Whoever founded the active community of this identity: trimmed lower-case name and place."""
    return select(communities.c.creator_id).where(
        func.lower(func.trim(communities.c.name)) == name.strip().lower(),
        func.lower(func.trim(func.coalesce(communities.c.location, "")))
        == location.strip().lower(),
        communities.c.status == "active",
    )


def standing(whom: Whom, *, timed: bool) -> Select[*tuple[Any, ...]]:
    """The numbers of the standing of SOMEONE, as far as they concern people to deal with.

    Where it is `timed`, a vote that has ended at the MOMENT waits for nobody.
    """
    user_id, now = SOMEONE, MOMENT if timed else None
    return select(
        _communities(user_id).label("communities"),
        _live_requests(user_id).label("live_requests"),
        _offers_to_accept(user_id, whom).label("offers_to_accept"),
        _matches_to_complete(user_id, whom).label("matches_to_complete"),
        _feedback_to_give(user_id, whom).label("feedback_to_give"),
        _dibs_to_answer(user_id, whom).label("dibs_to_answer"),
        _proposals_to_answer(user_id, whom).label("proposals_to_answer"),
        message_queries.messages_to_write(user_id, whom).label("messages_to_write"),
        _reviews_to_write(user_id, whom).label("reviews_to_write"),
        *proposal_queries.due_for(user_id, whom, now),
        governance_queries.memberships_to_approve(user_id, whom).label("memberships_to_approve"),
        governance_queries.ratifications_due(user_id, whom).label("ratifications_due"),
    )


def _communities(user_id: Someone) -> ColumnElement[int]:
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


def _live_requests(user_id: Someone) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(help_requests)
        .where(
            help_requests.c.requester_id == user_id,
            help_requests.c.status.in_(("open", "matched")),
        )
        .scalar_subquery()
    )


def _offers_to_accept(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """A helper proposed by an admin has to accept himself; such matches wait for him."""
    return (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            help_requests.c.requester_id == user_id,
            help_requests.c.status == "open",
            help_requests.c.expired.is_not(True),
            matches.c.status == "proposed",
            matches.c.admin_proposed.is_(False),
            whom(matches.c.responder_id),
        )
        .scalar_subquery()
    )


def _matches_to_complete(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """Each side on its own, so that an index can serve it; who is both sides is the responder."""
    as_responder = (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            matches.c.responder_id == user_id,
            matches.c.status == "matched",
            matches.c.responder_done_at.is_(None),
            whom(help_requests.c.requester_id),
        )
    )
    as_requester = (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            help_requests.c.requester_id == user_id,
            matches.c.responder_id != user_id,
            matches.c.status == "matched",
            matches.c.requester_done_at.is_(None),
            whom(matches.c.responder_id),
        )
    )
    return as_responder.scalar_subquery() + as_requester.scalar_subquery()


def _feedback_to_give(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """Each side on its own, so that an index can serve it; nobody rates oneself."""
    given = exists(SOMETHING).where(
        interaction_feedback.c.match_id == matches.c.id,
        interaction_feedback.c.from_user_id == user_id,
    )
    as_responder = (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            matches.c.responder_id == user_id,
            matches.c.status == "completed",
            ~given,
            whom(help_requests.c.requester_id),
        )
    )
    as_requester = (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            help_requests.c.requester_id == user_id,
            matches.c.responder_id != user_id,
            matches.c.status == "completed",
            ~given,
            whom(matches.c.responder_id),
        )
    )
    return as_responder.scalar_subquery() + as_requester.scalar_subquery()


def _reviews_to_write(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    reviewable = exists(SOMETHING).where(
        provider_profiles.c.user_id == matches.c.responder_id, provider_profiles.c.is_active
    )
    reviewed = exists(SOMETHING).where(
        provider_reviews.c.match_id == matches.c.id, provider_reviews.c.reviewer_id == user_id
    )
    return (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            help_requests.c.requester_id == user_id,
            help_requests.c.request_type == "service",
            matches.c.status == "completed",
            reviewable,
            ~reviewed,
            whom(matches.c.responder_id),
        )
        .scalar_subquery()
    )


def _dibs_to_answer(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            dibs.c.provider_user_id == user_id,
            dibs.c.status == "pending",
            whom(dibs.c.requester_id),
        )
        .scalar_subquery()
    )


def _proposals_to_answer(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(MATCHES_OF_REQUESTS)
        .where(
            matches.c.responder_id == user_id,
            matches.c.status == "proposed",
            matches.c.admin_proposed.is_(True),
            help_requests.c.status == "open",
            help_requests.c.expired.is_not(True),
            whom(help_requests.c.requester_id),
        )
        .scalar_subquery()
    )
