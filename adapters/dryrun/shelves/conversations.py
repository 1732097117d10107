"""Conversations and their messages, whose they are, and who is expected to write."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct, field

from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.dryrun.timetable import NEVER
from adapters.entities import Message, MyConversation


class ConversationRecord(Struct, eq=False):
    """A row of `messaging.conversations` with its participants and its messages, oldest first."""

    id: str
    match: MatchRecord
    participants: tuple[UserRecord, ...]
    created_at: datetime
    messages: list["MessageRecord"] = field(default_factory=list)
    view: MyConversation | None = None
    view_until: datetime = NEVER

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
    view: Message | None = None


type Row = ConversationRecord | MessageRecord


class ConversationShelf:
    """All conversations, by id, by match, and by person in the order in which they are listed.

    `to_write` counts for everybody the matched matches in which it is their turn: the helper's
    before the first message, then that of whoever did not write last. `wrote` and `deleted` tell
    the journal.
    """

    def __init__(self, wrote: Callable[[Row], None], deleted: Callable[[Row], None]) -> None:
        self.rows: dict[str, ConversationRecord] = {}
        self.by_match: dict[str, ConversationRecord] = {}
        self.to_write: defaultdict[str, int] = defaultdict(int)
        self._silent: defaultdict[str, dict[str, ConversationRecord]] = defaultdict(dict)
        self._talking: defaultdict[str, dict[str, ConversationRecord]] = defaultdict(dict)
        self._wrote = wrote
        self._deleted = deleted

    def of(self, user_id: str) -> Iterator[ConversationRecord]:
        """A person's conversations: the last message's newest first, silent ones at the end."""
        yield from reversed(self._talking[user_id].values())
        yield from reversed(self._silent[user_id].values())

    def add(self, row: ConversationRecord) -> None:
        """Keep a new conversation, in which nobody has written."""
        self.rows[row.id] = row
        self.by_match[row.match.id] = row
        for user in row.participants:
            self._silent[user.id][row.id] = row
        self._wrote(row)

    def add_message(self, message: MessageRecord) -> None:
        """Keep a new message: its conversation comes first in the lists of both."""
        row = message.conversation
        self.expect(row.match, -1)
        row.messages.append(message)
        row.view = None
        self.expect(row.match, +1)
        for user in row.participants:
            self._silent[user.id].pop(row.id, None)
            self._talking[user.id].pop(row.id, None)
            self._talking[user.id][row.id] = row
        self._wrote(row)
        self._wrote(message)

    def expect(self, match: MatchRecord, step: int) -> None:
        """A match is in its present state (+1), or leaves it (-1)."""
        if match.status == "matched":
            self.to_write[self._next_writer(match)] += step

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

    def _next_writer(self, match: MatchRecord) -> str:
        row, helper = self.by_match.get(match.id), match.responder.id
        if row is None or not row.messages or row.messages[-1].sender.id != helper:
            return helper
        return match.request.requester.id
