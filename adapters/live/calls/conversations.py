"""The calls of the messaging service."""

from collections.abc import Sequence

from adapters.entities import Conversation, Message, MyConversation
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask


class ConversationCalls(Calls):
    """See `adapters.port.conversations`."""

    async def list_conversations(self) -> Sequence[MyConversation]:
        """See the port."""
        return await self._call(
            "list_conversations",
            Ask("GET /conversations"),
            lambda answer: decode.page(answer, MyConversation),
        )

    async def open_conversation(
        self, match_id: str, participant_ids: Sequence[str]
    ) -> Conversation:
        """See the port."""
        body = {"match_id": match_id, "participant_ids": list(participant_ids)}
        return await self._call(
            "open_conversation",
            Ask("POST /conversations", body=body),
            lambda answer: decode.one(answer, Conversation),
            about=match_id,
        )

    async def list_messages(
        self, conversation_id: str, limit: int, offset: int = 0
    ) -> Sequence[Message]:
        """See the port."""
        window = {"limit": limit, "offset": offset}
        return await self._call(
            "list_messages",
            Ask("GET /conversations/{conversationId}/messages", (conversation_id,), window),
            lambda answer: decode.page(answer, Message),
            about=conversation_id,
        )

    async def send_message(self, conversation_id: str, content: str) -> Message:
        """See the port."""
        endpoint = "POST /conversations/{conversationId}/messages"
        return await self._call(
            "send_message",
            Ask(endpoint, (conversation_id,), body={"content": content}),
            lambda answer: decode.one(answer, Message),
            about=conversation_id,
        )
