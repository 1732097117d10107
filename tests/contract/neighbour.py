"""What somebody does as a member, admin or moderator: the port's operations without `await`."""

from collections.abc import Sequence
from typing import Any, cast

from adapters.entities import (
    Account,
    GovernanceState,
    LeadingRole,
    ListedMember,
    Membership,
    Ratification,
    StoredCommunity,
)
from tests.contract.trader import Trader


class Neighbour(Trader):
    """A caller of the operations about members, governance and a community's end."""

    def login(self, email: str, password: str) -> Account:
        return self._run(self._karmyq.login(email, password))

    def list_members(self, community_id: str, status: str = "active") -> Sequence[ListedMember]:
        return self._run(self._karmyq.list_members(community_id, status))

    def add_member(self, community_id: str, user_id: str, role: str = "member") -> Membership:
        return self._run(self._karmyq.add_member(community_id, user_id, role))

    def update_member(self, community_id: str, user_id: str, **words: Any) -> Membership:
        return self._run(self._karmyq.update_member(community_id, user_id, **words))

    def approve_member(self, community_id: str, user_id: str) -> Membership:
        return self._run(self._karmyq.approve_member(community_id, user_id))

    def leave_community(self, community_id: str) -> None:
        self._run(self._karmyq.leave_community(community_id))

    def remove_member(self, community_id: str, user_id: str) -> None:
        self._run(self._karmyq.remove_member(community_id, user_id))

    def update_community(self, community_id: str, **columns: Any) -> StoredCommunity:
        return self._run(self._karmyq.update_community(community_id, **columns))

    def archive_community(self, community_id: str) -> None:
        self._run(self._karmyq.archive_community(community_id))

    def governance_state(self, community_id: str) -> GovernanceState:
        return self._run(self._karmyq.governance_state(community_id))

    def nominate_member(self, community_id: str, user_id: str, role: str = "moderator") -> str:
        word = cast("LeadingRole", role)
        return self._run(self._karmyq.nominate_member(community_id, user_id, word))

    def ratify_nomination(self, community_id: str, nomination_id: str) -> Ratification:
        return self._run(self._karmyq.ratify_nomination(community_id, nomination_id))
