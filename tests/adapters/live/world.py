"""A karmyq with one prepared answer, for the session's tests, and what was asked of it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx2
import jwt

from adapters.entities import Account
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.session import LiveKarmyq
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.traffic import LOOKING
from adapters.port import Call, Karmyq

TIME = "2026-09-20T08:15:30.000Z"
ADA = Account("u1", "ada@test.karmyq.com", "Ada", datetime(2026, 9, 20, 8, 15, 30, tzinfo=UTC))
SECRET = "a secret of more than thirty-two bytes, as advised"
SETTINGS = LiveSettings(
    api_url="https://karmyq.example/api",
    database_url="postgresql://localhost/karmyq",
    jwt_secret=SECRET,
    password="quiet-orchard-7",
    email_domain="test.karmyq.com",
)
USER = {"id": "u9", "email": "bo@test.karmyq.com", "name": "Bo", "createdAt": TIME}
MEMBER = {
    "id": "row",
    "community_id": "c1",
    "user_id": "u1",
    "role": "member",
    "status": "active",
    "joined_at": TIME,
}
REQUEST = {
    "id": "r1",
    "requester_id": "u1",
    "title": "Watering help",
    "urgency": "low",
    "status": "open",
    "request_type": "generic",
    "created_at": TIME,
    "expires_at": TIME,
    "scheduled_for": None,
    "requester_name": "Ada",
    "requester_email": "ada@test.karmyq.com",
    "community_ids": "c1,c2",
    "expired": False,
    "viewer_relation": "own_request",
}
MATCH = {
    "id": "m1",
    "request_id": "r1",
    "responder_id": "u1",
    "requester_id": "u2",
    "status": "proposed",
    "created_at": TIME,
    "completed_at": None,
    "requester_done_at": None,
    "responder_done_at": None,
    "admin_proposed": False,
    "request_title": "Watering help",
    "request_type": "generic",
}
COMMUNITY = {
    "id": "c1",
    "name": "Harbour Lane Helpers",
    "description": "Soup",
    "location": "Turku",
    "category": "Neighbourhood",
    "max_members": 150,
    "current_members": 12,
    "access_type": "public",
    "creator_id": "u1",
    "status": "active",
    "created_at": TIME,
    "community_type": "mutual_aid",
    "inner_circle_count": "2",
    "active_community_count": "4",
    "extended_network_count": "6",
    "role": "admin",
    "joined_at": TIME,
}
FOUND = {"community": COMMUNITY, "existing": False, "config": {}, "token": "t"}
Operation = Callable[[Karmyq], Awaitable[Any]]


class Ada:
    """A caller that keeps the order of thinking and calling."""

    thinks = True

    def __init__(self, account: Account | None = ADA) -> None:
        self.account = account
        self.calls: list[Call] = []
        self.events: list[str] = []

    async def before_call(self) -> None:
        self.events.append("think")

    def called(self, call: Call) -> None:
        self.events.append("call")
        self.calls.append(call)


class World:
    """A platform with one prepared answer, and what was asked of it."""

    def __init__(self, status: int = 200, data: object = None, *, raw: object = None) -> None:
        body = {"success": True, "data": data} if raw is None else raw
        self.response = httpx2.Response(status, content=json.dumps(body))
        self.error: Exception | None = None
        self.requests: list[httpx2.Request] = []
        self.communities: list[CommunityRef] = []
        self.caller = Ada()

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        return self.communities

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        self.caller.events.append("request")
        if self.error is not None:
            raise self.error
        return self.response

    def do(self, *operations: Operation) -> Any:
        return asyncio.run(self._do(operations))

    async def _do(self, operations: tuple[Operation, ...]) -> Any:
        transport = httpx2.MockTransport(self.answer)
        platform = LivePlatform(
            SETTINGS, self, traffic=LOOKING, means=Means(transport=transport, wait=no_wait)
        )
        session: LiveKarmyq = platform.session(self.caller)
        try:
            return [await operation(session) for operation in operations][-1]
        finally:
            await platform.aclose()

    def sent(self) -> tuple[str, str, object]:
        """The last request: method, address below the base, body."""
        request = self.requests[-1]
        body = json.loads(request.content) if request.content else None
        return request.method, str(request.url).removeprefix(SETTINGS.api_url), body


async def no_wait(_seconds: float) -> None:
    """Tests do not wait."""


def joined(world: World) -> Callable[[object], Awaitable[None]]:
    """From now on the directory knows the caller as a member."""
    world_communities = world.communities

    def note(_karmyq: object) -> Awaitable[None]:
        world_communities.append(CommunityRef("c1", "member", "Harbour Lane Helpers"))
        return no_wait(0)

    return note


def token_of(request: httpx2.Request, secret: str = SECRET) -> dict[str, Any]:
    token = request.headers["authorization"].removeprefix("Bearer ")
    options: Any = {"verify_exp": False, "verify_iat": False}
    return jwt.decode(token, secret, algorithms=["HS256"], options=options)
