"""karmyq's tables of what people write to each other: conversations and messages."""

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint

from adapters.contract.columns import METADATA, flag, identifier, key, moment, stamp, zoned

conversations = Table(
    "conversations",
    METADATA,
    key(),
    identifier("request_match_id", ForeignKey("requests.matches.id", ondelete="CASCADE")),
    moment("last_message_at"),
    stamp("created_at"),
    schema="messaging",
)
"""messaging.conversations: usually one per match, which no index enforces."""

conversation_participants = Table(
    "conversation_participants",
    METADATA,
    key(),
    identifier(
        "conversation_id",
        ForeignKey("messaging.conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    identifier("participant_id", ForeignKey("auth.users.id", ondelete="CASCADE"), nullable=False),
    UniqueConstraint("conversation_id", "participant_id"),
    schema="messaging",
)
"""messaging.conversation_participants: who reads and writes in which conversation."""

messages = Table(
    "messages",
    METADATA,
    key(),
    identifier("sender_id", ForeignKey("auth.users.id"), nullable=False),
    identifier(
        "conversation_id",
        ForeignKey("messaging.conversations.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("content", Text, nullable=False),
    Column("status", String(50), server_default="sent"),
    stamp("created_at"),
    moment("expires_at"),
    flag("expired", False),
    zoned("forgotten_at"),
    schema="messaging",
)
"""messaging.messages: what was written, kept for 60 days."""
