"""The wire: what is sent, what is tried again, and what no answer means."""

import asyncio
import socket
from collections.abc import Callable
from datetime import UTC, datetime

import httpx2
import pytest

from adapters.errors import Unavailable
from adapters.live.http import Http
from adapters.live.means import Means
from adapters.live.transport import Answer, Transport

API = "http://localhost:8080/api"
Handler = Callable[[httpx2.Request], httpx2.Response]


def yes(_request: httpx2.Request) -> httpx2.Response:
    return httpx2.Response(200, json={"success": True})


class Wire:
    """An `Http` over a handler, with the requests that it got and the waits it was asked for."""

    def __init__(self, handler: Handler = yes, **options: object) -> None:
        self.handler = handler
        self.requests: list[httpx2.Request] = []
        self.waits: list[float] = []
        self.options = options

    def get(self, path: str = "/matches") -> Answer:
        return self.send("GET", path)

    def send(self, method: str, path: str, **what: object) -> Answer:
        return asyncio.run(self._send(method, path, what))

    async def _send(self, method: str, path: str, what: dict[str, object]) -> Answer:
        transport = self.options.get("transport", httpx2.MockTransport(self._keep))
        means = Means(transport, wait=self._wait)  # type: ignore[arg-type]
        http = Http(API, means=means, clock=self.options.get("clock"))  # type: ignore[arg-type]
        try:
            return await http.send(method, path, **what)  # type: ignore[arg-type]
        finally:
            await http.aclose()

    def _keep(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        return self.handler(request)

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)


def failing(*errors: Exception) -> Handler:
    """Each error once, then yes."""
    left = list(errors)

    def handle(request: httpx2.Request) -> httpx2.Response:
        if left:
            raise left.pop(0)
        return yes(request)

    return handle


def trouble(wire: Wire, method: str = "GET") -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        wire.send(method, "/matches", token="top-secret")
    assert caught.value.status == 0
    return caught.value


def unknown(*_args: object, **_options: object) -> None:
    """No name is known, whatever the network here would say."""
    raise socket.gaierror(-2, "Name or service not known")


def real_trouble(address: str) -> Unavailable:
    async def ask() -> None:
        http = Http(address, means=Means(wait=lambda _: asyncio.sleep(0)))
        try:
            await http.send("GET", "/matches")
        finally:
            await http.aclose()

    with pytest.raises(Unavailable) as caught:
        asyncio.run(ask())
    return caught.value


def test_a_request_goes_below_the_apis_base_with_its_query_and_body() -> None:
    wire = Wire()
    wire.send("POST", "/matches", params={"limit": 5}, body={"request_id": "é"})

    [request] = wire.requests
    assert (request.method, str(request.url)) == ("POST", f"{API}/matches?limit=5")
    assert request.content == '{"request_id":"é"}'.encode()
    assert request.headers["content-type"] == "application/json"


def test_a_token_travels_as_a_bearer_and_nobody_sends_none() -> None:
    wire = Wire()
    wire.send("GET", "/matches", token="t")
    wire.send("GET", "/matches")

    assert wire.requests[0].headers["authorization"] == "Bearer t"
    assert "authorization" not in wire.requests[1].headers


def test_every_request_asks_for_json_and_says_who_asks() -> None:
    wire = Wire()
    wire.get()

    headers = wire.requests[0].headers
    assert (headers["accept"], headers["user-agent"]) == ("application/json", "karmyq-simulation")
    assert "x-simulated-time" not in headers


def test_a_sandbox_is_told_the_simulated_time() -> None:
    wire = Wire(clock=lambda: datetime(2025, 3, 3, 8, 0, 0, 123456, UTC))
    wire.get()

    assert wire.requests[0].headers["x-simulated-time"] == "2025-03-03T08:00:00.123Z"


def test_an_answer_is_taken_as_it_is_whatever_its_status() -> None:
    headers = {"date": "Mon, 03 Mar 2025 08:00:00 GMT", "location": "/login"}
    wire = Wire(lambda _: httpx2.Response(302, text="moved", headers=headers))

    assert wire.get() == Answer(
        302,
        "text/plain; charset=utf-8",
        b"moved",
        datetime(2025, 3, 3, 8, 0, 0, tzinfo=UTC),
        "/login",
    )
    assert len(wire.requests) == 1


def test_a_date_that_is_none_is_left_alone() -> None:
    assert Wire(lambda _: httpx2.Response(200, headers={"date": "today"})).get().date is None


def test_a_read_that_lost_its_connection_is_tried_twice_more_after_a_wait() -> None:
    wire = Wire(failing(httpx2.ReadError("lost"), httpx2.RemoteProtocolError("lost")))

    assert wire.get().status == 200
    assert 0 <= wire.waits[0] <= 0.5
    assert 0 <= wire.waits[1] <= 1


def test_after_the_third_loss_it_is_given_up() -> None:
    wire = Wire(failing(*[httpx2.ReadError("lost")] * 3))

    assert trouble(wire).code == "CONNECTION_LOST"
    assert len(wire.requests) == 3


def test_a_write_that_may_have_arrived_is_never_sent_twice() -> None:
    wire = Wire(failing(httpx2.ReadError("lost")))

    assert trouble(wire, "POST").code == "CONNECTION_LOST"
    assert len(wire.requests) == 1


@pytest.mark.parametrize("error", [httpx2.ConnectError("no"), httpx2.ConnectTimeout("no")])
def test_a_write_that_never_left_is_sent_again(error: Exception) -> None:
    wire = Wire(failing(error))

    assert wire.send("POST", "/matches").status == 200
    assert len(wire.requests) == 2


def test_a_slow_answer_to_a_write_gets_no_second_copy() -> None:
    wire = Wire(failing(httpx2.ReadTimeout("slow")))

    found = trouble(wire, "POST")
    assert (found.code, found.message) == (
        "TIMEOUT",
        "localhost:8080 did not answer within 10 seconds",
    )
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (httpx2.ConnectError("no"), "UNREACHABLE"),
        (httpx2.WriteError("no"), "CONNECTION_LOST"),
        (httpx2.LocalProtocolError("no"), "PROTOCOL_ERROR"),
        (httpx2.DecodingError("no"), "PROTOCOL_ERROR"),
    ],
)
def test_every_way_to_get_no_answer_has_a_code(error: Exception, code: str) -> None:
    assert trouble(Wire(failing(*[error] * 3))).code == code


@pytest.mark.parametrize(
    ("error", "may_have_happened"),
    [
        (httpx2.ConnectError("refused"), False),
        (httpx2.ConnectTimeout("slow"), False),
        (httpx2.UnsupportedProtocol("gopher"), False),
        (httpx2.ReadTimeout("slow"), True),
        (httpx2.WriteTimeout("slow"), True),
        (httpx2.ReadError("reset"), True),
        (httpx2.WriteError("half sent"), True),
        (httpx2.RemoteProtocolError("hung up"), True),
        (httpx2.DecodingError("garbled"), True),
    ],
)
def test_no_answer_says_whether_the_write_may_have_happened(
    error: Exception, may_have_happened: bool
) -> None:
    found = trouble(Wire(failing(*[error] * 3)), "POST")

    assert found.may_have_happened is may_have_happened


def test_what_was_once_sent_may_have_happened_though_a_later_try_was_refused() -> None:
    wire = Wire(failing(httpx2.ReadError("lost"), *[httpx2.ConnectError("no")] * 2))

    assert trouble(wire, "GET").may_have_happened


def test_neither_token_nor_cause_goes_on_with_the_error() -> None:
    found = trouble(Wire(failing(*[httpx2.ReadError("Bearer top-secret")] * 3)))

    assert "top-secret" not in str(found)
    assert found.__cause__ is None
    assert found.__suppress_context__


def test_a_refused_connection_asks_whether_karmyq_is_running() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        port = taken.getsockname()[1]
        found = real_trouble(f"http://127.0.0.1:{port}/api")

    assert (found.status, found.code) == (0, "CONNECTION_REFUSED")
    assert found.message == (
        f"127.0.0.1:{port} refuses connections: is karmyq running, and is KARMYQ_API_URL right?"
    )


def test_a_host_that_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = real_trouble("http://karmyq.invalid/api")

    assert found.code == "UNKNOWN_HOST"
    assert found.message == "karmyq.invalid is no host known here: is KARMYQ_API_URL right?"


def test_an_earlier_calls_reason_is_not_mixed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    async def twice() -> None:
        first = Http("http://karmyq.invalid", means=Means(wait=lambda _: asyncio.sleep(0)))
        second = Http(API, means=Means(httpx2.MockTransport(failing(httpx2.ReadError("lost")))))
        try:
            await first.send("GET", "/matches")
        except Unavailable:
            await second.send("POST", "/matches")

    with pytest.raises(Unavailable) as caught:
        asyncio.run(twice())
    assert caught.value.code == "CONNECTION_LOST"


def test_a_server_that_hangs_up_loses_the_connection() -> None:
    async def ask() -> None:
        server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        http = Http(f"http://127.0.0.1:{port}", means=Means(wait=lambda _: asyncio.sleep(0)))
        try:
            await http.send("GET", "/matches")
        finally:
            await http.aclose()
            server.close()
            await server.wait_closed()

    with pytest.raises(Unavailable) as caught:
        asyncio.run(ask())
    assert caught.value.code == "CONNECTION_LOST"


class Busy(httpx2.AsyncBaseTransport):
    """Answers all requests at once, as soon as `expected` of them have arrived."""

    def __init__(self, expected: int) -> None:
        self.left = expected
        self.all_here = asyncio.Event()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.left -= 1
        if self.left == 0:
            self.all_here.set()
        await self.all_here.wait()
        return yes(request)


@pytest.mark.parametrize(("concurrency", "clients"), [(1, 1), (5, 1), (6, 2), (50, 10)])
def test_no_client_is_meant_to_hold_more_than_five_connections(
    concurrency: int, clients: int
) -> None:
    async def all_at_once() -> int:
        transport: Transport = Busy(concurrency)
        http = Http(API, concurrency=concurrency, means=Means(transport))
        await asyncio.gather(*(http.send("GET", "/matches") for _ in range(concurrency)))
        await http.aclose()
        return len(http.network.clients)

    assert asyncio.run(all_at_once()) == clients
