"""Which communities may ask something of their members at the moment.

Few do, and only these need be looked at when somebody's standing is told.
"""

from adapters.dryrun.records import CommunityRecord
from adapters.dryrun.shelves.governance import GovernanceShelf
from adapters.dryrun.shelves.members import PENDING, MemberShelf
from adapters.dryrun.shelves.proposals import URGENT_SPLIT, ProposalShelf


class Asking:
    """Ids of communities that may ask something of their people.

    In those `deciding` all members vote on a proposal, in those `ratifying` they look at
    nominations; `leaders` let in who waits to join, and propose a split where it is urgent.
    """

    def __init__(
        self, proposals: ProposalShelf, governance: GovernanceShelf, roster: MemberShelf
    ) -> None:
        self.deciding: set[str] = set()
        self.ratifying: set[str] = set()
        self.leaders: set[str] = set()
        self._proposals = proposals
        self._governance = governance
        self._roster = roster

    def look_at(self, place: CommunityRecord) -> None:
        """Something of a community has changed."""
        _keep(self.deciding, place.id, there=self._has_proposal(place.id))
        _keep(self.ratifying, place.id, there=self._governance.has_pending(place.id))
        _keep(self.leaders, place.id, there=self._asks_leaders(place))

    def _has_proposal(self, place_id: str) -> bool:
        proposals = self._proposals
        return place_id in proposals.open_splits or place_id in proposals.open_fusions

    def _asks_leaders(self, place: CommunityRecord) -> bool:
        return place.current_members >= URGENT_SPLIT or self._roster.count(place.id, PENDING) > 0


def _keep(ids: set[str], place_id: str, *, there: bool) -> None:
    if there:
        ids.add(place_id)
    else:
        ids.discard(place_id)
