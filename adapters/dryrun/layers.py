"""How many members of a community are in its inner circle, its active part, and around it.

The platform computes it per active member of a community: requests made anywhere plus offers made
in this community in the last 6 months, divided by 6; at least 4 a month is the inner circle, at
least 1 the active community, else the extended network. Here the counts follow each act, so that
reading a listing costs nothing extra.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from heapq import heappop, heappush

from msgspec import Struct, field

from adapters.dryrun.records import MemberRecord

WINDOW_MONTHS = 6
INNER_CIRCLE = 4 * WINDOW_MONTHS
ACTIVE_COMMUNITY = 1 * WINDOW_MONTHS
SHORTEST_MONTH = 28


class Act(Struct, eq=False):
    """One request or offer, and the member rows that it counts for until it leaves the window.

    An offer counts in its `places` alone, a request (None) in all communities of its maker.
    """

    user_id: str
    leaves_at: datetime
    places: tuple[str, ...] | None = None
    rows: list[MemberRecord] = field(default_factory=list)


class Layers:
    """Keeps `inner_circle` and `active_community` of each community record true."""

    def __init__(self) -> None:
        self._window: list[tuple[datetime, int, Act]] = []
        self._booked = 0
        self._acts: defaultdict[str, dict[int, Act]] = defaultdict(dict)

    def entered(self, member: MemberRecord) -> None:
        """A person became an active member: what was done before counts here as well."""
        for act in self._acts[member.user.id].values():
            if act.places is None or member.community.id in act.places:
                act.rows.append(member)
                self._change(member, +1)

    def left(self, member: MemberRecord) -> None:
        """A person is no active member any more: what was done counts here no longer."""
        for act in self._acts[member.user.id].values():
            if member in act.rows:
                act.rows.remove(member)
                self._change(member, -1)

    def layer_of(self, member: MemberRecord) -> str:
        """Which layer a member is in."""
        if member.acts >= INNER_CIRCLE:
            return "inner_circle"
        return "active_community" if member.acts >= ACTIVE_COMMUNITY else "extended_network"

    def requested(self, user_id: str, rows: Iterable[MemberRecord], at: datetime) -> Act:
        """A person made a request: it counts in the rows of that person, later ones too."""
        return self._keep(Act(user_id, months_later(at, WINDOW_MONTHS)), rows)

    def offered(
        self, user_id: str, rows: Iterable[MemberRecord], at: datetime, places: tuple[str, ...]
    ) -> Act:
        """A person made an offer: it counts in the given rows, those of the request's places."""
        return self._keep(Act(user_id, months_later(at, WINDOW_MONTHS), places), rows)

    def _keep(self, act: Act, rows: Iterable[MemberRecord]) -> Act:
        act.rows.extend(rows)
        self._acts[act.user_id][id(act)] = act
        self._booked += 1
        heappush(self._window, (act.leaves_at, self._booked, act))
        for row in act.rows:
            self._change(row, +1)
        return act

    def retract(self, act: Act) -> None:
        """The request or offer left the window, or is gone from the tables."""
        self._acts[act.user_id].pop(id(act), None)
        for row in act.rows:
            self._change(row, -1)
        act.rows.clear()

    def forget(self, now: datetime) -> None:
        """Take out what is older than the window."""
        while self._window and self._window[0][0] <= now:
            _, _, act = heappop(self._window)
            self.retract(act)

    def _change(self, member: MemberRecord, step: int) -> None:
        before = member.acts
        after = member.acts = before + step
        higher = max(before, after)
        if higher == INNER_CIRCLE:
            member.community.inner_circle += step
            member.community.active_community -= step
        elif higher == ACTIVE_COMMUNITY:
            member.community.active_community += step


def months_later(moment: datetime, months: int) -> datetime:
    """The same day some months later, or the last day of a shorter month."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    day = moment.day
    if day > SHORTEST_MONTH:
        day = min(day, monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
