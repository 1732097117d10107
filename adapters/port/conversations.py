"""The messaging service: what the two people of a match write to each other."""

from collections.abc import Sequence
from typing import Protocol

from adapters.entities import Conversation, Message, MyConversation


class Conversations(Protocol):
    """Conversations of matches. `/match/{id}` is left out: it shuts the other side out today."""

    async def list_conversations(self) -> Sequence[MyConversation]:
        """The caller's own, by last message, newest first; those without messages last."""

    async def open_conversation(
        self, match_id: str, participant_ids: Sequence[str]
    ) -> Conversation:
        """Open the conversation of a match, or find it; list both parties, oneself included."""

    async def list_messages(
        self, conversation_id: str, limit: int, offset: int = 0
    ) -> Sequence[Message]:
        """The newest messages after skipping `offset` newest ones, oldest first."""

    async def send_message(self, conversation_id: str, content: str) -> Message:
        """Write into one of the caller's conversations."""
