"""The calls of the community service about members.

Whoever's membership or role changes, or may have changed, gets a new token with the next call.
"""

from collections.abc import Sequence
from typing import Any

from adapters.entities import ListedMember, Membership
from adapters.live import decode
from adapters.live.calls.base import Calls
from adapters.live.wire import Ask

MEMBERS = "/communities/{communityId}/members"
MEMBER = f"{MEMBERS}/{{userId}}"
NOBODY = "me"
"""In the place of the id that somebody without an account lacks; the token is looked at first."""


class MembershipCalls(Calls):
    """See `adapters.port.memberships`."""

    async def list_members(
        self, community_id: str, status: str = "active"
    ) -> Sequence[ListedMember]:
        """See the port."""
        return await self._call(
            "list_members",
            Ask(f"GET {MEMBERS}", (community_id,), params={"status": status}),
            lambda answer: decode.page(answer, ListedMember),
            about=community_id,
        )

    async def add_member(self, community_id: str, user_id: str, role: str = "member") -> Membership:
        """See the port."""
        ask = Ask(f"POST {MEMBERS}", (community_id,), body={"user_id": user_id, "role": role})
        return await self._changed("add_member", ask, community_id, user_id)

    async def update_member(
        self,
        community_id: str,
        user_id: str,
        *,
        role: str | None = None,
        status: str | None = None,
    ) -> Membership:
        """See the port."""
        words = {"role": role, "status": status}
        body = {name: word for name, word in words.items() if word is not None}
        return await self._updated("update_member", community_id, user_id, body)

    async def approve_member(self, community_id: str, user_id: str) -> Membership:
        """See the port."""
        return await self._updated("approve_member", community_id, user_id, {"status": "active"})

    async def leave_community(self, community_id: str) -> None:
        """See the port."""
        await self._removed("leave_community", community_id, self._own_id or NOBODY)

    async def remove_member(self, community_id: str, user_id: str) -> None:
        """See the port."""
        await self._removed("remove_member", community_id, user_id)

    async def _updated(
        self, operation: str, community_id: str, user_id: str, body: dict[str, Any]
    ) -> Membership:
        ask = Ask(f"PUT {MEMBER}", (community_id, user_id), body=body)
        return await self._changed(operation, ask, community_id, user_id)

    async def _changed(
        self, operation: str, ask: Ask, community_id: str, user_id: str
    ) -> Membership:
        try:
            return await self._call(
                operation, ask, lambda answer: decode.one(answer, Membership), about=community_id
            )
        finally:
            self._wire.tokens.forget(user_id)

    async def _removed(self, operation: str, community_id: str, user_id: str) -> None:
        ask = Ask(f"DELETE {MEMBER}", (community_id, user_id))
        try:
            await self._call(operation, ask, lambda _: None, about=community_id)
        finally:
            self._wire.tokens.forget(user_id)
