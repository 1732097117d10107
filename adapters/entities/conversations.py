"""Conversations between the two people of a match."""

from datetime import datetime

from msgspec import Struct


class Participant(Struct, frozen=True, gc=False):
    """Somebody who takes part (`PersonWithEmail`)."""

    id: str
    name: str


class LastMessage(Struct, frozen=True, gc=False):
    """The newest message of a conversation, as its listing shows it."""

    id: str
    sender_id: str
    content: str


class Conversation(Struct, frozen=True, gc=False):
    """A conversation as it is opened (`Conversation`): new or found, without its participants."""

    id: str
    request_match_id: str | None
    last_message_at: datetime | None
    created_at: datetime


class MyConversation(Struct, frozen=True, gc=False):
    """One row of the own conversations (`ConversationListItem`), the caller among the people."""

    id: str
    request_match_id: str | None
    last_message_at: datetime | None
    created_at: datetime
    participants: tuple[Participant, ...]
    last_message: LastMessage | None


class Message(Struct, frozen=True, gc=False):
    """One message (`Message`)."""

    id: str
    sender_id: str
    conversation_id: str
    content: str
    created_at: datetime
    expires_at: datetime | None
