"""Who belongs where: one row per community and person, by either of them and by status."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sortedcontainers import SortedList

from adapters.dryrun.layers import Layers
from adapters.dryrun.records import CommunityRecord, MemberRecord
from adapters.dryrun.shelves.reputation import ReputationShelf
from adapters.dryrun.shelves.trust import TrustShelf

ACTIVE, PENDING, INACTIVE = "active", "pending", "inactive"
ADMIN, MODERATOR, MEMBER = "admin", "moderator", "member"


class Mine(NamedTuple):
    """A person's active rows in active communities, newest first, and the ids of these places.

    `led` are those in which the person is more than a member.
    """

    rows: tuple[MemberRecord, ...]
    places: frozenset[str]
    led: frozenset[str]


class MemberShelf:
    """All member rows. `memberships` holds the active ones of each person, by community.

    What `mine` tells is kept until a row of the person changes, or any community's status.
    """

    def __init__(
        self,
        changed: Callable[[MemberRecord | CommunityRecord], None],
        layers: Layers,
        reputation: ReputationShelf,
        trust: TrustShelf,
    ) -> None:
        self.rows: dict[tuple[str, str], MemberRecord] = {}
        self.memberships: defaultdict[str, dict[str, MemberRecord]] = defaultdict(dict)
        self._lists: defaultdict[tuple[str, str], SortedList] = defaultdict(SortedList)
        self._mine: dict[str, Mine] = {}
        self._admins: defaultdict[str, int] = defaultdict(int)
        self._changed = changed
        self._layers = layers
        self._reputation = reputation
        self._trust = trust

    def of(self, community_id: str, status: str = ACTIVE) -> Iterator[MemberRecord]:
        """The rows of a community in one status, by `joined_at`, then id."""
        rows = self._lists.get((community_id, status), ())
        return (row for _, _, row in rows)

    def count(self, community_id: str, status: str = ACTIVE) -> int:
        """How many rows of a community are in one status."""
        return len(self._lists.get((community_id, status), ()))

    def mine(self, user_id: str) -> Mine:
        """A person's active rows in active communities, newest membership first."""
        return self._mine.get(user_id) or self._find_mine(user_id)

    def _find_mine(self, user_id: str) -> Mine:
        rows = newest(self.memberships[user_id].values())
        here = tuple(row for row in rows if row.community.status == "active")
        led = frozenset(row.community.id for row in here if row.role != MEMBER)
        mine = Mine(here, frozenset(row.community.id for row in here), led)
        self._mine[user_id] = mine
        return mine

    def forget_mine(self) -> None:
        """The status of a community has changed."""
        self._mine.clear()

    def admins(self, community_id: str) -> int:
        """How many active admins a community has."""
        return self._admins[community_id]

    def waiting_for(self, leader: MemberRecord) -> int:
        """How many people wait for an active member's approval: of those who lead, with room."""
        if leader.role not in (ADMIN, MODERATOR):
            return 0
        place = leader.community
        if place.status != "active" or place.active_members >= place.max_members:
            return 0
        return self.count(place.id, PENDING)

    def add(self, row: MemberRecord) -> None:
        """Keep a new row; an active one counts (invariant I1)."""
        self.rows[row.community.id, row.user.id] = row
        self._list(row)
        self._changed(row)
        if row.status == ACTIVE:
            self._enter(row)
            self._count(row, +1)

    def move(
        self,
        row: MemberRecord,
        *,
        role: str | None = None,
        status: str | None = None,
        joined_at: datetime | None = None,
        step: int | None = None,
    ) -> None:
        """Change a row, in every index; what is None stays.

        The community's counter follows the active rows, unless `step` says by how much it moves.
        """
        before = row.status == ACTIVE
        self._unlist(row)
        row.role = row.role if role is None else role
        row.status = row.status if status is None else status
        row.joined_at = row.joined_at if joined_at is None else joined_at
        self._list(row)
        after = row.status == ACTIVE
        if after and not before:
            self._enter(row)
        if before and not after:
            self._leave(row)
        self._count(row, after - before if step is None else step)
        self._changed(row)

    def _enter(self, row: MemberRecord) -> None:
        self.memberships[row.user.id][row.community.id] = row
        row.community.active_members += 1
        self._layers.entered(row)
        self._reputation.entered(row.user.id)
        self._trust.entered(row.community.id, row.user.id)

    def _leave(self, row: MemberRecord) -> None:
        del self.memberships[row.user.id][row.community.id]
        row.community.active_members -= 1
        self._layers.left(row)
        self._trust.left(row.community.id, row.user.id)

    def _count(self, row: MemberRecord, step: int) -> None:
        if step:
            row.community.current_members += step
            self._changed(row.community)

    def _list(self, row: MemberRecord) -> None:
        place = row.community.id
        self._lists[place, row.status].add((row.joined_at, row.id, row))
        self._mine.pop(row.user.id, None)
        self._admins[place] += _leads(row)

    def _unlist(self, row: MemberRecord) -> None:
        place = row.community.id
        rows = self._lists[place, row.status]
        del rows[rows.bisect_left((row.joined_at, row.id))]
        self._admins[place] -= _leads(row)


def newest(rows: Iterable[MemberRecord]) -> list[MemberRecord]:
    """The rows by `joined_at`, then id, in falling order."""
    return sorted(rows, key=lambda row: (row.joined_at, row.id), reverse=True)


def _leads(row: MemberRecord) -> bool:
    return row.status == ACTIVE and row.role == ADMIN
