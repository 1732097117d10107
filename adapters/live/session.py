"""One person's karmyq over HTTP: each operation is an endpoint and the entity it answers with."""

from collections.abc import Callable, Sequence

from msgspec import to_builtins

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
from adapters.errors import KarmyqError
from adapters.live import decode
from adapters.live.envelope import Success
from adapters.live.tokens import Memberships
from adapters.live.wire import Ask, Wire
from adapters.port import Call, Caller


class LiveKarmyq:
    """The port, answered by a karmyq at the other end of a connection.

    Bodies and queries name the caller's id wherever karmyq has ever read it there: it counts the
    token today, but `GET /communities/my/communities` insists on the query.
    """

    def __init__(self, wire: Wire, memberships: Memberships, caller: Caller) -> None:
        self._wire = wire
        self._memberships = memberships
        self._caller = caller

    async def register(self, email: str, name: str, password: str) -> Account:
        """See the port."""
        body = {"email": email, "name": name, "password": password}
        return await self._call(
            "register",
            Ask("POST /auth/register", body=body),
            lambda answer: decode.one(answer, Account, "user"),
            made=lambda account: account.id,
            signed_in=False,
        )

    async def my_communities(self) -> Sequence[MyCommunity]:
        """See the port."""
        return await self._call(
            "my_communities",
            Ask("GET /communities/my/communities", params={"user_id": self._own_id}),
            lambda answer: decode.page(answer, MyCommunity, "communities"),
        )

    async def list_communities(self, limit: int, offset: int = 0) -> Sequence[Community]:
        """See the port."""
        return await self._call(
            "list_communities",
            Ask("GET /communities", params={"limit": limit, "offset": offset}),
            lambda answer: decode.page(answer, Community, "communities"),
        )

    async def create_community(
        self, name: str, description: str, location: str, category: str, community_type: str
    ) -> FoundCommunity:
        """See the port."""
        body = {
            "name": name,
            "description": description,
            "location": location,
            "category": category,
            "community_type": community_type,
        }
        ask = Ask("POST /communities", body=body)
        try:
            found = await self._call(
                "create_community", ask, _found_community, made=lambda place: place.id
            )
        finally:
            self._renew_token()
        return found if not (found.existing and found.joined) else await self._verified(found)

    async def join_community(self, community_id: str) -> Membership:
        """See the port."""
        endpoint = "POST /communities/{communityId}/join"
        try:
            return await self._call(
                "join_community",
                Ask(endpoint, (community_id,), body=self._own_body()),
                lambda answer: decode.one(answer, Membership),
                about=community_id,
            )
        finally:
            self._renew_token()

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
        params = {
            "limit": limit,
            "offset": offset,
            "status": status,
            "requester_id": requester_id,
            "community_id": community_id,
        }
        return await self._call(
            "list_requests",
            Ask("GET /requests", params=params),
            lambda answer: decode.page(answer, HelpRequest, "requests"),
            about=community_id or requester_id or "",
        )

    async def get_request(self, request_id: str) -> RequestDetail:
        """See the port."""
        return await self._call(
            "get_request",
            Ask("GET /requests/{id}", (request_id,)),
            lambda answer: decode.one(answer, RequestDetail),
            about=request_id,
        )

    async def create_request(self, draft: RequestDraft) -> CreatedRequest:
        """See the port."""
        return await self._call(
            "create_request",
            Ask("POST /requests", body=to_builtins(draft)),
            lambda answer: decode.one(answer, CreatedRequest),
            made=lambda request: request.id,
        )

    async def list_matches(
        self,
        limit: int,
        *,
        offset: int = 0,
        status: MatchStatus | None = None,
        request_id: str | None = None,
    ) -> Sequence[MyMatch]:
        """See the port."""
        params = {
            "user_id": self._own_id,
            "limit": limit,
            "offset": offset,
            "status": status,
            "request_id": request_id,
        }
        return await self._call(
            "list_matches",
            Ask("GET /matches", params=params),
            lambda answer: decode.page(answer, MyMatch, "matches"),
            about=request_id or "",
        )

    async def get_match(self, match_id: str) -> MatchDetail:
        """See the port."""
        return await self._call(
            "get_match",
            Ask("GET /matches/{matchId}", (match_id,)),
            lambda answer: decode.one(answer, MatchDetail),
            about=match_id,
        )

    async def offer_help(self, request_id: str) -> Match:
        """See the port."""
        body = {"request_id": request_id} | self._own_body("responder_id")
        return await self._call(
            "offer_help",
            Ask("POST /matches", body=body),
            lambda answer: decode.one(answer, Match),
            about=request_id,
            made=lambda match: match.id,
        )

    async def accept_match(self, match_id: str) -> Match:
        """See the port."""
        return await self._call(
            "accept_match",
            Ask("PUT /matches/{matchId}/accept", (match_id,), body=self._own_body()),
            lambda answer: decode.one(answer, Match),
            about=match_id,
        )

    async def reject_match(self, match_id: str) -> None:
        """See the port."""
        ask = Ask("PUT /matches/{matchId}/reject", (match_id,))
        await self._call("reject_match", ask, lambda _: None, about=match_id)

    async def complete_match(self, match_id: str) -> Completion:
        """See the port."""
        return await self._call(
            "complete_match",
            Ask("PUT /matches/{matchId}/complete", (match_id,), body=self._own_body()),
            lambda answer: decode.one(answer, Completion),
            about=match_id,
        )

    async def _call[R](
        self,
        operation: str,
        ask: Ask,
        read: Callable[[Success], R],
        *,
        about: str = "",
        made: Callable[[R], str] | None = None,
        signed_in: bool = True,
    ) -> R:
        """Think, ask, read, and keep the call: about what it made, else about what it was asked."""
        await self._caller.before_call()
        try:
            answer = await self._wire.ask(self._caller.account if signed_in else None, ask)
            result = read(answer)
        except KarmyqError as error:
            self._caller.called(Call(operation, about, error.status))
            raise
        about = about if made is None else made(result)
        self._caller.called(Call(operation, about, answer.status))
        return result

    @property
    def _own_id(self) -> str | None:
        account = self._caller.account
        return None if account is None else account.id

    def _own_body(self, name: str = "user_id") -> dict[str, str]:
        return {} if self._own_id is None else {name: self._own_id}

    def _renew_token(self) -> None:
        """After a change of memberships, or an attempt whose effect is unknown."""
        if self._own_id is not None:
            self._wire.tokens.forget(self._own_id)

    async def _verified(self, found: FoundCommunity) -> FoundCommunity:
        """Former members are told that they joined an existing community, and stay outside."""
        rows = await self._memberships.memberships(self._own_id or "")
        joined = any(place.id == found.id for place in rows)
        return FoundCommunity(found.id, found.name, found.existing, joined)


def _found_community(answer: Success) -> FoundCommunity:
    existing = decode.flag(answer, "existing")
    return FoundCommunity(
        id=decode.text(answer, "community", "id"),
        name=decode.text(answer, "community", "name"),
        existing=existing,
        joined=decode.flag(answer, "joined") if existing else True,
    )
