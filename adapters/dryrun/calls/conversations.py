"""The calls of the messaging service."""

from collections.abc import Sequence

from adapters.dryrun.calls.base import Calls
from adapters.entities import Conversation, Message, MyConversation


class ConversationCalls(Calls):
    """See `adapters.port.conversations`."""

    async def list_conversations(self) -> Sequence[MyConversation]:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        return self._answer("list_conversations", "", self._platform.conversations.listed)

    async def open_conversation(
        self, match_id: str, participant_ids: Sequence[str]
    ) -> Conversation:
        """See the port."""
        rule = self._platform.conversations.open
        row = await self._call("open_conversation", match_id, rule, match_id, participant_ids)
        return Conversation(row.id, row.match.id, row.last_message_at, row.created_at)

    async def list_messages(
        self, conversation_id: str, limit: int, offset: int = 0
    ) -> Sequence[Message]:
        """See the port."""
        rule = self._platform.conversations.heard
        if self._caller.thinks:
            await self._caller.before_call()
        about = conversation_id
        return self._answer("list_messages", about, rule, conversation_id, limit, offset)

    async def send_message(self, conversation_id: str, content: str) -> Message:
        """See the port."""
        rule = self._platform.conversations.send
        row = await self._call("send_message", conversation_id, rule, conversation_id, content)
        return row.conversation.heard[-1]
