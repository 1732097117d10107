"""What splits and fusions ask of one person, read from karmyq's tables.

Where nobody ends a vote (`vote-never-ends`), its end in the table does. The database's own clock is
not the platform's, so the time is handed in.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true

from adapters.contract.tables import (
    communities,
    fusion_proposals,
    fusion_votes,
    members,
    split_member_assignments,
    split_proposals,
    split_votes,
)
from adapters.live.bound import Moment, Someone
from adapters.live.something import SOMETHING
from adapters.live.whom import Whom, everybody

URGENT_SPLIT = 140
"""The size alert from which on a split is urgent (community rules, section 6)."""
ENDED = ("rejected", "executed")

COLUMNS_READ: dict[str, Select[*tuple[Any, ...]]] = {
    "communities.split_proposals": select(
        split_proposals.c.id,
        split_proposals.c.community_id,
        split_proposals.c.proposed_by,
        split_proposals.c.status,
        split_proposals.c.voting_ends_at,
    ),
    "communities.split_member_assignments": select(
        split_member_assignments.c.proposal_id, split_member_assignments.c.user_id
    ),
    "communities.split_votes": select(split_votes.c.proposal_id, split_votes.c.user_id),
    "communities.fusion_proposals": select(
        fusion_proposals.c.id,
        fusion_proposals.c.community_a_id,
        fusion_proposals.c.community_b_id,
        fusion_proposals.c.proposed_by,
        fusion_proposals.c.status,
        fusion_proposals.c.voting_ends_at,
    ),
    "communities.fusion_votes": select(fusion_votes.c.proposal_id, fusion_votes.c.user_id),
}
"""The columns that the questions below read, by table."""


def due_for(user_id: Someone, whom: Whom, now: Moment | None) -> list[ColumnElement[int]]:
    """The counts, labelled with their names in `Standing`; see `standing_of` for the rest."""
    return [
        _votes_due(user_id, whom, now).label("votes_due"),
        _splits_to_propose(user_id, whom).label("splits_to_propose"),
        _splits_in("discussion", user_id, whom).label("split_votes_to_start"),
        _splits_in("approved", user_id, whom).label("splits_to_execute"),
        _fusions_to_answer(user_id, whom).label("fusions_to_answer"),
        _fusions_in("discussion", user_id, whom).label("fusion_votes_to_start"),
        _fusions_in("approved", user_id, whom).label("fusions_to_execute"),
    ]


def _own_places(user_id: Someone, *, led: bool = False) -> Select[str]:
    """The active communities that somebody is an active member of, or an admin."""
    places = (
        select(members.c.community_id)
        .join(communities, communities.c.id == members.c.community_id)
        .where(
            members.c.user_id == user_id,
            members.c.status == "active",
            communities.c.status == "active",
        )
    )
    return places.where(members.c.role == "admin") if led else places


def _votes_due(user_id: Someone, whom: Whom, now: Moment | None) -> ColumnElement[int]:
    own = _own_places(user_id)
    splits = select(func.count()).where(
        split_proposals.c.community_id.in_(own),
        split_proposals.c.status == "voting",
        whom(split_proposals.c.proposed_by),
        _not_over(split_proposals.c.voting_ends_at, now),
        ~exists(SOMETHING).where(
            split_votes.c.proposal_id == split_proposals.c.id, split_votes.c.user_id == user_id
        ),
    )
    fusions = select(func.count()).where(
        _of_either_side(own),
        fusion_proposals.c.status == "voting",
        whom(fusion_proposals.c.proposed_by),
        _not_over(fusion_proposals.c.voting_ends_at, now),
        ~exists(SOMETHING).where(
            fusion_votes.c.proposal_id == fusion_proposals.c.id, fusion_votes.c.user_id == user_id
        ),
    )
    return splits.scalar_subquery() + fusions.scalar_subquery()


def _not_over(end: ColumnElement[datetime | None], now: Moment | None) -> ColumnElement[bool]:
    return true() if now is None else or_(end.is_(None), end > now)


def _of_either_side(places: Select[str]) -> ColumnElement[bool]:
    return or_(
        fusion_proposals.c.community_a_id.in_(places), fusion_proposals.c.community_b_id.in_(places)
    )


def _splits_to_propose(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    on_the_table = exists(SOMETHING).where(
        split_proposals.c.community_id == communities.c.id,
        split_proposals.c.status.not_in(ENDED),
    )
    return (
        select(func.count())
        .select_from(members.join(communities, communities.c.id == members.c.community_id))
        .where(
            members.c.user_id == user_id,
            members.c.status == "active",
            members.c.role == "admin",
            communities.c.status == "active",
            communities.c.current_members >= URGENT_SPLIT,
            ~on_the_table,
            _no_stranger_inside(communities.c.id, whom),
        )
        .scalar_subquery()
    )


def _no_stranger_inside(place: ColumnElement[str], whom: Whom) -> ColumnElement[bool]:
    """Nobody is moved about who is no one to deal with."""
    if whom is everybody:
        return true()
    inside = members.alias("inside")
    return ~exists(SOMETHING).where(
        inside.c.community_id == place, inside.c.status == "active", ~whom(inside.c.user_id)
    )


def _no_stranger_assigned(whom: Whom) -> ColumnElement[bool]:
    if whom is everybody:
        return true()
    return ~exists(SOMETHING).where(
        split_member_assignments.c.proposal_id == split_proposals.c.id,
        ~whom(split_member_assignments.c.user_id),
    )


def _splits_in(status: str, user_id: Someone, whom: Whom) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            split_proposals.c.community_id.in_(_own_places(user_id, led=True)),
            split_proposals.c.status == status,
            _no_stranger_assigned(whom),
        )
        .scalar_subquery()
    )


def _fusions_in(status: str, user_id: Someone, whom: Whom) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            _of_either_side(_own_places(user_id, led=True)),
            fusion_proposals.c.status == status,
            whom(fusion_proposals.c.proposed_by),
        )
        .scalar_subquery()
    )


def _fusions_to_answer(user_id: Someone, whom: Whom) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(
            fusion_proposals.c.community_b_id.in_(_own_places(user_id, led=True)),
            fusion_proposals.c.status == "pending_acceptance",
            whom(fusion_proposals.c.proposed_by),
            _no_stranger_inside(fusion_proposals.c.community_b_id, whom),
        )
        .scalar_subquery()
    )
