"""The community service: nominations for admin and moderator."""

from typing import Protocol

from adapters.entities import GovernanceState, LeadingRole, Ratification


class Governance(Protocol):
    """How a community decides who leads it; for its active members alone."""

    async def governance_state(self, community_id: str) -> GovernanceState:
        """Who can be nominated, who is, and who leads."""

    async def nominate_member(self, community_id: str, user_id: str, role: LeadingRole) -> str:
        """Nominate an eligible member; the id of the pending nomination."""

    async def ratify_nomination(self, community_id: str, nomination_id: str) -> Ratification:
        """Speak for somebody else's nomination; the last voice needed gives the role."""
