"""Feedback on matches: one row per match and author, and who has not written yet."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from adapters.dryrun.records import MatchRecord, UserRecord


class FeedbackRecord(Struct, eq=False):
    """A row of `requests.interaction_feedback`; the rated person is the match's other party."""

    id: str
    match: MatchRecord
    author: UserRecord
    helpfulness: int | None
    responsiveness: int | None
    clarity: int | None
    comment: str | None
    allow_featuring: bool
    created_at: datetime

    @property
    def rated(self) -> UserRecord:
        """The other party."""
        requester = self.match.request.requester
        return self.match.responder if self.author is requester else requester


class FeedbackShelf:
    """All feedback; `Waits` counts the completed matches that still lack each person's word.

    `wrote` and `deleted` tell the journal.
    """

    def __init__(
        self, wrote: Callable[[FeedbackRecord], None], deleted: Callable[[FeedbackRecord], None]
    ) -> None:
        self.rows: dict[tuple[str, str], FeedbackRecord] = {}
        self._wrote = wrote
        self._deleted = deleted

    def of(self, match: MatchRecord, author: UserRecord) -> FeedbackRecord | None:
        """What a person wrote about a match."""
        return self.rows.get((match.id, author.id))

    def add(self, row: FeedbackRecord) -> None:
        """Keep what a party wrote about a completed match."""
        self.rows[row.match.id, row.author.id] = row
        row.author.waits.feedback_to_give -= 1
        row.match.feedback = None
        self._wrote(row)

    def completed(self, match: MatchRecord, step: int) -> None:
        """A match is completed (+1) or no longer so (-1): its parties' words are missing."""
        for user in match.people:
            if (match.id, user.id) not in self.rows:
                user.waits.feedback_to_give += step

    def drop_of(self, match: MatchRecord) -> None:
        """The match is deleted, and what was written about it."""
        for user_id in (match.responder.id, match.request.requester.id):
            row = self.rows.pop((match.id, user_id), None)
            if row is not None:
                self._deleted(row)
