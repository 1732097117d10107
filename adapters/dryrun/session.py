"""One caller's karmyq in memory: each operation goes to its service in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Concatenate

from msgspec import to_builtins

from adapters.dryrun import views
from adapters.dryrun.records import UserRecord
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
from adapters.errors import KarmyqError, Refused
from adapters.port import Call, Caller

if TYPE_CHECKING:
    from adapters.dryrun.platform import DryRunPlatform

OK, CREATED = 200, 201


class DryRunKarmyq:
    """The port, answered from memory; no call ever suspends except to spend thinking time."""

    def __init__(self, platform: DryRunPlatform, caller: Caller) -> None:
        self._platform = platform
        self._caller = caller
        self._user: UserRecord | None = None

    async def register(self, email: str, name: str, password: str) -> Account:
        """See the port."""
        await self._caller.before_call()
        rule = self._platform.accounts.register
        user = self._ruled("register", "", rule, email, name, password)
        self._caller.called(Call("register", user.id, CREATED))
        return views.account(user)

    async def my_communities(self) -> Sequence[MyCommunity]:
        """See the port."""
        rows = await self._call("my_communities", "", self._platform.memberships.mine)
        return [views.my_community(row) for row in rows]

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """See the port."""
        page = self._platform.communities.page
        rows = await self._call("list_communities", "", page, limit, offset)
        return [views.community(row) for row in rows]

    async def create_community(
        self, name: str, description: str, location: str, category: str, community_type: str
    ) -> FoundCommunity:
        """See the port."""
        await self._caller.before_call()
        create, user = self._platform.communities.create, self._signed_in
        founding = self._ruled(
            "create_community",
            "",
            lambda: create(
                user(), name, description, location, category, community_type=community_type
            ),
        )
        place = founding.community
        status = OK if founding.existing else CREATED
        self._caller.called(Call("create_community", place.id, status))
        joined = founding.member is not None and founding.member.status == "active"
        return FoundCommunity(place.id, place.name, founding.existing, joined)

    async def join_community(self, community_id: str) -> Membership:
        """See the port."""
        join = self._platform.memberships.join
        row = await self._call("join_community", community_id, join, community_id)
        return views.membership(row)

    async def list_requests(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: RequestStatus | None = None,
        requester_id: str | None = None,
        community_id: str | None = None,
    ) -> Sequence[HelpRequest]:
        """See the port."""
        about = community_id or requester_id or ""
        page = self._platform.requests.page
        filters = (limit, offset, status, requester_id, community_id)
        rows = await self._call("list_requests", about, page, *filters)
        return [views.help_request(row, community_id) for row in rows]

    async def get_request(self, request_id: str) -> RequestDetail:
        """See the port."""
        read = self._platform.requests.read
        row, relation, _ = await self._call("get_request", request_id, read, request_id)
        return views.request_detail(row, relation)

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """See the port."""
        await self._caller.before_call()
        create, body = self._platform.requests.create, to_builtins(draft)
        row = self._ruled("create_request", "", lambda: create(self._signed_in(), body))
        self._caller.called(Call("create_request", row.id, CREATED))
        return views.created_request(row)

    async def list_matches(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: MatchStatus | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """See the port."""
        page, filters = self._platform.matches.page, (limit, offset, status, request_id)
        rows = await self._call("list_matches", request_id or "", page, *filters)
        return [views.my_match(row) for row in rows]

    async def get_match(self, match_id: str) -> MatchDetail:
        """See the port."""
        row = await self._call("get_match", match_id, self._platform.matches.get, match_id)
        return views.match_detail(row)

    async def offer_help(self, request_id: str) -> Match:
        """See the port."""
        await self._caller.before_call()
        offer = self._platform.matches.offer
        row = self._ruled("offer_help", request_id, lambda: offer(self._signed_in(), request_id))
        self._caller.called(Call("offer_help", row.id, CREATED))
        return views.match(row)

    async def accept_match(self, match_id: str) -> Match:
        """See the port."""
        row = await self._call("accept_match", match_id, self._platform.matches.accept, match_id)
        return views.match(row)

    async def reject_match(self, match_id: str) -> None:
        """See the port."""
        await self._call("reject_match", match_id, self._platform.matches.reject, match_id)

    async def complete_match(self, match_id: str) -> Completion:
        """See the port."""
        complete = self._platform.matches.complete
        _, completion = await self._call("complete_match", match_id, complete, match_id)
        return completion

    async def _call[**P, R](
        self,
        operation: str,
        about: str,
        rule: Callable[Concatenate[UserRecord, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """Think, ask the rules as the signed-in person, keep the call."""
        await self._caller.before_call()
        answer = self._ruled(operation, about, lambda: rule(self._signed_in(), *args, **kwargs))
        self._caller.called(Call(operation, about, OK))
        return answer

    def _ruled[**P, R](
        self, operation: str, about: str, rule: Callable[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        self._platform.jobs.run_due()
        try:
            return rule(*args, **kwargs)
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise

    def _signed_in(self) -> UserRecord:
        """The caller's row; 401 for nobody."""
        if self._user is None:
            account = self._caller.account
            if account is None:
                raise Refused(401, message="nobody is signed in")
            self._user = self._platform.accounts.caller(account.id)
        return self._user
