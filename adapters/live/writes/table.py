"""Every write of the port, with its natural key and the reading that settles a lost answer.

`fields` and `texts` of the body are kept with the path's ids (texts as fingerprints). Where
`again`, karmyq itself prevents or absorbs a second one (a unique key, an idempotent call), so what
was not found may be sent once more; anything else ends as failed. Without a reading the second
sending is the question, and `taken` is the refusal that answers it with yes. What is `shared` may
be done by several people, and reading does not tell by whom it was. `proof` is the code of a
refusal of the second sending which says that there was a first, where no reading finds it any more.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from adapters.entities import RatedScore
from adapters.live.wire import Ask
from adapters.live.writes import exchanges, people, proposals, services
from adapters.live.writes.intent import fingerprint
from adapters.live.writes.looking import Reader

TITLE_FROM_DESCRIPTION = 80
"""karmyq's own title of a request without one: this much of the description, trimmed."""


class Taken(NamedTuple):
    """The refusal of a second sending that proves the first, and what the call returns then."""

    status: int
    value: Any


class Write(NamedTuple):
    """How one operation is known again."""

    read: Reader | None
    fields: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    again: bool = False
    taken: Taken | None = None
    shared: bool = False
    proof: str = ""


WRITES: dict[str, Write] = {
    "register": Write(people.registered, ("email",), again=True),
    "create_community": Write(people.community_created, ("name", "location"), again=True),
    "update_community": Write(
        people.community_updated,
        ("name", "location", "category", "max_members", "status"),
        again=True,
    ),
    "archive_community": Write(people.community_archived, again=True),
    "join_community": Write(people.joined, again=True),
    "add_member": Write(people.member_changed, ("user_id", "role"), again=True),
    "update_member": Write(people.member_changed, ("role", "status"), again=True),
    "approve_member": Write(people.member_changed, ("status",), again=True),
    "leave_community": Write(people.left, shared=True),
    "remove_member": Write(people.left, shared=True),
    "nominate_member": Write(people.nominated, ("nominated_user_id", "role")),
    "ratify_nomination": Write(people.ratified, again=True),
    "create_request": Write(exchanges.request_created, ("title", "community_id")),
    "update_request": Write(
        exchanges.request_updated, ("title", "urgency", "status"), ("description",), again=True
    ),
    "cancel_request": Write(exchanges.request_cancelled, again=True),
    "offer_help": Write(exchanges.help_offered, ("request_id",), again=True),
    "accept_match": Write(exchanges.match_accepted),
    "reject_match": Write(exchanges.match_rejected),
    "cancel_match": Write(exchanges.match_cancelled, shared=True),
    "complete_match": Write(exchanges.half_completed),
    "propose_match": Write(exchanges.match_proposed, ("user_id",)),
    "boost_request": Write(None, again=True),
    "unboost_request": Write(None, again=True),
    "set_urgent": Write(exchanges.urgency_set, ("urgent",), again=True),
    "call_dibs": Write(
        exchanges.dibs_called, ("provider_user_id",), again=True, proof="DIBS_ALREADY_SENT"
    ),
    "accept_dibs": Write(exchanges.dibs_accepted),
    "decline_dibs": Write(exchanges.dibs_declined),
    "submit_feedback": Write(exchanges.feedback_given, ("allow_featuring",)),
    "open_conversation": Write(exchanges.conversation_opened, ("match_id",)),
    "send_message": Write(exchanges.message_sent, (), ("content",)),
    "rate_exchange": Write(
        None, ("match_id", "to_user_id"), again=True, taken=Taken(409, RatedScore(None))
    ),
    "register_provider": Write(
        services.provider_registered, ("service_type", "display_name"), again=True
    ),
    "set_provider_availability": Write(services.availability_set, ("is_available",), again=True),
    "delete_provider": Write(services.provider_deleted),
    "review_provider": Write(
        services.provider_reviewed, ("provider_id", "match_id", "stars"), ("review_text",)
    ),
    "submit_provider_offer": Write(services.offer_made, ("request_id",)),
    "withdraw_provider_offer": Write(services.offer_withdrawn),
    "accept_provider_offer": Write(services.offer_accepted),
    "decline_provider_offer": Write(services.offer_declined),
    "create_collective": Write(services.collective_created, ("name",)),
    "join_collective": Write(services.collective_joined, again=True),
    "leave_collective": Write(services.collective_left, again=True),
    "link_collective": Write(services.collective_linked, ("community_id",), again=True),
    "create_activity": Write(services.activity_created, ("title", "scheduled_at")),
    "join_activity": Write(services.activity_joined),
    "leave_activity": Write(services.activity_left),
    "propose_split": Write(proposals.split_proposed),
    "move_split_members": Write(proposals.split_arranged, ("moves",), again=True),
    "start_split_vote": Write(proposals.split_vote_started, shared=True),
    "vote_on_split": Write(None, ("vote",), again=True),
    "execute_split": Write(proposals.split_executed, shared=True),
    "propose_fusion": Write(proposals.fusion_proposed, ("target_community_id",)),
    "accept_fusion": Write(proposals.fusion_accepted),
    "reject_fusion": Write(proposals.fusion_rejected, shared=True),
    "start_fusion_vote": Write(proposals.fusion_vote_started, shared=True),
    "vote_on_fusion": Write(proposals.fusion_voted, ("vote",), again=True),
    "execute_fusion": Write(proposals.fusion_executed, shared=True),
}
"""By operation; whatever is not here only reads."""


def key_of(operation: str, ask: Ask) -> dict[str, Any]:
    """The natural key of a write: the path's ids by their names, and the table's fields."""
    write = WRITES[operation]
    parts = ask.endpoint.partition(" ")[2].split("/")
    names = [part.strip("{}") for part in parts if part.startswith("{")]
    key: dict[str, Any] = dict(zip(names, ask.ids, strict=True))
    body = ask.body if isinstance(ask.body, Mapping) else {"moves": list(ask.body or ())}
    key |= {name: body[name] for name in write.fields if name in body}
    key |= {name: fingerprint(str(body[name])) for name in write.texts if name in body}
    if operation == "create_request" and not body.get("title"):
        key["title"] = str(body["description"])[:TITLE_FROM_DESCRIPTION].strip()
    return key
