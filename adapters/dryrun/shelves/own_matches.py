"""The matches of each person, by status and all together, and the pages made of them."""

from collections import defaultdict
from collections.abc import Callable
from itertools import islice

from msgspec import Struct, field

from adapters.dryrun.ordered import ANY, Newest
from adapters.dryrun.records import MatchRecord
from adapters.entities import MyMatch


class Listing(Struct):
    """Somebody's matches in one status, and the page of them that was asked for last."""

    rows: Newest[MatchRecord] = field(default_factory=Newest)
    asked: tuple[int, int] | None = None
    page: tuple[MyMatch, ...] = ()


class OwnMatches:
    """A match stands in the lists of both of its people.

    A page is made once per change of its list or of a row in it (`forget`): most are asked for
    again before anything has happened.
    """

    def __init__(self) -> None:
        self._lists: defaultdict[tuple[str, str], Listing] = defaultdict(Listing)

    def of(self, user_id: str, status: str = ANY) -> Newest[MatchRecord]:
        """A person's matches in one status, or all of them."""
        return self._lists[user_id, status].rows

    def page(
        self,
        user_id: str,
        status: str,
        window: tuple[int, int],
        seen: Callable[[MatchRecord], MyMatch],
    ) -> tuple[MyMatch, ...]:
        """A page of them as the person sees it; `window` is its length, and how many it skips."""
        found = self._lists[user_id, status]
        if found.asked != window:
            limit, offset = found.asked = window
            rows = islice(found.rows, offset, offset + limit)
            found.page = tuple([row.view or seen(row) for row in rows])
        return found.page

    def forget(self, match: MatchRecord) -> None:
        """A match has changed: pages with it are made anew."""
        for person in _people(match):
            self._lists[person, ANY].asked = self._lists[person, match.status].asked = None

    def enter(self, match: MatchRecord) -> None:
        """A match is new."""
        for person in _people(match):
            self._lists[person, ANY].rows.add(match)
        self.list(match)

    def leave(self, match: MatchRecord) -> None:
        """A match is gone."""
        for person in _people(match):
            self._lists[person, ANY].rows.remove(match)
        self.unlist(match)
        self.forget(match)

    def list(self, match: MatchRecord) -> None:
        """A match is in its present status from here on."""
        for person in _people(match):
            self._lists[person, match.status].rows.add(match)

    def unlist(self, match: MatchRecord) -> None:
        """A match leaves its present status."""
        for person in _people(match):
            found = self._lists[person, match.status]
            found.rows.remove(match)
            found.asked = None


def _people(match: MatchRecord) -> set[str]:
    return {match.responder.id, match.request.requester.id}
