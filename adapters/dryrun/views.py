"""From the platform's records to the port's entities: what a caller sees of a row."""

from msgspec.structs import replace

from adapters.dryrun import proposal_views
from adapters.dryrun.records import (
    CommunityRecord,
    MatchRecord,
    MemberRecord,
    RequestRecord,
    UserRecord,
)
from adapters.dryrun.shelves.proposals import ProposalShelf
from adapters.entities import (
    Account,
    Community,
    CommunityDetail,
    CreatedRequest,
    HelpRequest,
    Match,
    MatchDetail,
    Membership,
    MyCommunity,
    MyMatch,
    RequestDetail,
    StoredRequest,
    ViewerRelation,
)

SIZE_ALERTS = ((140, "urgent_split"), (130, "recommend_split"), (120, "approaching"))
"""From how many members on (community rules, section 6)."""


def account(user: UserRecord) -> Account:
    """`AuthUser`."""
    return Account(user.id, user.email, user.name, user.created_at)


def community(row: CommunityRecord) -> Community:
    """`CommunityListItem`."""
    return Community(
        id=row.id,
        name=row.name,
        description=row.description,
        location=row.location,
        category=row.category,
        max_members=row.max_members,
        current_members=row.current_members,
        access_type=row.access_type,
        creator_id=row.creator.id,
        status=row.status,
        created_at=row.created_at,
        community_type=row.community_type,
        inner_circle_count=row.inner_circle,
        active_community_count=row.active_community,
        extended_network_count=row.active_members - row.inner_circle - row.active_community,
    )


def community_detail(row: CommunityRecord, proposals: ProposalShelf) -> CommunityDetail:
    """`CommunityDetail`, without the members."""
    split, fusion = proposals.open_splits.get(row.id), proposals.open_fusions.get(row.id)
    return CommunityDetail(
        id=row.id,
        name=row.name,
        location=row.location,
        category=row.category,
        max_members=row.max_members,
        current_members=row.current_members,
        access_type=row.access_type,
        creator_id=row.creator.id,
        status=row.status,
        created_at=row.created_at,
        community_type=row.community_type,
        size_alert=size_alert(row),
        active_split_proposal=None if split is None else proposal_views.open_split(split),
        active_fusion_proposal=None if fusion is None else proposal_views.open_fusion(fusion),
    )


def size_alert(row: CommunityRecord) -> str | None:
    """What the stored counter says about the size of a community; it triggers nothing."""
    for size, word in SIZE_ALERTS:
        if row.current_members >= size:
            return word
    return None


def my_community(row: MemberRecord) -> MyCommunity:
    """`MyCommunity`; made once per change of the record and of its community."""
    place = row.community
    if row.view is not None and row.view_edition == place.edition:
        return row.view
    row.view_edition = place.edition
    row.view = MyCommunity(
        id=place.id,
        name=place.name,
        location=place.location,
        max_members=place.max_members,
        current_members=place.current_members,
        access_type=place.access_type,
        status=place.status,
        community_type=place.community_type,
        role=row.role,
        joined_at=row.joined_at,
    )
    return row.view


def membership(row: MemberRecord) -> Membership:
    """`MemberRow`."""
    return Membership(row.id, row.community.id, row.user.id, row.role, row.status, row.joined_at)


def help_request(row: RequestRecord, community_id: str | None = None) -> HelpRequest:
    """`RequestListItem`; made once per change of the record, since pages repeat it often.

    A listing of one community names that community alone.
    """
    if community_id is not None and len(row.communities) > 1:
        return replace(help_request(row), community_ids=community_id.lower())
    if row.view is None:
        row.view = HelpRequest(
            id=row.id,
            requester_id=row.requester.id,
            title=row.title,
            urgency=row.urgency,
            status=row.status,
            request_type=row.request_type,
            created_at=row.created_at,
            scheduled_for=row.scheduled_for,
            requester_name=row.requester.name,
            community_ids=row.community_ids(),
        )
    return row.view


def request_detail(row: RequestRecord, relation: ViewerRelation) -> RequestDetail:
    """`RequestDetail`; the last one is kept, since most readers stand to a request alike."""
    if row.detail is None or row.detail.viewer_relation != relation:
        row.detail = RequestDetail(
            id=row.id,
            requester_id=row.requester.id,
            requester_email=row.requester.email,
            title=row.title,
            urgency=row.urgency,
            status=row.status,
            request_type=row.request_type,
            expired=row.expired,
            created_at=row.created_at,
            community_ids=row.community_ids(),
            viewer_relation=relation,
        )
    return row.detail


def created_request(row: RequestRecord) -> CreatedRequest:
    """`HelpRequestRow`."""
    return CreatedRequest(
        id=row.id,
        requester_id=row.requester.id,
        title=row.title,
        status=row.status,
        request_type=row.request_type,
        created_at=row.created_at,
        expires_at=row.expires_at,
        scheduled_for=row.scheduled_for,
    )


def stored_request(row: RequestRecord) -> StoredRequest:
    """`HelpRequestRow`, after a change."""
    return StoredRequest(
        id=row.id,
        requester_id=row.requester.id,
        title=row.title,
        urgency=row.urgency,
        status=row.status,
        request_type=row.request_type,
        created_at=row.created_at,
        expires_at=row.expires_at,
        scheduled_for=row.scheduled_for,
        is_boosted=row.boosted_at is not None,
        boosted_expires_at=row.boosted_expires_at,
    )


def match(row: MatchRecord) -> Match:
    """`MatchRow`."""
    return Match(
        id=row.id,
        request_id=row.request.id,
        responder_id=row.responder.id,
        status=row.status,
        created_at=row.created_at,
        completed_at=row.completed_at,
        requester_done_at=row.requester_done_at,
        responder_done_at=row.responder_done_at,
        admin_proposed=row.admin_proposed,
    )


def my_match(row: MatchRecord) -> MyMatch:
    """`MatchListItem`; made once per change of the record."""
    if row.view is None:
        row.view = MyMatch(
            id=row.id,
            request_id=row.request.id,
            responder_id=row.responder.id,
            requester_id=row.request.requester.id,
            status=row.status,
            created_at=row.created_at,
            completed_at=row.completed_at,
            requester_done_at=row.requester_done_at,
            responder_done_at=row.responder_done_at,
            admin_proposed=row.admin_proposed,
            request_title=row.request.title,
            request_type=row.request.request_type,
        )
    return row.view


def match_detail(row: MatchRecord) -> MatchDetail:
    """`MatchDetail`; made once per change of the record."""
    if row.detail is None:
        row.detail = MatchDetail(
            id=row.id,
            request_id=row.request.id,
            responder_id=row.responder.id,
            requester_id=row.request.requester.id,
            status=row.status,
            created_at=row.created_at,
            completed_at=row.completed_at,
        )
    return row.detail
