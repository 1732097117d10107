"""Karma: what a completed match earns its two people, and how it fades (rules, section 14)."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from adapters.dryrun.allocation import DEFAULT_SPLIT, MILESTONES, MOST_COMMUNITIES, allocate
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.records import MatchRecord
from adapters.dryrun.scores import Scores
from adapters.dryrun.shelves.reputation import PROVIDED, RECEIVED, KarmaRow
from adapters.dryrun.trust_score import half_up
from adapters.entities import KarmaTrend

HALF_LIFE = timedelta(days=180)
WEEK = timedelta(days=7)
RECENTLY = timedelta(days=30)
TREND_POINTS = 10


class Fading(NamedTuple):
    """Karma as it is read today: faded, with its trend and the last 30 days' exchanges."""

    karma: int
    trend: KarmaTrend
    recent_helps: int
    recent_requests: int


class Karma:
    """`reputation.karma_records`: written by completed matches, splits and fusions alone."""

    def __init__(self, kernel: Kernel, scores: Scores) -> None:
        self._store = kernel.store
        self._shelf = kernel.store.reputation
        self._defects = kernel.defects
        self._scores = scores

    def award(self, match: MatchRecord, moment: datetime) -> None:
        """A match was completed: karma in up to three communities, all rows at once (I9)."""
        if match.id not in self._store.matches or match.completed_at is None:
            return  # deleted with its request before this was heard
        shared = self._shared_places(match)
        places = shared or [min(place.id for place in match.request.communities)]
        points = allocate([DEFAULT_SPLIT] * len(places))
        for place, (helper, requester) in zip(places, points, strict=True):
            self._write(match, place, helper, requester, shared=bool(shared))
        for place in places:
            for user in (match.responder, match.request.requester):
                self._scores.recompute(user.id, place, moment)
        for user in (match.responder, match.request.requester):
            self._scores.exchanged(user.id, match.completed_at)

    def _shared_places(self, match: MatchRecord) -> list[str]:
        """Where both are active members, the helper's richest first; at most three."""
        theirs = self._store.memberships[match.request.requester.id]
        his = self._store.memberships[match.responder.id]
        shared = [p.id for p in match.request.communities if p.id in theirs and p.id in his]
        return sorted(shared, key=lambda place: (-self._points(match, place), place))[
            :MOST_COMMUNITIES
        ]

    def _points(self, match: MatchRecord, place: str) -> int:
        known = self._shelf.find(match.responder.id, place)
        return 0 if known is None else known.points

    def _write(
        self, match: MatchRecord, place: str, helper: int, requester: int, *, shared: bool
    ) -> None:
        gave, got = match.responder.id, match.request.requester.id
        here = self._shelf.of(gave, place)
        helps = here.provided + 1
        if not shared and "first-help-again" in self._defects:
            helps = 1
        self._shelf.pay(here, _row(match, place, gave, got, helper, PROVIDED))
        there = self._shelf.of(got, place)
        self._shelf.pay(there, _row(match, place, got, gave, requester, RECEIVED))
        if helps in MILESTONES:
            bonus, reason = MILESTONES[helps]
            self._shelf.pay(here, _row(match, place, gave, got, bonus, reason))

    def copy_within(self, parent: str, child: str, members: Collection[str]) -> None:
        """A split: what the child's members earned in the parent counts in the child as well."""
        known = [one for one in members if self._shelf.find(one, parent) is not None]
        for user_id in known:
            here = self._shelf.of(user_id, child)
            for row in self._shelf.of(user_id, parent).rows:
                self._shelf.pay(here, replace(row, community_id=child))
        self._scores.outdated(known)

    def carry(self, sources: Sequence[str], target: str) -> None:
        """A fusion: everybody's rows of both, those of one person, reason and match summed."""
        people = {user_id: None for source in sources for user_id in self._shelf.people_of(source)}
        for user_id in people:
            summed: dict[tuple[str, str], KarmaRow] = {}
            for row in self._rows_in(user_id, sources):
                key = (row.reason, row.match_id)
                before = summed[key].points if key in summed else 0
                summed[key] = replace(row, community_id=target, points=before + row.points)
            here = self._shelf.of(user_id, target)
            for row in summed.values():
                self._shelf.pay(here, row)
        self._scores.outdated(list(people))

    def _rows_in(self, user_id: str, places: Iterable[str]) -> list[KarmaRow]:
        known = (self._shelf.find(user_id, place) for place in places)
        rows = [row for here in known if here is not None for row in here.rows]
        return sorted(rows, key=lambda row: row.created_at)

    def faded(self, user_id: str, community_id: str, now: datetime) -> Fading:
        """A person's karma there today; the trend looks a week back, over 10 points."""
        here = self._shelf.find(user_id, community_id)
        if here is None:
            return Fading(0, "stable", 0, 0)
        today = sum(_left(row, now) for row in here.rows)
        then = now - WEEK
        change = today - sum(_left(row, then) for row in here.rows if row.created_at <= then)
        trend: KarmaTrend = "stable"
        if abs(change) > TREND_POINTS:
            trend = "growing" if change > 0 else "declining"
        recent = [row.reason for row in here.rows if now - row.created_at < RECENTLY]
        return Fading(half_up(today), trend, recent.count(PROVIDED), recent.count(RECEIVED))


def _row(
    match: MatchRecord, place: str, user_id: str, other_id: str, points: int, reason: str
) -> KarmaRow:
    """Dated by the completion, however late it is written (Sprint 126)."""
    completed_at = match.completed_at or match.updated_at
    return KarmaRow(user_id, place, points, reason, match.id, other_id, completed_at)


def _left(row: KarmaRow, now: datetime) -> float:
    return float(row.points * 0.5 ** ((now - row.created_at) / HALF_LIFE))
