"""Reviews of providers, and which completed services still wait for one."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from adapters.dryrun.ordered import Newest
from adapters.dryrun.records import MatchRecord, UserRecord
from adapters.dryrun.shelves.providers import ProviderRecord


class ReviewRecord(Struct, eq=False):
    """A row of `reputation.provider_reviews`."""

    id: str
    provider: ProviderRecord
    reviewer: UserRecord
    match: MatchRecord | None
    stars: int
    review_text: str | None
    created_at: datetime


class ReviewShelf:
    """All reviews by id and by provider; `changed` and `gone` tell the journal."""

    def __init__(
        self, changed: Callable[[ReviewRecord], None], gone: Callable[[ReviewRecord], None]
    ) -> None:
        self._changed = changed
        self._gone = gone
        self.rows: dict[str, ReviewRecord] = {}
        self.due = ReviewsDue()
        self._of: defaultdict[str, Newest[ReviewRecord]] = defaultdict(Newest)
        self._on: defaultdict[str, dict[str, ReviewRecord]] = defaultdict(dict)

    def of(self, provider: ProviderRecord) -> Newest[ReviewRecord]:
        """The reviews of one profile, newest first."""
        return self._of[provider.id]

    def has_reviewed(self, user: UserRecord, match: MatchRecord) -> bool:
        """Whether the person has reviewed anybody for this match."""
        return user.id in self._on.get(match.id, {})

    def match_completed(self, match: MatchRecord) -> None:
        """A completed match waits for its review, unless the requester has written it."""
        if not self.has_reviewed(match.request.requester, match):
            self.due.completed(match)

    def add(self, row: ReviewRecord) -> None:
        """Keep a new review."""
        self.rows[row.id] = row
        self._of[row.provider.id].add(row)
        if row.match is not None:
            self._on[row.match.id][row.reviewer.id] = row
            if row.reviewer is row.match.request.requester:
                self.due.settled(row.match)
        self._changed(row)

    def drop_of(self, provider: ProviderRecord) -> None:
        """A profile is deleted: its reviews go along, and what they settled is open again."""
        for row in list(self._of.pop(provider.id, ())):
            del self.rows[row.id]
            if row.match is not None:
                del self._on[row.match.id][row.reviewer.id]
                if row.match.status == "completed":
                    self.match_completed(row.match)
            self._gone(row)

    def forget_match(self, match: MatchRecord) -> None:
        """A match is deleted: reviews stay, and name none from here on."""
        self.due.settled(match)
        for row in self._on.pop(match.id, {}).values():
            row.match = None
            self._changed(row)


class ReviewsDue:
    """Completed services whose requester has not reviewed the helper, if the helper can be.

    `Waits` counts those per requester whose helper has an active profile. It follows each change,
    so that asking costs nothing.
    """

    def __init__(self) -> None:
        self._open: defaultdict[str, dict[str, MatchRecord]] = defaultdict(dict)
        self._reviewable: set[str] = set()

    def completed(self, match: MatchRecord) -> None:
        """A match is completed and has no review of its requester; only services count."""
        if match.request.request_type != "service":
            return
        self._open[match.responder.id][match.id] = match
        if match.responder.id in self._reviewable:
            match.request.requester.waits.reviews_to_write += 1

    def settled(self, match: MatchRecord) -> None:
        """The requester has reviewed, or the match is gone."""
        helper = match.responder.id
        if self._open[helper].pop(match.id, None) is not None and helper in self._reviewable:
            match.request.requester.waits.reviews_to_write -= 1

    def set_reviewable(self, helper: UserRecord, reviewable: bool) -> None:
        """The helper has an active profile from here on, or has none any more."""
        if reviewable == (helper.id in self._reviewable):
            return
        (self._reviewable.add if reviewable else self._reviewable.discard)(helper.id)
        for match in self._open[helper.id].values():
            match.request.requester.waits.reviews_to_write += 1 if reviewable else -1
