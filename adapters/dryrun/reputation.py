"""The reputation service as members reach it: one's own numbers, and rating (rules, 14 to 16)."""

import re
from collections.abc import Iterator
from itertools import islice

from adapters.dryrun.ids import is_id
from adapters.dryrun.karma import Fading, Karma
from adapters.dryrun.kernel import Kernel, as_id
from adapters.dryrun.paging import check_page
from adapters.dryrun.records import CommunityRecord, MatchRecord, UserRecord
from adapters.dryrun.scores import Scores
from adapters.dryrun.shelves.reputation import (
    PROVIDED,
    RECEIVED,
    KarmaRow,
    RatingRow,
    Reputation,
)
from adapters.dryrun.trust_score import blended_rating, carried_over, shown_score, trust_score
from adapters.entities import KarmaTotals, TrustInCommunity
from adapters.errors import Refused

STARS = (1, 5)
_LEADING_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})")


class Reputations:
    """`/reputation`: exact numbers of oneself only (ADR-082)."""

    def __init__(self, kernel: Kernel, karma: Karma, scores: Scores) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._shelf = kernel.store.reputation
        self._karma = karma
        self._scores = scores

    def karma_now(self, user: UserRecord, community_id: str | None) -> Fading:
        """Faded karma in one community; a member or not, nothing there is 0."""
        if not community_id:
            raise Refused(400, message="community_id is needed", shape="bare")
        self._kernel.check_ids(community_id)
        return self._karma.faded(user.id, as_id(community_id), self._kernel.clock())

    def totals(
        self, user: UserRecord, user_id: str, community_id: str | None = None
    ) -> KarmaTotals:
        """Unfaded sums, over all communities or one."""
        self._require_oneself(user, user_id, community_id)
        given = received = bonuses = 0
        for row in self._rows(user, community_id):
            given += row.points if row.reason == PROVIDED else 0
            received += row.points if row.reason == RECEIVED else 0
            bonuses += row.points if row.reason not in (PROVIDED, RECEIVED) else 0
        return KarmaTotals(user.id, given + received + bonuses, given, received, bonuses)

    def by_community(self, user: UserRecord, community_id: str | None = None) -> list[Reputation]:
        """Where the caller has karma, the richest community first."""
        place = as_id(community_id) if community_id else None
        known = (one for one in self._places(user) if one.rows)
        kept = [one for one in known if place is None or one.community_id == place]
        return sorted(kept, key=lambda one: (-one.points, one.community_id))

    def history(
        self,
        user: UserRecord,
        user_id: str,
        limit: int,
        offset: int = 0,
        community_id: str | None = None,
    ) -> list[KarmaRow]:
        """The caller's karma records, newest first."""
        self._require_oneself(user, user_id, community_id)
        check_page(limit, offset, self._kernel.defects)
        return list(islice(self._rows(user, community_id), offset, offset + limit))

    def trust_in(self, user: UserRecord, user_id: str, community_id: str) -> TrustInCommunity:
        """The own score in one community as it would be stored now."""
        self._require_oneself(user, user_id, community_id)
        place, now = as_id(community_id), self._kernel.clock()
        here, everywhere = self._shelf.find(user.id, place), self._places(user)
        fresh = 0 if here is None else trust_score(here, everywhere, now)
        return TrustInCommunity(
            user_id=user.id,
            community_id=place,
            score=carried_over(fresh, here, everywhere, now),
            requests_completed=0 if here is None else here.received,
            offers_accepted=0 if here is None else here.provided,
            avg_feedback_score=blended_rating(here, everywhere, now),
        )

    def summary(
        self, user: UserRecord, community_id: str | None
    ) -> tuple[CommunityRecord, int, Fading]:
        """A member's community, stored score as shown to oneself, and karma there."""
        if not community_id or not is_id(community_id):
            raise Refused(400, "INVALID_COMMUNITY_ID", "community_id is a UUID", shape="coded")
        place, now = as_id(community_id), self._kernel.clock()
        member = self._store.memberships[user.id].get(place)
        if member is None:
            raise Refused(404, "REPUTATION_NOT_FOUND", "not an active member", shape="coded")
        score = shown_score(self._shelf.find(user.id, place), self._places(user), now)
        return member.community, score, self._karma.faded(user.id, place, now)

    def rate(
        self, user: UserRecord, match_id: str, to_user_id: str, community_id: str, rating: object
    ) -> int:
        """Give the other party of a completed match its stars; returns the new trust score."""
        if not (match_id and to_user_id and community_id):
            raise Refused(400, message="match, person and community are needed", shape="bare")
        stars = _stars(rating)
        self._kernel.check_ids(match_id, to_user_id, community_id)
        match = self._store.matches.get(as_id(match_id))
        if match is None:
            raise Refused(404, "MATCH_NOT_FOUND", "no such match", shape="coded")
        place = _require_ratable(match, user, as_id(to_user_id), as_id(community_id))
        if self._shelf.has_rated(match.id, user.id):
            raise Refused(409, message="already rated", shape="bare")
        now, rated = self._kernel.clock(), as_id(to_user_id)
        self._shelf.add_rating(RatingRow(match.id, user.id, rated, place, stars, now))
        self._scores.rated(rated, now)
        return self._scores.recompute(rated, place, now)

    def _require_oneself(self, user: UserRecord, user_id: str, community_id: str | None) -> None:
        self._kernel.check_ids(user_id, community_id)
        if as_id(user_id) != user.id:
            raise Refused(404, "REPUTATION_NOT_FOUND", "only one's own", shape="coded")

    def _rows(self, user: UserRecord, community_id: str | None) -> Iterator[KarmaRow]:
        return self._shelf.newest_rows(user.id, as_id(community_id) if community_id else None)

    def _places(self, user: UserRecord) -> list[Reputation]:
        return list(self._shelf.places_of(user.id).values())


def _require_ratable(match: MatchRecord, user: UserRecord, rated: str, place: str) -> str:
    """The platform's checks in its order; returns the community's id."""
    if not match.is_party(user):
        raise Refused(403, "NOT_A_PARTICIPANT", "no party of the match", shape="coded")
    requester, responder = match.request.requester, match.responder
    other = responder if user is requester else requester
    if rated != other.id:
        raise Refused(400, "INVALID_RATEE", "only the other party is rated", shape="coded")
    if match.status != "completed":
        raise Refused(409, "MATCH_NOT_COMPLETED", "the match is not completed", shape="coded")
    if all(community.id != place for community in match.request.communities):
        raise Refused(400, "INVALID_COMMUNITY", "not the request's community", shape="coded")
    return place


def _stars(rating: object) -> int:
    """The leading whole number of what was sent, 1 to 5."""
    leading = None if isinstance(rating, bool) else _LEADING_INTEGER.match(str(rating))
    low, high = STARS
    if leading is None or not low <= int(leading[1]) <= high:
        raise Refused(400, message=f"a rating is {low} to {high}", shape="bare")
    return int(leading[1])
