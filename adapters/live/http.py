"""The wire: the one module that knows httpx.

1. the least busy client is chosen
2. the request is sent, with the simulated time where a sandbox follows it
3. a lost connection is tried again where nothing can have happened twice
4. what comes back is an `Answer`, whatever its status; no answer is `Unavailable`
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from socket import gaierror
from typing import Any, NamedTuple

import httpx

from adapters.errors import KarmyqError, Unavailable
from adapters.live.clock import Clock, utc_text

Transport = httpx.AsyncBaseTransport
Wait = Callable[[float], Awaitable[None]]
Body = Mapping[str, Any] | Sequence[Any]
"""A JSON object, or a bare list."""

TIMEOUT_S = 10.0
CONNECTIONS_PER_CLIENT = 5
"""httpx looks at all connections of a client for every request: beyond ten it collapses."""
KEEPALIVE_S = 3.0  # shorter than the 5 s after which common servers hang up
RETRY_WAITS_S = (0.2, 0.8)
SIMULATED_TIME = "X-Simulated-Time"


class Reason(NamedTuple):
    """Why no answer came, told by the kinds of error behind it."""

    kinds: tuple[type[BaseException], ...]
    code: str
    meaning: str


REASONS = (
    Reason((httpx.TimeoutException,), "TIMEOUT", f"did not answer within {TIMEOUT_S:g} seconds"),
    Reason((gaierror,), "UNKNOWN_HOST", "is no host known here: is KARMYQ_API_URL right?"),
    Reason((ssl.SSLError,), "TLS_FAILED", "has no certificate trusted here, or speaks no TLS"),
    Reason(
        (ConnectionRefusedError,),
        "CONNECTION_REFUSED",
        "refuses connections: is karmyq running, and is KARMYQ_API_URL right?",
    ),
    Reason((httpx.ConnectError,), "UNREACHABLE", "cannot be reached: is KARMYQ_API_URL right?"),
    Reason(
        (httpx.NetworkError, httpx.RemoteProtocolError),
        "CONNECTION_LOST",
        "closed the connection before it had answered",
    ),
)
"""The first that fits counts: the deepest cause says most."""

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""Errors before the first byte; after any other, karmyq may have done what was asked."""


class Answer(NamedTuple):
    """What came back, before anybody has read it."""

    status: int
    content_type: str
    content: bytes
    date: datetime | None
    location: str


class _Shard:
    """One client and how many requests it has in flight."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.in_flight = 0

    @contextmanager
    def busy(self) -> Iterator[httpx.AsyncClient]:
        self.in_flight += 1
        try:
            yield self.client
        finally:
            self.in_flight -= 1


class Http:
    """Requests to one API, spread over as many clients as `concurrency` calls at once need."""

    def __init__(
        self,
        api_url: str,
        *,
        concurrency: int = 1,
        transport: Transport | None = None,
        clock: Clock | None = None,
        wait: Wait = asyncio.sleep,
    ) -> None:
        self._api_url = api_url
        self._clock = clock
        self._wait = wait
        self._host = httpx.URL(api_url).netloc.decode()
        clients = max(1, -(-concurrency // CONNECTIONS_PER_CLIENT))
        self._shards = [_Shard(client) for client in _clients(api_url, clients, transport)]

    async def send(
        self,
        method: str,
        path: str,
        *,
        token: str | None = None,
        params: Mapping[str, str | int] | None = None,
        body: Body | None = None,
    ) -> Answer:
        """Send one request and take whatever answers; raises Unavailable where nothing does."""
        waits = iter(RETRY_WAITS_S)
        sent = False
        while True:
            try:
                return await self._send_once(method, path, token, params, body)
            except httpx.RequestError as error:
                sent = sent or not isinstance(error, NEVER_SENT)
                delay = next(waits, None)
                if delay is None or not _may_repeat(method, error):
                    # Neither the error nor its text goes on: it could quote what was sent.
                    raise self._unavailable(error, sent=sent) from None
            await self._wait(delay)

    async def aclose(self) -> None:
        """Close all connections."""
        for shard in self._shards:
            await shard.client.aclose()

    async def _send_once(
        self,
        method: str,
        path: str,
        token: str | None,
        params: Mapping[str, str | int] | None,
        body: Body | None,
    ) -> Answer:
        shard = min(self._shards, key=lambda shard: shard.in_flight)
        with shard.busy() as client:
            response = await client.request(
                method,
                self._api_url + path,
                params=params,
                json=body,
                headers=self._headers(token),
            )
        return Answer(
            response.status_code,
            response.headers.get("content-type", ""),
            response.content,
            _date(response.headers.get("date")),
            response.headers.get("location", ""),
        )

    def _headers(self, token: str | None) -> dict[str, str]:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        if self._clock is not None:
            headers[SIMULATED_TIME] = utc_text(self._clock())
        return headers

    def _unavailable(self, error: httpx.RequestError, *, sent: bool) -> Unavailable:
        reason = _reason(error)
        message = f"{self._host} {reason.meaning}"
        return Unavailable(0, reason.code, message, may_have_happened=sent)


def _clients(api_url: str, count: int, transport: Transport | None) -> list[httpx.AsyncClient]:
    # Reading the certificates takes longer than everything else, so they are read once for all.
    certificates: ssl.SSLContext | bool = transport is None and api_url.startswith("https")
    if certificates:
        certificates = httpx.create_ssl_context()
    limits = httpx.Limits(
        max_connections=CONNECTIONS_PER_CLIENT,
        max_keepalive_connections=CONNECTIONS_PER_CLIENT,
        keepalive_expiry=KEEPALIVE_S,
    )
    return [
        httpx.AsyncClient(
            verify=certificates,
            transport=transport,
            limits=limits,
            # Waiting for a free connection is our own queue, not the platform's slowness.
            timeout=httpx.Timeout(TIMEOUT_S, pool=None),
            follow_redirects=False,
            headers={"Accept": "application/json", "User-Agent": "karmyq-simulation"},
            # A proxy for the outside world knows nothing of this machine's own addresses.
            trust_env=not is_loopback(httpx.URL(api_url).host),
        )
        for _ in range(count)
    ]


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _may_repeat(method: str, error: httpx.RequestError) -> bool:
    """Nothing may happen twice, and a platform that is slow gets no second copy to answer."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return True
    return method == "GET" and isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError)


def _reason(error: httpx.RequestError) -> Reason:
    causes = tuple(_causes(error))
    fitting = (
        reason for reason in REASONS if any(isinstance(cause, reason.kinds) for cause in causes)
    )
    return next(fitting, Reason((), "PROTOCOL_ERROR", "answers, but not in readable HTTP"))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and everything that led to it: the reason lies several layers down.

    An error of ours belongs to an earlier call, which the caller is just getting over.
    """
    while error is not None and not isinstance(error, KarmyqError):
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__ or error.__context__


def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
