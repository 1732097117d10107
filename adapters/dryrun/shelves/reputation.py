"""Karma rows, ratings and trust scores: per person and community, all in one place."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from heapq import merge
from uuid import UUID, uuid5

from msgspec import Struct, field

PROVIDED = "Provided help"
RECEIVED = "Received help"
EXCHANGES = (PROVIDED, RECEIVED)
REASONS_PER_ROW = UUID("6f3b2c1e-8a54-4d0b-9c57-2f1d7e6a9b30")
"""The name space of karma rows' ids: they come from the rows, so that none is drawn for them."""


class KarmaRow(Struct, eq=False, frozen=True):
    """A row of `reputation.karma_records`; `other_id` is the match's other party."""

    user_id: str
    community_id: str
    points: int
    reason: str
    match_id: str
    other_id: str
    created_at: datetime

    @property
    def id(self) -> str:
        """Unique as the table's own index is: person, community, reason, match."""
        name = f"{self.user_id}{self.community_id}{self.reason}{self.match_id}"
        return str(uuid5(REASONS_PER_ROW, name))


class RatingRow(Struct, eq=False, frozen=True):
    """A row of `feedback.feedback`: one to five stars, by one party about the other."""

    match_id: str
    from_id: str
    to_id: str
    community_id: str
    rating: int
    created_at: datetime

    @property
    def id(self) -> str:
        """Unique although the table has no such key: one per match and author."""
        return str(uuid5(REASONS_PER_ROW, f"{self.match_id}{self.from_id}"))


class Reputation(Struct, eq=False):
    """One person in one community: the row of `reputation.trust_scores`, and what it rests on.

    `met` counts the matches with each other person here, `repeats` the people met twice or more.
    The three means are of the feedback on matches, which moves nothing else.
    """

    user_id: str
    community_id: str
    rows: list[KarmaRow] = field(default_factory=list)
    exchanged_at: list[datetime] = field(default_factory=list)
    ratings: list[RatingRow] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    points: int = 0
    provided: int = 0
    received: int = 0
    repeats: int = 0
    score: int = 0
    feedback_received: int = 0
    helpfulness: float = 0.0
    responsiveness: float = 0.0
    clarity: float = 0.0

    @property
    def id(self) -> str:
        """Unique as the table's own key is: person and community."""
        return str(uuid5(REASONS_PER_ROW, self.user_id + self.community_id))

    def add(self, row: KarmaRow) -> None:
        """Count one more row, not older than the last."""
        self.rows.append(row)
        self.points += row.points
        self.provided += row.reason == PROVIDED
        self.received += row.reason == RECEIVED
        if row.reason in EXCHANGES:
            self.exchanged_at.append(row.created_at)
            self.met[row.other_id] = self.met.get(row.other_id, 0) + 1
            self.repeats += self.met[row.other_id] == 2


type StandingRow = KarmaRow | RatingRow | Reputation


class ReputationShelf:
    """What is known about everybody, by person and community and by community and person.

    `wrote` tells the journal.
    """

    def __init__(self, wrote: Callable[[StandingRow], None]) -> None:
        self._wrote = wrote
        self._places: defaultdict[str, dict[str, Reputation]] = defaultdict(dict)
        self._people: defaultdict[str, dict[str, Reputation]] = defaultdict(dict)
        self._rated: set[tuple[str, str]] = set()
        self.stale: set[str] = set()
        """Whose stored scores may be out of date until the next nightly refresh."""

    def find(self, user_id: str, community_id: str) -> Reputation | None:
        """What is known about a person there, if anything."""
        return self._places.get(user_id, {}).get(community_id)

    def of(self, user_id: str, community_id: str) -> Reputation:
        """What is known about a person there; a row of score 0 begins here."""
        found = self._places[user_id].get(community_id)
        if found is None:
            found = Reputation(user_id, community_id)
            self._places[user_id][community_id] = found
            self._people[community_id][user_id] = found
            self._wrote(found)
        return found

    def pay(self, here: Reputation, row: KarmaRow) -> None:
        """Keep a karma row of a person there, not older than the last."""
        here.add(row)
        self._wrote(row)
        self._wrote(here)

    def scored(self, here: Reputation) -> None:
        """The score or the means of a person there are fresh."""
        self._wrote(here)

    def entered(self, user_id: str) -> None:
        """A person became an active member somewhere: what was done elsewhere counts there too."""
        if user_id in self._places:
            self.stale.add(user_id)

    def places_of(self, user_id: str) -> Mapping[str, Reputation]:
        """Everything about one person, by community."""
        return self._places.get(user_id, {})

    def people_of(self, community_id: str) -> Mapping[str, Reputation]:
        """Everything known in one community, by person."""
        return self._people.get(community_id, {})

    def newest_rows(self, user_id: str, community_id: str | None = None) -> Iterator[KarmaRow]:
        """A person's karma rows, newest first."""
        places = self.places_of(user_id)
        kept = [
            place
            for place in places.values()
            if community_id is None or place.community_id == community_id
        ]
        newest = [reversed(place.rows) for place in kept]
        return merge(*newest, key=lambda row: row.created_at, reverse=True)

    def ratings_of(self, user_id: str) -> Iterator[RatingRow]:
        """All ratings that a person received, community by community."""
        return (row for place in self.places_of(user_id).values() for row in place.ratings)

    def add_rating(self, row: RatingRow) -> None:
        """Keep a rating."""
        self._rated.add((row.match_id, row.from_id))
        self.of(row.to_id, row.community_id).ratings.append(row)
        self._wrote(row)

    def has_rated(self, match_id: str, user_id: str) -> bool:
        """Whether a person has rated the other party of a match."""
        return (match_id, user_id) in self._rated
