"""The platform as a whole: its clock, and the look at it before a run starts."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from adapters.entities import Account
from adapters.errors import KarmyqError, Refused, Unavailable
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.traffic import LOOKING

THEN = datetime(2025, 3, 3, 8, 0, 0, tzinfo=UTC)
ADA = Account("u1", "ada@test.karmyq.com", "Ada", THEN)
META = {"timestamp": "2025-03-03T08:00:00.000Z"}
SETTINGS = LiveSettings(
    api_url="https://karmyq.example/api",
    database_url="postgresql://localhost/karmyq",
    jwt_secret="a secret of more than thirty-two bytes, as advised",
    password="quiet-orchard-7",
    email_domain="test.karmyq.com",
)
Handler = Callable[[httpx2.Request], httpx2.Response]


class Nowhere:
    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        return []


def karmyq(request: httpx2.Request) -> httpx2.Response:
    """karmyq with our secret: signed in or not is all that matters."""
    if "authorization" not in request.headers:
        return no_token(request)
    return httpx2.Response(200, json={"success": True, "data": {}, "meta": META})


def no_token(_request: httpx2.Request) -> httpx2.Response:
    body = {"success": False, "message": "no token", "error": "UNAUTHORIZED", "meta": META}
    return httpx2.Response(401, json=body)


def failing(error: Exception) -> Handler:
    def handle(_request: httpx2.Request) -> httpx2.Response:
        raise error

    return handle


def look(handler: Handler, account: Account | None = ADA) -> datetime:
    async def run() -> datetime:
        platform = LivePlatform(
            SETTINGS,
            Nowhere(),
            traffic=LOOKING,
            means=Means(httpx2.MockTransport(handler), wait=lambda _: asyncio.sleep(0)),
        )
        try:
            await platform.ready(account)
            return platform.now()
        finally:
            await platform.aclose()

    return asyncio.run(run())


def trouble(handler: Handler, account: Account | None = ADA) -> KarmyqError:
    with pytest.raises(KarmyqError) as caught:
        look(handler, account)
    return caught.value


def test_a_karmyq_that_takes_our_token_is_ready_and_has_told_its_time() -> None:
    assert timedelta(0) <= look(karmyq) - THEN < timedelta(seconds=30)


def test_with_nobody_to_try_a_token_for_no_call_has_one() -> None:
    requests: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return no_token(request)

    look(handle, None)

    assert not any("Authorization" in request.headers for request in requests)


def test_looking_changes_nothing_and_asks_every_service() -> None:
    requests: list[httpx2.Request] = []

    def handle(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return karmyq(request)

    look(handle)

    assert {request.method for request in requests} == {"GET"}
    assert [request.url.path.split("/")[2] for request in requests] == [
        "communities",
        "users",
        "requests",
        "conversations",
        "reputation",
        "communities",
    ]


def test_a_service_that_is_down_is_named() -> None:
    def handle(request: httpx2.Request) -> httpx2.Response:
        down = request.url.path.startswith("/api/conversations")
        return httpx2.Response(502, text="bad gateway") if down else karmyq(request)

    assert trouble(handle).message == "GET /conversations: the gateway answers 502 for karmyq"


def test_a_wrong_secret_is_one_sentence() -> None:
    found = trouble(no_token)

    assert isinstance(found, Refused)
    assert (found.status, found.code) == (401, "UNAUTHORIZED")
    assert found.message == (
        "karmyq does not take our tokens: is KARMYQ_JWT_SECRET the one it signs with?"
    )


def test_a_web_page_is_one_sentence() -> None:
    page = httpx2.Response(200, html="<!doctype html>")
    found = trouble(lambda _: page)

    assert (found.status, found.code) == (200, "NOT_JSON")
    assert found.message == (
        "GET /communities: a web page came instead of JSON: "
        "is KARMYQ_API_URL the API's base, ending in /api?"
    )


def test_another_api_at_that_address_is_one_sentence() -> None:
    found = trouble(lambda _: httpx2.Response(404, json={"detail": "Not Found"}))

    assert isinstance(found, Unavailable)
    assert found.message == (
        "KARMYQ_API_URL answers 404 where karmyq lists its communities: "
        "is it the API's base, ending in /api?"
    )


def test_a_refused_connection_is_one_sentence() -> None:
    error = httpx2.ConnectError("All connection attempts failed")
    error.__cause__ = ConnectionRefusedError(111, "Connection refused")
    found = trouble(failing(error))

    assert (found.status, found.code) == (0, "CONNECTION_REFUSED")
    assert found.message == (
        "karmyq.example refuses connections: is karmyq running, and is KARMYQ_API_URL right?"
    )


def test_too_many_calls_are_no_question_of_the_address() -> None:
    body = {"success": False, "message": "slow down", "error": "RATE_LIMIT_EXCEEDED"}
    found = trouble(lambda _: httpx2.Response(429, json=body))

    assert isinstance(found, Refused)
    assert found.message == "slow down"


def test_a_given_clock_is_the_platforms() -> None:
    platform = LivePlatform(SETTINGS, Nowhere(), clock=lambda: THEN)

    assert platform.now() == THEN
