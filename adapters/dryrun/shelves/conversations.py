"""Conversations and their messages, whose they are, and who is expected to write."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct, field

from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.entities import LastMessage, Message, MyConversation, Participant


class ConversationRecord(Struct, eq=False):
    """A row of `messaging.conversations` with its participants and its messages, oldest first.

    `heard` are the same messages as they are read: a tuple, which is handed out as it is. The first
    `gone` of them have expired.
    """

    id: str
    match: MatchRecord
    participants: tuple[UserRecord, ...]
    created_at: datetime
    messages: list["MessageRecord"] = field(default_factory=list)
    heard: tuple[Message, ...] = ()
    gone: int = 0

    @property
    def last_message_at(self) -> datetime | None:
        """When somebody last wrote."""
        return self.messages[-1].created_at if self.messages else None


class MessageRecord(Struct, eq=False):
    """A row of `messaging.messages`."""

    id: str
    conversation: ConversationRecord
    sender: UserRecord
    content: str
    created_at: datetime
    expires_at: datetime


type Row = ConversationRecord | MessageRecord


class ConversationShelf:
    """All conversations, by id, by match, and by person in the order in which they are listed.

    `Waits` counts for everybody the matched matches in which it is their turn: the helper's
    before the first message, then that of whoever did not write last. `wrote` and `deleted` tell
    the journal. The lists hold what the platform answers, so that telling one is copying it.
    """

    def __init__(self, wrote: Callable[[Row], None], deleted: Callable[[Row], None]) -> None:
        self.rows: dict[str, ConversationRecord] = {}
        self.by_match: dict[str, ConversationRecord] = {}
        self._silent: defaultdict[str, dict[str, MyConversation]] = defaultdict(dict)
        self._talking: defaultdict[str, dict[str, MyConversation]] = defaultdict(dict)
        self._said: deque[MessageRecord] = deque()
        self._wrote = wrote
        self._deleted = deleted

    def of(self, user_id: str) -> Iterator[ConversationRecord]:
        """A person's conversations: the last message's newest first, silent ones at the end."""
        yield from (self.rows[one] for one in reversed(self._talking[user_id]))
        yield from (self.rows[one] for one in reversed(self._silent[user_id]))

    def listed(self, user_id: str) -> list[MyConversation]:
        """The same as the person sees them: what was said last is shown until it expires."""
        talking, silent = self._talking[user_id], self._silent[user_id]
        return [*reversed(talking.values()), *reversed(silent.values())]

    @property
    def oldest(self) -> MessageRecord | None:
        """The message that expires next: all live equally long."""
        return self._said[0] if self._said else None

    def fade(self) -> None:
        """The oldest message has expired: where it was the last, none is shown; its place stays."""
        message = self._said.popleft()
        row = message.conversation
        row.gone += 1
        if row.messages[-1] is message and row.id in self.rows:
            faded = _listed(row, None)
            for user in row.participants:
                self._talking[user.id][row.id] = faded

    def add(self, row: ConversationRecord) -> None:
        """Keep a new conversation, in which nobody has written."""
        self.rows[row.id] = row
        self.by_match[row.match.id] = row
        silent = _listed(row, None)
        for user in row.participants:
            self._silent[user.id][row.id] = silent
        self._wrote(row)

    def add_message(self, message: MessageRecord) -> None:
        """Keep a new message: its conversation comes first in the lists of both."""
        row = message.conversation
        self.expect(row.match, -1)
        row.messages.append(message)
        row.heard = (*row.heard, _heard(message))
        self._said.append(message)
        self.expect(row.match, +1)
        listed = _listed(row, LastMessage(message.id, message.sender.id, message.content))
        for user in row.participants:
            self._silent[user.id].pop(row.id, None)
            talking = self._talking[user.id]
            talking.pop(row.id, None)
            talking[row.id] = listed
        self._wrote(row)
        self._wrote(message)

    def expect(self, match: MatchRecord, step: int) -> None:
        """A match is in its present state (+1), or leaves it (-1)."""
        if match.status == "matched":
            self._next_writer(match).waits.messages_to_write += step

    def drop_of(self, match: MatchRecord) -> None:
        """The match is deleted, and its conversation with it."""
        row = self.by_match.pop(match.id, None)
        if row is None:
            return
        del self.rows[row.id]
        for user in row.participants:
            self._silent[user.id].pop(row.id, None)
            self._talking[user.id].pop(row.id, None)
        for message in row.messages:
            self._deleted(message)
        self._deleted(row)

    def _next_writer(self, match: MatchRecord) -> UserRecord:
        row, helper = self.by_match.get(match.id), match.responder
        if row is None or not row.messages or row.messages[-1].sender is not helper:
            return helper
        return match.request.requester


def _listed(row: ConversationRecord, last: LastMessage | None) -> MyConversation:
    return MyConversation(
        id=row.id,
        request_match_id=row.match.id,
        last_message_at=row.last_message_at,
        created_at=row.created_at,
        participants=tuple(Participant(user.id, user.name) for user in row.participants),
        last_message=last,
    )


def _heard(row: MessageRecord) -> Message:
    return Message(
        id=row.id,
        sender_id=row.sender.id,
        conversation_id=row.conversation.id,
        content=row.content,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
