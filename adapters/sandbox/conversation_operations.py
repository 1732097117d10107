"""The operations of the messaging service."""

import re

from msgspec import Struct

from adapters.dryrun.records import UserRecord
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.sandbox.calls import DEFAULT_LIMIT, FARTHEST, Call, Operation
from adapters.sandbox.envelopes import Answer
from adapters.sandbox.wire import Row, moment, moment_or_null

_LEADING_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,18})", re.ASCII)


class NewConversation(Struct):
    """Whose match is talked about, and who talks."""

    match_id: str | None = None
    participant_ids: list[str] | None = None


class NewMessage(Struct):
    """What is said; the sender is whoever sends it."""

    content: str | None = None


def list_conversations(call: Call) -> Answer:
    """GET /conversations."""
    rules = call.platform.conversations
    rows = rules.mine(call.caller())
    return Answer({"data": [_listed(row, rules.shown_last(row)) for row in rows]}, plain=True)


def open_conversation(call: Call) -> Answer:
    """POST /conversations; 200 for a new one too."""
    user, new = call.caller(), call.read(NewConversation)
    people = new.participant_ids or []
    row = call.platform.conversations.open(user, new.match_id or "", people)
    return Answer({"data": _conversation(row)}, plain=True)


def list_messages(call: Call) -> Answer:
    """GET /conversations/{conversationId}/messages."""
    user, (limit, offset) = call.caller(), _window(call)
    rules = call.platform.conversations
    rows = rules.messages(user, call.ids["conversationId"], limit, offset)
    return Answer({"data": [_message(row) for row in rows]}, plain=True)


def send_message(call: Call) -> Answer:
    """POST /conversations/{conversationId}/messages."""
    user, new = call.caller(), call.read(NewMessage)
    row = call.platform.conversations.send(user, call.ids["conversationId"], new.content)
    return _sent(row)


def match_conversation(call: Call) -> Answer:
    """GET /match/{matchId}; a read that opens the conversation."""
    rules = call.platform.conversations
    row, messages = rules.by_match(call.caller(), call.ids["matchId"])
    data = {"conversation_id": row.id, "messages": [_message(one) for one in messages]}
    return Answer({"data": data}, plain=True)


def send_match_message(call: Call) -> Answer:
    """POST /match/{matchId}/messages."""
    user, new = call.caller(), call.read(NewMessage)
    rules = call.platform.conversations
    return _sent(rules.send_by_match(user, call.ids["matchId"], new.content))


def _sent(row: MessageRecord) -> Answer:
    return Answer({"data": _message(row), "message": "sent"}, plain=True)


def _window(call: Call) -> tuple[int, int]:
    """Here text, and 0 for the limit, mean the default."""
    limit, offset = (_leading(call.query.get(name, "")) for name in ("limit", "offset"))
    return limit or DEFAULT_LIMIT, offset


def _leading(text: str) -> int:
    found = _LEADING_INTEGER.match(text)
    return 0 if found is None else min(int(found[1]), FARTHEST)


def _conversation(row: ConversationRecord) -> Row:
    return {
        "id": row.id,
        "request_match_id": row.match.id,
        "last_message_at": moment_or_null(row.last_message_at),
        "created_at": moment(row.created_at),
    }


def _listed(row: ConversationRecord, last: MessageRecord | None) -> Row:
    return _conversation(row) | {
        "participants": [_person(user) for user in row.participants],
        "last_message": None if last is None else _last(last),
    }


def _last(row: MessageRecord) -> Row:
    """Its time comes in the database's text form, without a zone."""
    return {
        "id": row.id,
        "content": row.content,
        "sender_id": row.sender.id,
        "created_at": f"{row.created_at:%Y-%m-%dT%H:%M:%S.%f}",
    }


def _message(row: MessageRecord) -> Row:
    return {
        "id": row.id,
        "sender_id": row.sender.id,
        "conversation_id": row.conversation.id,
        "content": row.content,
        "status": "sent",
        "created_at": moment(row.created_at),
        "expires_at": moment(row.expires_at),
        "expired": False,
        "forgotten_at": None,
        "sender": _person(row.sender),
    }


def _person(user: UserRecord) -> Row:
    return {"id": user.id, "name": user.name, "email": user.email}


OPERATIONS = (
    Operation("GET", "/conversations", list_conversations),
    Operation("POST", "/conversations", open_conversation),
    Operation("GET", "/conversations/{conversationId}/messages", list_messages),
    Operation("POST", "/conversations/{conversationId}/messages", send_message),
    Operation("GET", "/match/{matchId}", match_conversation),
    Operation("POST", "/match/{matchId}/messages", send_match_message),
)
"""In the order in which paths are tried."""
