"""Somebody who calls karmyq: the port's operations without `await`."""

from collections.abc import Sequence
from typing import cast

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
)
from adapters.port import Call
from tests.contract.world import World

PAGE = 50
PASSWORD = "quiet-orchard-7"


class Person:
    """A caller of the port; without an account, somebody who is not signed in."""

    def __init__(self, world: World, account: Account | None = None) -> None:
        self.account = account
        self.calls: list[Call] = []
        self._run = world.run
        self._karmyq = world.platform.session(self)

    @property
    def id(self) -> str:
        assert self.account is not None
        return self.account.id

    async def before_call(self) -> None:
        """Nobody thinks here."""

    def called(self, call: Call) -> None:
        self.calls.append(call)

    def register(self, email: str, name: str = "Ada", password: str = PASSWORD) -> Account:
        return self._run(self._karmyq.register(email, name, password))

    def my_communities(self) -> Sequence[MyCommunity]:
        return self._run(self._karmyq.my_communities())

    def list_communities(self, limit: int = PAGE, offset: int = 0) -> Sequence[Community]:
        return self._run(self._karmyq.list_communities(limit, offset))

    def create_community(
        self,
        name: str = "Harbour Lane",
        location: str = "Turku",
        *,
        category: str = "neighbourhood",
        community_type: str = "mutual_aid",
        description: str = "Soup and tools",
    ) -> FoundCommunity:
        form = (name, description, location, category, community_type)
        return self._run(self._karmyq.create_community(*form))

    def join_community(self, community_id: str) -> Membership:
        return self._run(self._karmyq.join_community(community_id))

    def list_requests(
        self,
        limit: int = PAGE,
        offset: int = 0,
        *,
        status: str | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        call = self._karmyq.list_requests(
            limit,
            offset=offset,
            status=cast("RequestStatus | None", status),
            requester_id=requester_id,
            community_id=community_id,
        )
        return self._run(call)

    def get_request(self, request_id: str) -> RequestDetail:
        return self._run(self._karmyq.get_request(request_id))

    def create_request(self, draft: RequestDraft) -> CreatedRequest:
        return self._run(self._karmyq.create_request(draft))

    def list_matches(
        self,
        limit: int = PAGE,
        offset: int = 0,
        *,
        status: str | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        call = self._karmyq.list_matches(
            limit,
            offset=offset,
            status=cast("MatchStatus | None", status),
            request_id=request_id,
        )
        return self._run(call)

    def get_match(self, match_id: str) -> MatchDetail:
        return self._run(self._karmyq.get_match(match_id))

    def offer_help(self, request_id: str) -> Match:
        return self._run(self._karmyq.offer_help(request_id))

    def accept_match(self, match_id: str) -> Match:
        return self._run(self._karmyq.accept_match(match_id))

    def reject_match(self, match_id: str) -> None:
        self._run(self._karmyq.reject_match(match_id))

    def complete_match(self, match_id: str) -> Completion:
        return self._run(self._karmyq.complete_match(match_id))
