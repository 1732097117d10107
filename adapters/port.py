"""The port: every call that a member can make to karmyq, named once.

An adapter implements three protocols: `Platform` (opens a session for a caller), `Karmyq` (the
session: one method per operation, named like the platform's operation in snake case) and
`Directory` (who may act, and what waits for each). Agents know nothing else of the outside world.

Every operation raises `KarmyqError` and nothing else: `Refused`, `Unavailable` or `ContractDrift`.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from adapters.entities import (
    Account,
    Community,
    Completion,
    CreatedRequest,
    FoundCommunity,
    HelpRequest,
    Match,
    MatchDetail,
    MatchStatus,
    Membership,
    MyCommunity,
    MyMatch,
    RequestDetail,
    RequestDraft,
    RequestStatus,
    Standing,
)


class Call(NamedTuple):
    """One call that was made: the operation, the id it was about ("" for none), the status.

    `status` is 0 where no answer came.
    """

    operation: str
    about: str
    status: int


class Caller(Protocol):
    """Who makes the calls of one action."""

    @property
    def account(self) -> Account | None:
        """The signed-in person; None before registration."""

    async def before_call(self) -> None:
        """Spend the thinking time that came before this call."""

    def called(self, call: Call) -> None:
        """Keep what was called, for the log."""


class Karmyq(Protocol):
    """karmyq as one signed-in person reaches it."""

    async def register(self, email: str, name: str, password: str) -> Account:
        """Create an account; 409 `CONFLICT` when the e-mail is taken."""

    async def my_communities(self) -> Sequence[MyCommunity]:
        """The caller's active memberships in active communities, newest first."""

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """A page of the active communities, newest first."""

    async def create_community(
        self, name: str, description: str, location: str, category: str, community_type: str
    ) -> FoundCommunity:
        """Create a public community, or join the active one of that name and location."""

    async def join_community(self, community_id: str) -> Membership:
        """Join a public community, or ask to join a private one (status pending)."""

    async def list_requests(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: RequestStatus | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        """A page of requests, newest first, of all communities and of everybody."""

    async def get_request(self, request_id: str) -> RequestDetail:
        """One request, in any status."""

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """Post a request to one of the caller's communities."""

    async def list_matches(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: MatchStatus | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """A page of the caller's own matches, newest first."""

    async def get_match(self, match_id: str) -> MatchDetail:
        """One match of the caller; 404 for everybody else's."""

    async def offer_help(self, request_id: str) -> Match:
        """Offer help on an open request: a proposed match with the caller as responder."""

    async def accept_match(self, match_id: str) -> Match:
        """Accept a proposed match as its requester."""

    async def reject_match(self, match_id: str) -> None:
        """Reject a proposed match (requester), or withdraw it (responder)."""

    async def complete_match(self, match_id: str) -> Completion:
        """Confirm the caller's half of a completion; both halves complete match and request."""


class Platform(Protocol):
    """A karmyq, in memory or at the other end of a connection."""

    def session(self, caller: Caller) -> Karmyq:
        """karmyq as `caller` reaches it."""

    def now(self) -> datetime:
        """The platform's own clock: dates that members send are counted from it."""


class Directory(Protocol):
    """Who may act, and what waits for each of them."""

    async def actors(self) -> Sequence[Account]:
        """Everybody the simulator may act as, by registration time, then e-mail."""

    async def find(self, email: str) -> Account | None:
        """The actor with this e-mail, if there is one."""

    async def standing(self, user_id: str) -> Standing:
        """What waits for one actor now."""
