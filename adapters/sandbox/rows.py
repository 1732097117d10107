"""From the platform's records to the columns of karmyq's tables."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from adapters.contract import tables
from adapters.dryrun.journal import Record
from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.shelves.activities import ActivityRecord
from adapters.dryrun.shelves.collectives import CollectiveRecord
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.dryrun.shelves.dibs import DibsRecord
from adapters.dryrun.shelves.feedback import FeedbackRecord
from adapters.dryrun.shelves.governance import NominationRecord
from adapters.dryrun.shelves.proposals import (
    FusionRecord,
    FusionVote,
    Link,
    SplitRecord,
    SplitVote,
)
from adapters.dryrun.shelves.provider_offers import ProviderOfferRecord
from adapters.dryrun.shelves.provider_reviews import ReviewRecord
from adapters.dryrun.shelves.providers import ProviderRecord
from adapters.dryrun.shelves.reputation import KarmaRow, RatingRow, Reputation
from adapters.dryrun.shelves.trust import Edge
from adapters.sandbox import group_rows, proposal_rows, standing_rows

Row = dict[str, Any]

NO_PASSWORD = "!"
"""No hash of anything: nobody logs in here, and passwords are not kept."""


def is_mirrored(record: Record) -> bool:
    """Whether the record has a table."""
    return type(record) in _TABLES


def columns_of(record: Record) -> tuple[Table, Row]:
    """The table that a record belongs to, and its row there."""
    table, columns = _TABLES[type(record)]
    return table, columns(record)


def _user(row: UserRecord) -> Row:
    return {
        "id": row.id,
        "email": row.email,
        "name": row.name,
        "password_hash": NO_PASSWORD,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.created_at),
    }


def _community(row: CommunityRecord) -> Row:
    return {
        "id": row.id,
        "name": row.name,
        "description": row.description,
        "location": row.location,
        "category": row.category,
        "max_members": row.max_members,
        "current_members": row.current_members,
        "creator_id": row.creator.id,
        "access_type": row.access_type,
        "status": row.status,
        "community_type": row.community_type,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.updated_at or row.created_at),
    }


def _member(row: MemberRecord) -> Row:
    return {
        "id": row.id,
        "community_id": row.community.id,
        "user_id": row.user.id,
        "role": row.role,
        "status": row.status,
        "joined_at": _zoneless(row.joined_at),
    }


def _request(row: RequestRecord) -> Row:
    return {
        "id": row.id,
        "requester_id": row.requester.id,
        "title": row.title,
        "description": row.description,
        "category": row.request_type,
        "urgency": row.urgency,
        "status": row.status,
        "expired": row.expired,
        "expires_at": _zoneless(row.expires_at),
        "request_type": row.request_type,
        "payload": row.payload,
        "requirements": row.requirements,
        "visibility_scope": row.visibility_scope,
        "visibility_max_degrees": row.visibility_max_degrees,
        "is_boosted": row.boosted_at is not None,
        "boosted_at": _zoneless_or_null(row.boosted_at),
        "boosted_expires_at": _zoneless_or_null(row.boosted_expires_at),
        "boosted_by": None if row.boosted_by is None else row.boosted_by.id,
        "scheduled_for": row.scheduled_for,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.updated_at or row.created_at),
    }


def _match(row: MatchRecord) -> Row:
    return {
        "id": row.id,
        "request_id": row.request.id,
        "responder_id": row.responder.id,
        "status": row.status,
        "scheduled_at": row.scheduled_at,
        "travel_time_minutes": row.travel_time_minutes,
        "completed_at": _zoneless_or_null(row.completed_at),
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.updated_at),
        "requester_done_at": _zoneless_or_null(row.requester_done_at),
        "responder_done_at": _zoneless_or_null(row.responder_done_at),
        "admin_proposed": row.admin_proposed,
        "requester_visible": row.requester_visible,
        "responder_visible": row.responder_visible,
        "interaction_category": row.interaction_category,
    }


def _dibs(row: DibsRecord) -> Row:
    return {
        "id": row.id,
        "request_id": row.request.id,
        "requester_id": row.request.requester.id,
        "provider_user_id": row.provider_user.id,
        "status": row.status,
        "expires_at": row.expires_at,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _feedback(row: FeedbackRecord) -> Row:
    return {
        "id": row.id,
        "match_id": row.match.id,
        "from_user_id": row.author.id,
        "to_user_id": row.rated.id,
        "helpfulness": row.helpfulness,
        "responsiveness": row.responsiveness,
        "clarity": row.clarity,
        "comment": row.comment,
        "allow_featuring": row.allow_featuring,
        "created_at": _zoneless(row.created_at),
    }


def _provider(row: ProviderRecord) -> Row:
    return {
        "id": row.id,
        "user_id": row.user.id,
        "service_type": row.service_type,
        "display_name": row.display_name,
        "bio": row.bio,
        "pricing_notes": row.pricing_notes,
        "location_notes": row.location_notes,
        "is_active": row.is_active,
        "is_available": row.is_available,
        "created_at": _zoneless(row.created_at),
        "updated_at": _zoneless(row.updated_at),
    }


def _review(row: ReviewRecord) -> Row:
    return {
        "id": row.id,
        "provider_id": row.provider.id,
        "reviewer_id": row.reviewer.id,
        "match_id": None if row.match is None else row.match.id,
        "stars": row.stars,
        "review_text": row.review_text,
        "created_at": _zoneless(row.created_at),
    }


def _zoneless(moment: datetime) -> datetime:
    """What a column without time zone holds: UTC, unsaid."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def _zoneless_or_null(moment: datetime | None) -> datetime | None:
    return None if moment is None else _zoneless(moment)


def _conversation(row: ConversationRecord) -> Row:
    return {
        "id": row.id,
        "request_match_id": row.match.id,
        "last_message_at": _zoneless_or_null(row.last_message_at),
        "created_at": _zoneless(row.created_at),
    }


def _message(row: MessageRecord) -> Row:
    return {
        "id": row.id,
        "sender_id": row.sender.id,
        "conversation_id": row.conversation.id,
        "content": row.content,
        "created_at": _zoneless(row.created_at),
        "expires_at": _zoneless(row.expires_at),
    }


def _nomination(row: NominationRecord) -> Row:
    return {
        "id": row.id,
        "community_id": row.community.id,
        "nominated_user_id": row.nominee.id,
        "nominator_id": row.nominator.id,
        "nominated_for_role": row.role,
        "status": row.status,
        "required_ratifications": row.required,
        "created_at": row.created_at,
        "resolved_at": row.resolved_at,
    }


_TABLES: dict[type, tuple[Table, Callable[[Any], Row]]] = {
    UserRecord: (tables.users, _user),
    CommunityRecord: (tables.communities, _community),
    MemberRecord: (tables.members, _member),
    RequestRecord: (tables.help_requests, _request),
    MatchRecord: (tables.matches, _match),
    DibsRecord: (tables.dibs, _dibs),
    NominationRecord: (tables.governance_nominations, _nomination),
    FeedbackRecord: (tables.interaction_feedback, _feedback),
    ConversationRecord: (tables.conversations, _conversation),
    MessageRecord: (tables.messages, _message),
    ProviderRecord: (tables.provider_profiles, _provider),
    ReviewRecord: (tables.provider_reviews, _review),
    SplitRecord: (tables.split_proposals, proposal_rows.split_proposal),
    SplitVote: (tables.split_votes, proposal_rows.vote),
    FusionRecord: (tables.fusion_proposals, proposal_rows.fusion_proposal),
    FusionVote: (tables.fusion_votes, proposal_rows.fusion_vote),
    Link: (tables.community_links, group_rows.link),
    ActivityRecord: (tables.activities, group_rows.activity),
    CollectiveRecord: (tables.provider_collectives, group_rows.collective),
    ProviderOfferRecord: (tables.provider_offers, group_rows.provider_offer),
    KarmaRow: (tables.karma_records, standing_rows.karma),
    RatingRow: (tables.feedback, standing_rows.rating),
    Reputation: (tables.trust_scores, standing_rows.score),
    Edge: (tables.trust_edges, standing_rows.edge),
}
