"""The calls of the messaging service."""

from collections.abc import Sequence
from datetime import datetime

from adapters.dryrun.calls.base import Calls
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.dryrun.timetable import NEVER
from adapters.entities import Conversation, LastMessage, Message, MyConversation, Participant


class ConversationCalls(Calls):
    """See `adapters.port.conversations`."""

    async def list_conversations(self) -> Sequence[MyConversation]:
        """See the port."""
        if self._caller.thinks:
            await self._caller.before_call()
        rows = self._answer("list_conversations", "", self._platform.conversations.mine)
        now = self._platform.now()
        return [
            row.view if row.view is not None and row.view_until > now else _listed(row, now)
            for row in rows
        ]

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


def _listed(row: ConversationRecord, now: datetime) -> MyConversation:
    """Made once per message, since listings repeat it often, and again when the message expires."""
    last = row.messages[-1] if row.messages else None
    row.view_until = NEVER
    seen = None
    if last is not None and last.expires_at > now:
        seen, row.view_until = LastMessage(last.id, last.sender.id, last.content), last.expires_at
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
