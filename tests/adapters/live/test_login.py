"""Without karmyq's secret people sign in; the sandbox's app answers, without a socket."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import httpx2
import jwt
import pytest

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.traffic import LOOKING
from adapters.live.wire import Conduct, NotSent
from tests.adapters.live.world import Ada
from tests.adapters.sandbox.served import NOW, PASSWORD, Served


class Recorded(httpx2.AsyncBaseTransport):
    """Passes everything on, and remembers it."""

    def __init__(self, transport: httpx2.ASGITransport) -> None:
        self.requests: list[httpx2.Request] = []
        self._transport = transport

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return await self._transport.handle_async_request(request)

    @property
    def lines(self) -> list[str]:
        return [f"{request.method} {request.url.path}" for request in self.requests]


class Nobody:
    """No directory is asked where karmyq itself says what a token lists."""

    async def memberships(self, user_id: str) -> list[object]:
        raise AssertionError(user_id)


class Visit:
    """A platform without the secret, over the sandbox's app."""

    def __init__(self, password: str = PASSWORD, *, reads_only: bool = False) -> None:
        self.served = Served()
        self.person = self.served.person("ada")
        self.account = Account(self.person.id, self.person.email, "Ada", NOW)
        self.wire = Recorded(self.served.transport)
        self._settings = LiveSettings(
            api_url="http://localhost/api", password=password, email_domain="example.org"
        )
        self._conduct = Conduct(reads_only=reads_only)

    def do(self, *stories: Callable[[LivePlatform], Awaitable[object]]) -> object:
        async def whole() -> object:
            platform = LivePlatform(
                self._settings,
                Nobody(),  # type: ignore[arg-type]  # it answers nothing
                means=Means(transport=self.wire),
                traffic=LOOKING,
                clock=lambda: self.served.wall,
                conduct=self._conduct,
            )
            try:
                return [await story(platform) for story in stories][-1]
            finally:
                await platform.aclose()

        return asyncio.run(whole())

    async def look(self, platform: LivePlatform) -> object:
        return await platform.session(Ada(self.account)).my_communities()


LOGIN, LOOK = "POST /api/auth/login", "GET /api/communities/my/communities"


def test_a_person_signs_in_once_and_then_looks() -> None:
    visit = Visit()
    visit.do(visit.look, visit.look)

    assert visit.wire.lines == [LOGIN, LOOK, LOOK]


def test_the_token_is_karmyqs_own() -> None:
    visit = Visit()
    place = visit.served.community(visit.person)
    visit.do(visit.look)
    token = visit.wire.requests[-1].headers["authorization"].removeprefix("Bearer ")

    said = jwt.decode(token, options={"verify_signature": False})
    assert (said["userId"], said["currentCommunityId"]) == (visit.person.id, place)


def test_it_signs_in_anew_before_the_hour_is_over() -> None:
    visit = Visit()

    async def later(_platform: LivePlatform) -> None:
        visit.served.wall += timedelta(minutes=56)

    visit.do(visit.look, later, visit.look)

    assert visit.wire.lines == [LOGIN, LOOK, LOGIN, LOOK]


def test_it_signs_in_anew_after_joining() -> None:
    visit = Visit()
    place = visit.served.community(visit.served.person("bo"))

    async def join(platform: LivePlatform) -> object:
        return await platform.session(Ada(visit.account)).join_community(place)

    visit.do(join, visit.look)

    assert visit.wire.lines == [LOGIN, f"POST /api/communities/{place}/join", LOGIN, LOOK]


def test_a_wrong_password_is_one_sentence_and_tried_once() -> None:
    visit = Visit("another-orchard")

    with pytest.raises(Refused) as caught:
        visit.do(visit.look)

    assert caught.value.message == (
        "karmyq does not let ada@example.org in: is KARMYQ_SIM_PASSWORD the one it registered with?"
    )
    assert visit.wire.lines == [LOGIN]


def test_somebody_who_signs_in_is_found_and_nobody_else() -> None:
    visit = Visit()

    assert visit.do(lambda platform: platform.find("bo@example.org")) is None
    found = visit.do(lambda platform: platform.find("ada@example.org"))
    assert isinstance(found, Account)
    assert found.id == visit.person.id


def test_who_only_reads_does_not_sign_in() -> None:
    visit = Visit(reads_only=True)

    with pytest.raises(NotSent):
        visit.do(visit.look)

    assert visit.wire.lines == []


def test_who_only_reads_sends_no_write() -> None:
    visit = Visit(reads_only=True)
    unsent: list[KarmyqError] = []

    async def register(platform: LivePlatform) -> None:
        with pytest.raises(NotSent, match="POST /auth/register was not sent") as caught:
            await platform.session(Ada(None)).register("bo@example.org", "Bo", PASSWORD)
        unsent.append(caught.value)

    visit.do(register)

    assert (visit.wire.lines, unsent[0].code) == ([], "NOT_SENT")
