"""The communities that a split or a fusion makes, and what they take over (rules, 9 and 10)."""

from collections.abc import Collection, Sequence

from adapters.dryrun import columns
from adapters.dryrun.karma import Karma
from adapters.dryrun.kernel import Kernel
from adapters.dryrun.memberships import Memberships
from adapters.dryrun.records import CommunityRecord, UserRecord
from adapters.dryrun.shelves.communities import identity
from adapters.dryrun.shelves.proposals import Link
from adapters.dryrun.trust import Trust
from adapters.entities import LinkType
from adapters.errors import Refused, Unavailable

SPLIT_CARRY = 0.40
"""The trust that crosses the link between two halves (rules, section 9)."""
FUSION_CARRY = 0.70
"""What a fusion leaves of an edge (rules, section 10)."""
MAX_MEMBERS = 150
"""The column's default: no successor inherits its parent's limit (rules, 9 and 10)."""


class Succession:
    """Founds the successors of communities that end, and hands people, trust and karma over."""

    def __init__(
        self, kernel: Kernel, memberships: Memberships, trust: Trust, karma: Karma
    ) -> None:
        self._kernel = kernel
        self._store = kernel.store
        self._memberships = memberships
        self._trust = trust
        self._karma = karma

    def require_free(self, names: Sequence[str], ending: Sequence[CommunityRecord]) -> None:
        """The names are no active community's at the place, save of those that end here (409).

        The place is that of the first that ends. With `child-name-clash-500` nobody looks.
        """
        if "child-name-clash-500" not in self._kernel.defects and self._clash(names, ending):
            raise Refused(409, message="a community here has that name", shape="bare")

    def require_possible(self, names: Sequence[str], ending: Sequence[CommunityRecord]) -> None:
        """The last look before anything is written: today a taken name is a 500, one's own too."""
        self.require_free(names, ending)
        if "child-name-clash-500" in self._kernel.defects and self._clash(names, ending, spare=()):
            raise Unavailable(500, "INTERNAL_ERROR", "the identity index refuses the name")
        for name in names:
            columns.require_fit(name, columns.NAME)

    def _clash(
        self,
        names: Sequence[str],
        ending: Sequence[CommunityRecord],
        spare: Collection[CommunityRecord] | None = None,
    ) -> bool:
        place, spare = ending[0].location, ending if spare is None else spare
        if len({identity(name, place) for name in names}) < len(names):
            return True
        twins = (self._store.places.called(name, place) for name in names)
        return any(twin is not None and twin not in spare for twin in twins)

    def end(self, community: CommunityRecord, status: str) -> None:
        """A community is split or merged; its rows stay as they are."""
        self._store.places.revise(community, self._kernel.clock(), status=status)

    def found(self, name: str, like: CommunityRecord, creator: UserRecord) -> CommunityRecord:
        """A new, empty community in the manner of another one."""
        row = CommunityRecord(
            id=self._kernel.new_id(),
            name=name,
            description=like.description,
            location=like.location,
            category=like.category,
            max_members=MAX_MEMBERS,
            access_type=like.access_type,
            community_type=like.community_type,
            creator=creator,
            created_at=self._kernel.clock(),
        )
        self._store.places.add(row)
        return row

    def settle(
        self, community: CommunityRecord, people: Sequence[UserRecord], admin: UserRecord
    ) -> None:
        """Make people active members, one of them admin."""
        for user in people:
            self._memberships.admit(community, user, role="admin" if user is admin else "member")

    def hand_down(self, parent: str, child: str, people: Sequence[UserRecord]) -> None:
        """A split: trust among the child's members and their karma count in the child as well."""
        members = [user.id for user in people]
        self._trust.copy_within(parent, child, members)
        self._karma.copy_within(parent, child, members)

    def pool(self, sources: Sequence[str], target: str) -> None:
        """A fusion: trust of both, weakened, and everybody's karma of both."""
        self._trust.carry(sources, target, FUSION_CARRY)
        self._karma.carry(sources, target)

    def link(
        self, one: CommunityRecord, other: CommunityRecord, kind: LinkType, factor: float
    ) -> None:
        """Two communities come from each other: an active link."""
        key, now = self._kernel.new_id(), self._kernel.clock()
        self._store.proposals.add_link(Link(key, one.id, other.id, kind, factor, now))
