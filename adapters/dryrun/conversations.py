"""The messaging service: one conversation per match, of its two parties (rules, section 13).

Nothing opens a conversation by itself; whoever opens it names both. No call marks anything read.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.dryrun import columns
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.dryrun.shelves.conversations import ConversationRecord, MessageRecord
from adapters.entities import Message, MyConversation
from adapters.errors import KarmyqError, Refused, Unavailable

KEPT = timedelta(days=60)
"""How long a message is shown: communities here have no settings row of their own (rules, 13)."""
NEWEST = 50
"""How many messages the routes by match show."""


class Conversations:
    """`/conversations`, and `/match` beside it."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.conversations

    def mine(self, user: UserRecord) -> list[ConversationRecord]:
        """The caller's conversations, the one written in last first, those without a word last."""
        return list(self._shelf.of(user.id))

    def listed(self, user: UserRecord) -> list[MyConversation]:
        """The same, as the caller sees them."""
        return self._shelf.listed(user.id)

    def shown_last(self, row: ConversationRecord) -> MessageRecord | None:
        """The newest message, unless it has expired."""
        return row.messages[-1] if len(row.messages) > row.gone else None

    def open(
        self, user: UserRecord, match_id: str, participant_ids: Sequence[str]
    ) -> ConversationRecord:
        """Open the conversation of a match for its two parties, or hand out the one there is."""
        if not match_id or not participant_ids:
            raise Refused(400, message="a match and its participants are needed", shape="bare")
        self._kernel.check_ids(match_id, *participant_ids)
        listed = {as_id(one) for one in participant_ids}
        if user.id not in listed:
            raise Refused(403, message="the caller is no participant", shape="bare")
        strangers = "conversation-strangers" in self._kernel.defects
        existing = self._shelf.by_match.get(as_id(match_id))
        if strangers and existing is not None:
            return existing
        match = self._known_match(match_id)
        people = [self._known_user(one) for one in sorted(listed)]
        if not strangers and not all(match.is_party(one) for one in people):
            raise Refused(403, message="only the match's two parties talk", shape="bare")
        if existing is not None:
            return existing
        return self._add(match, tuple(people) if strangers else _parties(match))

    def messages(
        self, user: UserRecord, conversation_id: str, limit: int, offset: int = 0
    ) -> list[MessageRecord]:
        """The newest messages after skipping `offset` of them, oldest first; expired ones hide."""
        check_page(limit, offset, self._kernel.defects)
        row = self._own(user, conversation_id)
        return row.messages[_window(row, limit, offset)]

    def heard(
        self, user: UserRecord, conversation_id: str, limit: int, offset: int = 0
    ) -> tuple[Message, ...]:
        """The same, as they are read."""
        check_page(limit, offset, self._kernel.defects)
        row = self._own(user, conversation_id)
        return row.heard[_window(row, limit, offset)]

    def send(self, user: UserRecord, conversation_id: str, content: str | None) -> MessageRecord:
        """Write into one's own conversation."""
        text = _content(content)
        return self._write(user, self._own(user, conversation_id), text)

    def by_match(
        self, user: UserRecord, match_id: str
    ) -> tuple[ConversationRecord, list[MessageRecord]]:
        """The newest messages of a match; its conversation is opened if there is none."""
        row = self._of_match(user, match_id)
        return row, row.messages[_window(row, NEWEST, 0)]

    def send_by_match(self, user: UserRecord, match_id: str, content: str | None) -> MessageRecord:
        """Write to the other party of a match; the conversation is opened if there is none."""
        text = _content(content)
        return self._write(user, self._of_match(user, match_id), text)

    def _own(self, user: UserRecord, conversation_id: str) -> ConversationRecord:
        """403 for unknown conversations as for those of others, never 404."""
        row = self._shelf.rows.get(conversation_id)
        if row is None:
            self._kernel.check_ids(conversation_id)
            row = self._shelf.rows.get(as_id(conversation_id))
        if row is None or user not in row.participants:
            raise Refused(403, message="not one's own conversation", shape="bare")
        return row

    def _of_match(self, user: UserRecord, match_id: str) -> ConversationRecord:
        self._kernel.check_ids(match_id)
        alone = "match-conversation-alone" in self._kernel.defects
        row = self._shelf.by_match.get(as_id(match_id))
        if row is None:
            match = self._known_match(match_id)
            if not alone and not match.is_party(user):
                raise Refused(403, message="no party of the match", shape="bare")
            return self._add(match, (user,) if alone else _parties(match))
        if user not in row.participants:
            raise Refused(403, message="not one's own conversation", shape="bare")
        return row

    def _add(self, match: MatchRecord, people: tuple[UserRecord, ...]) -> ConversationRecord:
        now = self._kernel.clock()
        row = ConversationRecord(self._kernel.new_id(), match, people, now)
        self._shelf.add(row)
        return row

    def _write(self, user: UserRecord, row: ConversationRecord, content: str) -> MessageRecord:
        now = self._kernel.clock()
        message = MessageRecord(self._kernel.new_id(), row, user, content, now, now + KEPT)
        if self._shelf.oldest is None:
            self._kernel.timetable.at(message.expires_at, self._fade)
        self._shelf.add_message(message)
        return message

    def _fade(self, moment: datetime) -> None:
        """Messages expire; comes again when the next one does."""
        while (oldest := self._shelf.oldest) is not None:
            if oldest.expires_at > moment:
                self._kernel.timetable.at(oldest.expires_at, self._fade)
                return
            self._shelf.fade()

    def _known_match(self, match_id: str) -> MatchRecord:
        match = self._store.matches.get(as_id(match_id))
        if match is None:
            raise self._unknown("match")
        return match

    def _known_user(self, user_id: str) -> UserRecord:
        user = self._store.users.get(user_id)
        if user is None:
            raise self._unknown("user")
        return user

    def _unknown(self, what: str) -> KarmyqError:
        if "unknown-target-500" in self._kernel.defects:
            return Unavailable(500, "INTERNAL_ERROR", f"no such {what}")
        return Refused(404, message=f"{what} not found", shape="bare")


def _parties(match: MatchRecord) -> tuple[UserRecord, ...]:
    return (match.request.requester, match.responder)


def _content(content: str | None) -> str:
    if not content:
        raise Refused(400, message="a message needs content", shape="bare")
    columns.require_fit(content)
    return content


def _window(row: ConversationRecord, limit: int, offset: int) -> slice:
    """The end of the list, without those at its beginning that have expired."""
    end = len(row.messages) - offset
    return slice(max(row.gone, end - limit), end) if end > row.gone else slice(0)
