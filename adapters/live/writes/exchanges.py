"""Whether what people do for each other has happened: requests, matches, dibs, feedback, messages.

create_request        an own request with the title, made since
update, cancel        the request's own fields
set_urgent            the request's urgency
offer, propose        the helper's match for the request
accept … complete     the match's status, and the own half of a completion
dibs                  what waits for the nominee, and the match that an acceptance makes
submit_feedback       the own side of the match's feedback
conversation, message the match's conversation; the own newest message with the same text
"""

from adapters.entities import (
    Completion,
    Conversation,
    CreatedRequest,
    Dibs,
    DibsStatus,
    GivenFeedback,
    HelpRequest,
    Match,
    MatchDetail,
    MatchStatus,
    MyMatch,
    RequestDetail,
    StoredRequest,
)
from adapters.live.writes.intent import fingerprint
from adapters.live.writes.looking import MANY, NEWEST, Found, Look
from adapters.port import Karmyq

MESSAGES_READ = 5
LIVE: tuple[MatchStatus, ...] = ("proposed", "matched")
ACCEPTED: tuple[MatchStatus, ...] = ("matched", "completed")


async def request_created(look: Look) -> Found | None:
    """An own request with the title, made since."""
    for row in await look.karmyq.list_requests(NEWEST, requester_id=look.own):
        if row.title == look.what("title") and look.fresh(row.id, row.created_at):
            made = CreatedRequest(
                id=row.id,
                requester_id=row.requester_id,
                title=row.title,
                status=row.status,
                request_type=row.request_type,
                created_at=row.created_at,
                expires_at=None,
                scheduled_for=row.scheduled_for,
            )
            return Found(made, row.id)
    return None


async def request_updated(look: Look) -> Found | None:
    """The request shows the new title, urgency and status; a description is not shown."""
    for row in await look.karmyq.list_requests(MANY, requester_id=look.own):
        if row.id == look.what("id"):
            shown = {"title": row.title, "urgency": row.urgency, "status": row.status}
            sent = {key: value for key, value in look.intent.what.items() if key != "id"}
            is_shown = bool(sent) and sent.keys() <= shown.keys()
            same = is_shown and all(shown[key] == value for key, value in sent.items())
            return Found(_stored(row)) if same else None
    return None


async def request_cancelled(look: Look) -> Found | None:
    """The request says so."""
    request = await look.karmyq.get_request(look.what("id"))
    return Found(None) if request.status == "cancelled" else None


async def urgency_set(look: Look) -> Found | None:
    """The request shows the urgency that the switch leads to."""
    request = await look.karmyq.get_request(look.what("id"))
    if request.urgency != ("urgent" if look.what("urgent") else "medium"):
        return None
    return Found(_stored(request))


async def help_offered(look: Look) -> Found | None:
    """An own live match for the request, made since."""
    return await _match_of(look, look.karmyq, look.own, look.what("request_id"), proposed=False)


async def match_proposed(look: Look) -> Found | None:
    """The nominee sees the proposal; of people who are not ours nobody can say."""
    helper = look.what("user_id")
    theirs = await look.seen_by(helper)
    if theirs is None:
        return None
    found = await _match_of(look, theirs, helper, look.what("id"), proposed=True)
    return None if found is None else Found(found.made, found.made)


async def match_accepted(look: Look) -> Found | None:
    """The match is on, or over already."""
    detail = await look.karmyq.get_match(look.what("matchId"))
    return Found(_match(detail)) if detail.status in ACCEPTED else None


async def match_rejected(look: Look) -> Found | None:
    """The match says so."""
    detail = await look.karmyq.get_match(look.what("matchId"))
    return Found(None) if detail.status == "rejected" else None


async def match_cancelled(look: Look) -> Found | None:
    """The match says so."""
    detail = await look.karmyq.get_match(look.what("matchId"))
    return Found(None) if detail.status == "cancelled" else None


async def half_completed(look: Look) -> Found | None:
    """The own half is stamped, or both are done; only the list shows stamps."""
    detail = await look.karmyq.get_match(look.what("matchId"))
    if detail.status == "completed":
        return Found(Completion(True, None))
    for row in await look.karmyq.list_matches(NEWEST, request_id=detail.request_id):
        if row.id == detail.id:
            helps = row.responder_id == look.own
            stamp = row.responder_done_at if helps else row.requester_done_at
            missing = Completion(False, "requester" if helps else "helper")
            return None if stamp is None else Found(missing)
    return None


async def dibs_called(look: Look) -> Found | None:
    """It waits for the nominee; a request has one dibs for ever, so its status tells it too."""
    request_id, nominee = look.what("id"), look.what("provider_user_id")
    theirs = await look.seen_by(nominee)
    for row in [] if theirs is None else await theirs.pending_dibs():
        if row.request_id == request_id and look.is_new(row.id):
            return Found(_dibs(look, row.id, request_id, nominee, "pending"), row.id)
    request = await look.karmyq.get_request(request_id)
    asked = request.status == "dibs_pending"
    return Found(_dibs(look, "", request_id, nominee, "pending")) if asked else None


async def dibs_accepted(look: Look) -> Found | None:
    """It waits no more, and a match has begun since in which this member helps."""
    dibs_id = look.what("dibsId")
    if any(row.id == dibs_id for row in await look.karmyq.pending_dibs()):
        return None
    for row in await look.karmyq.list_matches(NEWEST):
        begun = row.created_at >= look.since and row.status in ACCEPTED
        if begun and row.responder_id == look.own:
            return Found(_dibs(look, dibs_id, row.request_id, look.own, "accepted"))
    return None


async def dibs_declined(look: Look) -> Found | None:
    """It waits no more."""
    dibs_id = look.what("dibsId")
    if any(row.id == dibs_id for row in await look.karmyq.pending_dibs()):
        return None
    return Found(_dibs(look, dibs_id, "", look.own, "declined"))


async def feedback_given(look: Look) -> Found | None:
    """The own side has written since, and not before: a second one is refused."""
    match_id = look.what("matchId")
    both = await look.karmyq.match_feedback(match_id)
    helps = (await look.karmyq.get_match(match_id)).responder_id == look.own
    own = both.feedback_from_responder if helps else both.feedback_from_requester
    if own is None or not look.fresh(own.id, own.created_at):
        return None
    scores = (own.helpfulness, own.responsiveness, own.clarity)
    featuring = bool(look.intent.what.get("allow_featuring"))
    return Found(GivenFeedback(own.id, match_id, *scores, featuring, own.created_at), own.id)


async def conversation_opened(look: Look) -> Found | None:
    """The match has its conversation."""
    for row in await look.karmyq.list_conversations():
        if row.request_match_id == look.what("match_id"):
            words = (row.id, row.request_match_id, row.last_message_at, row.created_at)
            return Found(Conversation(*words), row.id)
    return None


async def message_sent(look: Look) -> Found | None:
    """The own newest message there has the same text, and is new."""
    conversation_id, text = look.what("conversationId"), look.what("content")
    for row in await look.karmyq.list_messages(conversation_id, MESSAGES_READ):
        own = row.sender_id == look.own and look.fresh(row.id, row.created_at)
        if own and fingerprint(row.content) == text:
            return Found(row, row.id)
    return None


async def _match_of(
    look: Look, karmyq: Karmyq, helper: str, request_id: str, *, proposed: bool
) -> Found | None:
    for row in await karmyq.list_matches(NEWEST, request_id=request_id):
        same = (row.responder_id, row.admin_proposed) == (helper, proposed)
        if same and row.status in LIVE and look.fresh(row.id, row.created_at):
            return Found(_match(row), row.id)
    return None


def _match(row: MyMatch | MatchDetail) -> Match:
    """A match as it is stored; read singly, it shows no stamps."""
    return Match(
        id=row.id,
        request_id=row.request_id,
        responder_id=row.responder_id,
        status=row.status,
        created_at=row.created_at,
        completed_at=row.completed_at,
        requester_done_at=getattr(row, "requester_done_at", None),
        responder_done_at=getattr(row, "responder_done_at", None),
        admin_proposed=getattr(row, "admin_proposed", False),
    )


def _dibs(look: Look, dibs_id: str, request_id: str, asked: str, status: DibsStatus) -> Dibs:
    requester = "" if asked == look.own else look.own
    return Dibs(dibs_id, request_id, requester, asked, status, look.since, look.since)


def _stored(row: HelpRequest | RequestDetail) -> StoredRequest:
    """A request as it is stored; what a reading does not show is None."""
    return StoredRequest(
        id=row.id,
        requester_id=row.requester_id,
        title=row.title,
        urgency=row.urgency,
        status=row.status,
        request_type=row.request_type,
        created_at=row.created_at,
        expires_at=None,
        scheduled_for=getattr(row, "scheduled_for", None),
        is_boosted=None,
        boosted_expires_at=None,
    )
