"""One attempt over the network: the only module that knows the HTTP client.

Requests are spread over as many small clients as calls at once need, since a client looks at all
its connections for every request. What comes back is an `Answer`, whatever its status; where
nothing comes back, `NoAnswer` says why, and whether the request may have arrived.
"""

import ssl
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import ip_address
from socket import gaierror
from typing import Any, NamedTuple

import httpx2

from adapters.errors import KarmyqError
from adapters.live.lanes import Lanes

Transport = httpx2.AsyncBaseTransport
Body = Mapping[str, Any] | Sequence[Any]
"""A JSON object, or a bare list."""

CONNECT_S = 5.0
READ_S = 10.0
WRITE_S = 10.0
CONNECTIONS_PER_CLIENT = 5
KEEPALIVE_S = 3.0  # shorter than the 5 s after which common servers hang up


class Reason(NamedTuple):
    """Why no answer came, told by the kinds of error behind it."""

    kinds: tuple[type[BaseException], ...]
    code: str
    meaning: str


REASONS = (
    Reason(
        (httpx2.ConnectTimeout,),
        "CONNECT_TIMEOUT",
        f"took no connection within {CONNECT_S:g} seconds: is KARMYQ_API_URL right?",
    ),
    Reason((httpx2.TimeoutException,), "TIMEOUT", f"did not answer within {READ_S:g} seconds"),
    Reason((gaierror,), "UNKNOWN_HOST", "is no host known here: is KARMYQ_API_URL right?"),
    Reason((ssl.SSLError,), "TLS_FAILED", "has no certificate trusted here, or speaks no TLS"),
    Reason(
        (ConnectionRefusedError,),
        "CONNECTION_REFUSED",
        "refuses connections: is karmyq running, and is KARMYQ_API_URL right?",
    ),
    Reason((httpx2.ConnectError,), "UNREACHABLE", "cannot be reached: is KARMYQ_API_URL right?"),
    Reason(
        (httpx2.NetworkError, httpx2.RemoteProtocolError),
        "CONNECTION_LOST",
        "closed the connection before it had answered",
    ),
)
"""The first that fits counts: the deepest cause says most."""

NEVER_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
"""Errors before the first byte; after any other, karmyq may have done what was asked."""


class Answer(NamedTuple):
    """What came back, before anybody has read it.

    Where `in_doubt`, an earlier attempt of the same call may have been carried out: a no to this
    one is none to that.
    """

    status: int
    content_type: str
    content: bytes
    date: datetime | None
    location: str
    retry_after_s: float | None = None
    in_doubt: bool = False


class NoAnswer(Exception):
    """Nothing came back. Its text quotes nothing that was sent."""

    def __init__(self, code: str, message: str, *, sent: bool) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.sent = sent


class Network:
    """Attempts on one API; `concurrency` is how many are expected at once."""

    def __init__(
        self, api_url: str, *, concurrency: int = 1, transport: Transport | None = None
    ) -> None:
        self._api_url = api_url
        self.host = httpx2.URL(api_url).netloc.decode()
        count = max(1, -(-concurrency // CONNECTIONS_PER_CLIENT))
        self.clients = _clients(api_url, count, transport)
        self._lanes = Lanes(count * CONNECTIONS_PER_CLIENT)

    async def exchange(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        params: Mapping[str, str | int] | None,
        body: Body | None,
    ) -> Answer:
        """Send one request and take whatever answers; raises NoAnswer where nothing does."""
        # Handed over as a whole: what comes in two parts is parsed twice.
        url = f"{self._api_url}{path}{f'?{httpx2.QueryParams(params)}' if params else ''}"
        try:
            async with self._lanes.lane() as lane:
                client = self.clients[lane // CONNECTIONS_PER_CLIENT]
                response = await client.request(method, url, json=body, headers=headers)
        except httpx2.RequestError as error:
            # Neither the error nor its text goes on: it could quote what was sent.
            raise self._no_answer(error) from None
        said = response.headers
        return Answer(
            response.status_code,
            said.get("content-type", ""),
            response.content,
            _date(said.get("date")),
            said.get("location", ""),
            _retry_after_s(said.get("retry-after"), said.get("date")),
        )

    async def aclose(self) -> None:
        """Close all connections."""
        for client in self.clients:
            await client.aclose()

    def _no_answer(self, error: httpx2.RequestError) -> NoAnswer:
        reason = _reason(error)
        sent = not isinstance(error, NEVER_SENT)
        return NoAnswer(reason.code, f"{self.host} {reason.meaning}", sent=sent)


def _clients(api_url: str, count: int, transport: Transport | None) -> list[httpx2.AsyncClient]:
    # Reading the certificates takes longer than everything else, so they are read once for all.
    certificates: ssl.SSLContext | bool = transport is None and api_url.startswith("https")
    if certificates:
        certificates = httpx2.create_ssl_context()
    limits = httpx2.Limits(
        max_connections=CONNECTIONS_PER_CLIENT,
        max_keepalive_connections=CONNECTIONS_PER_CLIENT,
        keepalive_expiry=KEEPALIVE_S,
    )
    return [
        httpx2.AsyncClient(
            verify=certificates,
            transport=transport,
            limits=limits,
            # Waiting for a free connection is our own queue, not the platform's slowness.
            timeout=httpx2.Timeout(connect=CONNECT_S, read=READ_S, write=WRITE_S, pool=None),
            follow_redirects=False,
            headers={"Accept": "application/json", "User-Agent": "karmyq-simulation"},
            # Many people share a client, and no cookie of one may travel with another's call.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            # A proxy for the outside world knows nothing of this machine's own addresses.
            trust_env=not is_loopback(httpx2.URL(api_url).host),
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


def _reason(error: httpx2.RequestError) -> Reason:
    causes = tuple(_causes(error))
    fitting = (
        reason for reason in REASONS if any(isinstance(cause, reason.kinds) for cause in causes)
    )
    return next(fitting, Reason((), "PROTOCOL_ERROR", "answers, but not in readable HTTP"))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and everything that led to it: the reason lies several layers down.

    An error of ours belongs to an earlier call, which the caller is just getting over.
    """
    while error is not None and not isinstance(error, KarmyqError | NoAnswer):
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__ or error.__context__


@lru_cache(maxsize=64)  # all answers of a second have the same
def _date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _retry_after_s(text: str | None, date: str | None) -> float | None:
    """Seconds, or a moment that is counted from the answer's own date."""
    if text is None:
        return None
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    then, now = _date(text), _date(date)
    return None if then is None or now is None else max(0.0, (then - now).total_seconds())
