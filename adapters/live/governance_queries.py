"""What waits for those who lead a community or belong to one: approvals and ratifications."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from adapters.contract.tables import (
    communities,
    governance_nominations,
    governance_ratifications,
    members,
)
from adapters.live.bound import Someone
from adapters.live.something import SOMETHING
from adapters.live.whom import Whom

COLUMNS_READ: dict[str, Select[*tuple[Any, ...]]] = {
    "communities.governance_nominations": select(
        governance_nominations.c.id,
        governance_nominations.c.community_id,
        governance_nominations.c.nominated_user_id,
        governance_nominations.c.nominator_id,
        governance_nominations.c.status,
    ),
    "communities.governance_ratifications": select(
        governance_ratifications.c.nomination_id,
        governance_ratifications.c.ratifier_id,
    ),
}
"""The columns that the questions below read, by table."""


def memberships_to_approve(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """Only where there is room, by the rows and not by the counter, which may drift."""
    waiting, inside = members.alias("waiting"), members.alias("inside")
    size = (
        select(func.count())
        .where(inside.c.community_id == communities.c.id, inside.c.status == "active")
        .scalar_subquery()
    )
    return (
        select(func.count())
        .select_from(
            members.join(communities, communities.c.id == members.c.community_id).join(
                waiting, waiting.c.community_id == communities.c.id
            )
        )
        .where(
            members.c.user_id == user_id,
            members.c.status == "active",
            members.c.role.in_(("admin", "moderator")),
            communities.c.status == "active",
            waiting.c.status == "pending",
            whom(waiting.c.user_id),
            size < communities.c.max_members,
        )
        .scalar_subquery()
    )


def ratifications_due(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    """Pending nominations of others, by others, in own active communities."""
    spoken = exists(SOMETHING).where(
        governance_ratifications.c.nomination_id == governance_nominations.c.id,
        governance_ratifications.c.ratifier_id == user_id,
    )
    return (
        select(func.count())
        .select_from(
            governance_nominations.join(
                members, members.c.community_id == governance_nominations.c.community_id
            ).join(communities, communities.c.id == members.c.community_id)
        )
        .where(
            members.c.user_id == user_id,
            members.c.status == "active",
            communities.c.status == "active",
            governance_nominations.c.status == "pending",
            governance_nominations.c.nominated_user_id != user_id,
            governance_nominations.c.nominator_id != user_id,
            ~spoken,
            whom(governance_nominations.c.nominated_user_id),
        )
        .scalar_subquery()
    )
