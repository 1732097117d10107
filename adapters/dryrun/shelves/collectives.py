"""Collectives of providers: members, links to communities, and the ranking of the listing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct, field
from sortedcontainers import SortedKeyList

from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.dryrun.shelves.providers import EVERY, ProviderRecord

NO_MEMBERS = -1.0
"""Ranks a collective without an average behind all that have one."""


class CollectiveMember(Struct, eq=False):
    """A row of `requests.provider_collective_members`."""

    provider: ProviderRecord
    role: str
    joined_at: datetime


class CollectiveLink(Struct, eq=False):
    """A row of `requests.collective_community_links`."""

    community: CommunityRecord
    established_at: datetime
    status: str = "active"


class CollectiveRecord(Struct, eq=False):
    """A row of `requests.provider_collectives`; members by provider, links by community."""

    id: str
    name: str
    description: str | None
    service_types: tuple[str, ...] | None
    location_notes: str | None
    creator: UserRecord
    created_at: datetime
    updated_at: datetime
    is_active: bool = True
    members: dict[str, CollectiveMember] = field(default_factory=dict)
    links: dict[str, CollectiveLink] = field(default_factory=dict)
    average: float | None = None

    def member_average(self) -> float | None:
        """The mean trust score of the members; None of nobody."""
        scores = [member.provider.trust_score for member in self.members.values()]
        return sum(scores) / len(scores) if scores else None

    def is_linked_to(self, community_id: str) -> bool:
        """Whether a link to this community is active."""
        link = self.links.get(community_id)
        return link is not None and link.status == "active"

    def has_admin(self, user: UserRecord) -> bool:
        """Whether a profile of this person is an admin here."""
        rows = self.members.values()
        return any(row.provider.user is user and row.role == "admin" for row in rows)


def by_rank(row: CollectiveRecord) -> tuple[float, datetime, str]:
    """The sort key of the listing, worst first: average score, then age (rules 11)."""
    average = NO_MEMBERS if row.average is None else row.average
    return (average, row.created_at, row.id)


class CollectiveShelf:
    """All collectives: by id, by member, and ranked; `wrote` tells the journal."""

    def __init__(self, wrote: Callable[[CollectiveRecord], None]) -> None:
        self._wrote = wrote
        self.rows: dict[str, CollectiveRecord] = {}
        self._of: defaultdict[str, dict[str, CollectiveRecord]] = defaultdict(dict)
        self._with: defaultdict[str, dict[str, CollectiveRecord]] = defaultdict(dict)
        self._ranked: defaultdict[str, SortedKeyList] = defaultdict(
            lambda: SortedKeyList(key=by_rank)
        )

    def of(self, user: UserRecord) -> Sequence[CollectiveRecord]:
        """The collectives in which a profile of this person is a member, newest first."""
        rows = self._of.get(user.id, {}).values()
        return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)

    def ranked(self, service_type: str) -> Iterator[CollectiveRecord]:
        """The collectives for one service, or for every one, best first."""
        best_first: Iterator[CollectiveRecord] = reversed(self._ranked[service_type])
        return best_first

    def add(self, row: CollectiveRecord) -> None:
        """Keep a new collective."""
        self.rows[row.id] = row
        self._list(row)
        self._wrote(row)

    def admit(self, row: CollectiveRecord, member: CollectiveMember) -> None:
        """Take a profile in."""
        provider = member.provider
        row.members[provider.id] = member
        self._of[provider.user.id][row.id] = row
        self._with[provider.id][row.id] = row
        self._rank(row)
        self._wrote(row)

    def link(self, row: CollectiveRecord, link: CollectiveLink) -> None:
        """Link to a community, or make the link active again."""
        row.links[link.community.id] = link
        self._wrote(row)

    def remove(self, row: CollectiveRecord, provider: ProviderRecord) -> None:
        """Let a profile go; nothing happens where it is no member."""
        if row.members.pop(provider.id, None) is None:
            return
        del self._with[provider.id][row.id]
        if not any(member.provider.user is provider.user for member in row.members.values()):
            del self._of[provider.user.id][row.id]
        self._rank(row)
        self._wrote(row)

    def drop(self, provider: ProviderRecord) -> None:
        """A profile is deleted: its memberships go along."""
        for row in list(self._with[provider.id].values()):
            self.remove(row, provider)
        del self._with[provider.id]

    def rescored(self, provider: ProviderRecord) -> None:
        """The averages of the collectives with this profile have moved."""
        for row in self._with.get(provider.id, {}).values():
            self._rank(row)

    def _rank(self, row: CollectiveRecord) -> None:
        for kind in _kinds(row):
            self._ranked[kind].remove(row)
        row.average = row.member_average()
        self._list(row)

    def _list(self, row: CollectiveRecord) -> None:
        for kind in _kinds(row):
            self._ranked[kind].add(row)


def _kinds(row: CollectiveRecord) -> tuple[str, ...]:
    return (EVERY, *dict.fromkeys(kind for kind in row.service_types or () if kind))
