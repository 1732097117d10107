"""The calls of the messaging service."""

from collections.abc import Sequence

from adapters.dryrun.calls.base import Calls
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.entities import Conversation, LastMessage, Message, MyConversation, Participant


class ConversationCalls(Calls):
    """See `adapters.port.conversations`."""

    async def list_conversations(self) -> Sequence[MyConversation]:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        rows = self._answer("list_conversations", "", self._platform.conversations.mine)
        shown = self._platform.conversations.shown_last
        return [_listed(row, shown(row)) for row in rows]

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
        rule, window = self._platform.conversations.messages, (limit, offset)
        if self._caller.thinks:
            await self._caller.before_call()
        rows = self._answer("list_messages", conversation_id, rule, conversation_id, *window)
        return [_message(row) for row in rows]

    async def send_message(self, conversation_id: str, content: str) -> Message:
        """See the port."""
        rule = self._platform.conversations.send
        row = await self._call("send_message", conversation_id, rule, conversation_id, content)
        return _message(row)


def _listed(row: ConversationRecord, last: MessageRecord | None) -> MyConversation:
    """Made once per message, since listings repeat it often; an expired message goes missing."""
    shown = None if row.view is None else row.view.last_message
    if row.view is None or (shown is None) != (last is None):
        seen = None if last is None else LastMessage(last.id, last.sender.id, last.content)
        row.view = MyConversation(
            id=row.id,
            request_match_id=row.match.id,
            last_message_at=row.last_message_at,
            created_at=row.created_at,
            participants=tuple(Participant(user.id, user.name) for user in row.participants),
            last_message=seen,
        )
    return row.view


def _message(row: MessageRecord) -> Message:
    """Made once: a message never changes."""
    if row.view is None:
        row.view = Message(
            id=row.id,
            sender_id=row.sender.id,
            conversation_id=row.conversation.id,
            content=row.content,
            created_at=row.created_at,
            expires_at=row.expires_at,
        )
    return row.view
