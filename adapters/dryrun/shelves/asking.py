"""Which communities may ask something of their members at the moment.

Few do, and only these need be looked at when somebody's standing is told.
"""

from adapters.dryrun.records import CommunityRecord
from adapters.dryrun.shelves.governance import GovernanceShelf
from adapters.dryrun.shelves.members import PENDING, MemberShelf
from adapters.dryrun.shelves.proposals import URGENT_SPLIT, ProposalShelf


class Asking:
    """`ids` holds them.

    They have a proposal on the table, a pending nomination, people who wait to join, or so many
    members that a split is urgent.
    """

    def __init__(
        self, proposals: ProposalShelf, governance: GovernanceShelf, roster: MemberShelf
    ) -> None:
        self.ids: set[str] = set()
        self._proposals = proposals
        self._governance = governance
        self._roster = roster

    def look_at(self, place: CommunityRecord) -> None:
        """Something of a community has changed."""
        if self._asks(place):
            self.ids.add(place.id)
        else:
            self.ids.discard(place.id)

    def _asks(self, place: CommunityRecord) -> bool:
        return (
            place.current_members >= URGENT_SPLIT
            or place.id in self._proposals.open_splits
            or place.id in self._proposals.open_fusions
            or self._governance.has_pending(place.id)
            or self._roster.count(place.id, PENDING) > 0
        )
