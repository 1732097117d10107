"""Rows that hang on another row and are written with it: members, participants, halves and more.

request       its communities           never leave
nomination    who has ratified it       never leave
conversation  its participants          never leave
split         who goes to which half    never leave
provider      ride details, score       one row each
activity      who takes part            may leave
collective    members, communities      may leave
"""

from collections.abc import Callable
from datetime import UTC
from typing import Any, NamedTuple

from sqlalchemy import Table

from adapters.contract import tables
from adapters.dryrun.journal import Record
from adapters.dryrun.records import RequestRecord
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.dryrun.shelves.collectives import CollectiveRecord
from adapters.dryrun.shelves.conversations import ConversationRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.proposals import SplitRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.sandbox import group_rows

Row = dict[str, Any]


class Children(NamedTuple):
    """What hangs on one record: `key` are the columns that tell the rows apart, the owner's first.

    Where rows `may_leave`, those in the table that the record does not have any more are removed.
    """

    table: Table
    key: tuple[str, ...]
    rows: Callable[[Any], list[Row]]
    may_leave: bool = False


def children_of(record: Record) -> tuple[Children, ...]:
    """The kinds of rows that are written together with a record."""
    return _CHILDREN.get(type(record), ())


def _links(request: RequestRecord) -> list[Row]:
    created_at = request.created_at.astimezone(UTC).replace(tzinfo=None)
    return [
        {"request_id": request.id, "community_id": place.id, "created_at": created_at}
        for place in request.communities
    ]


def _voices(nomination: NominationRecord) -> list[Row]:
    return [
        {"nomination_id": nomination.id, "ratifier_id": user_id, "created_at": moment}
        for user_id, moment in nomination.ratified_at.items()
    ]


def _talkers(conversation: ConversationRecord) -> list[Row]:
    return [
        {"conversation_id": conversation.id, "participant_id": user.id}
        for user in conversation.participants
    ]


_CHILDREN: dict[type, tuple[Children, ...]] = {
    RequestRecord: (Children(tables.request_communities, ("request_id", "community_id"), _links),),
    NominationRecord: (
        Children(tables.governance_ratifications, ("nomination_id", "ratifier_id"), _voices),
    ),
    ConversationRecord: (
        Children(tables.conversation_participants, ("conversation_id", "participant_id"), _talkers),
    ),
    SplitRecord: (
        Children(
            tables.split_member_assignments, ("proposal_id", "user_id"), group_rows.assignments
        ),
    ),
    ProviderRecord: (
        Children(tables.provider_ride_details, ("provider_id",), group_rows.ride_details),
        Children(tables.provider_trust_scores, ("provider_id",), group_rows.provider_score),
    ),
    ActivityRecord: (
        Children(
            tables.activity_participants,
            ("activity_id", "user_id"),
            group_rows.participants,
            may_leave=True,
        ),
    ),
    CollectiveRecord: (
        Children(
            tables.provider_collective_members,
            ("collective_id", "provider_id"),
            group_rows.collective_members,
            may_leave=True,
        ),
        Children(
            tables.collective_community_links,
            ("collective_id", "community_id"),
            group_rows.collective_links,
        ),
    ),
}
