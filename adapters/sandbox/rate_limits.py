"""karmyq's rate limits, in front of the application (request rules 3.2, community rules 5).

bucket    calls      window  whose calls
global    300        1 min   everything of one service, per address
standard   60        1 min   most of a service, per address; a call may count several times
read       300       1 min   communities, per token
relaxed    300       1 min   the feed, per address
auth       10        15 min  everything below /auth, per address

The limit that an operator names is that of the standard bucket; the others move in proportion, as
karmyq's own multiplier does it. Windows count the platform's time and begin with their first call.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil
from typing import Any, NamedTuple

from adapters.sandbox.clock import SIMULATED_TIME, SandboxClock

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type App = Callable[[Message, Receive, Send], Awaitable[None]]

STANDARD = 60
SERVICES = {
    "auth": ("auth", "users", "founding-circle"),
    "community": ("communities",),
    "request": ("requests", "matches", "offers", "providers", "collectives"),
    "reputation": ("reputation",),
    "messaging": ("conversations", "match", "messages"),
}
SERVICE_OF = {prefix: service for service, prefixes in SERVICES.items() for prefix in prefixes}
COUNTED_MORE = (
    (re.compile(r"(POST|PUT|GET) /requests/(dibs/.*|[^/]+/dibs(-candidate)?)"), 2),
    (re.compile(r"\w+ /matches/[^/]+/feedback"), 2),
    (re.compile(r"POST /providers/offers|PUT /providers/offers/[^/]+/withdraw"), 2),
    (re.compile(r"\w+ /requests/[^/]+/(propose-match|boost|urgent)"), 3),
    (re.compile(r"GET /requests/[^/]+/offers|PUT /requests/offers/[^/]+/(accept|decline)"), 4),
)
"""How often a call passes the standard limiter today (`limiter-multi-count`)."""
THIRD_MOUNT = re.compile(r"POST /reputation|\w+ /reputation/provider-(trust|reviews)(/.*)?")
MULTI_COUNT = "limiter-multi-count"


class Bucket(NamedTuple):
    """A number of calls in a window of so many seconds."""

    name: str
    calls: int
    seconds: int


class Hit(NamedTuple):
    """One count of a call: in which bucket, and on whose account."""

    bucket: Bucket
    key: str


class Window:
    """What one account has used of a bucket."""

    def __init__(self, ends: datetime) -> None:
        self.ends = ends
        self.used = 0


class RateLimits:
    """An ASGI application behind karmyq's limiters; `standard` is the standard bucket's size."""

    def __init__(
        self,
        app: App,
        clock: SandboxClock,
        standard: int,
        defects: Callable[[], frozenset[str]],
    ) -> None:
        self._app = app
        self._clock = clock
        self._factor = standard / STANDARD
        self._defects = defects
        self._windows: dict[tuple[str, str], Window] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one call, or refuse it."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        if SIMULATED_TIME.lower() not in headers:  # the desk reads a told time, and may refuse it
            self._clock.tick(None)
        told: list[tuple[bytes, bytes]] = []
        for hit in self._hits(scope, headers):
            window = self._window(hit)
            window.used += 1
            told = _told(hit.bucket, window, self._clock.now())
            if window.used > hit.bucket.calls:
                await _refuse(send, hit.bucket, window, told, self._clock.now())
                return

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *told]
            await send(message)

        await self._app(scope, receive, tell)

    def _hits(self, scope: Message, headers: dict[str, str]) -> Iterator[Hit]:
        path = scope["path"].removeprefix("/api")
        service = SERVICE_OF.get(path.split("/")[1], "")
        if not service:
            return
        address, token = _address(scope, headers), headers.get("authorization", "")
        yield Hit(self._bucket(f"{service} global", 300), address)
        call = f"{scope['method']} {path}"
        if path.startswith("/auth"):
            yield Hit(self._bucket("auth", 10, 900), address)
        elif service == "community":
            if token and path.count("/") <= 2:
                yield Hit(self._bucket("community read", 300), token)
        elif path.startswith("/requests/feed"):
            yield Hit(self._bucket("relaxed", 300), address)
        else:
            standard = self._bucket(f"{service} standard", STANDARD)
            for key in self._keys(call, address, token):
                yield Hit(standard, key)

    def _keys(self, call: str, address: str, token: str) -> list[str]:
        if MULTI_COUNT not in self._defects():
            return [address]
        if token and THIRD_MOUNT.fullmatch(call):
            return [address, token, token]
        times = next((n for pattern, n in COUNTED_MORE if pattern.fullmatch(call)), 1)
        return [address] * times

    def _bucket(self, name: str, calls: int, seconds: int = 60) -> Bucket:
        return Bucket(name, max(1, round(calls * self._factor)), seconds)

    def _window(self, hit: Hit) -> Window:
        now, place = self._clock.now(), (hit.bucket.name, hit.key)
        window = self._windows.get(place)
        if window is None or window.ends <= now:
            if len(self._windows) > 10_000:
                self._windows = {k: w for k, w in self._windows.items() if w.ends > now}
            window = Window(now + timedelta(seconds=hit.bucket.seconds))
            self._windows[place] = window
        return window


def _address(scope: Message, headers: dict[str, str]) -> str:
    """The client's address, told by the one proxy that is trusted; of IPv6 its /56."""
    client = scope.get("client") or ("unknown", 0)
    text = headers.get("x-forwarded-for", client[0]).rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(text)
    except ValueError:
        return text
    return text if address.version == 4 else str(ip_network((address, 56), strict=False))


def _told(bucket: Bucket, window: Window, now: datetime) -> list[tuple[bytes, bytes]]:
    """The standard headers, draft 6; a call that passed several limiters tells of the last."""
    values = {
        "RateLimit-Policy": f"{bucket.calls};w={bucket.seconds}",
        "RateLimit-Limit": bucket.calls,
        "RateLimit-Remaining": max(0, bucket.calls - window.used),
        "RateLimit-Reset": _left(window, now),
    }
    return [(name.lower().encode(), str(value).encode()) for name, value in values.items()]


def _left(window: Window, now: datetime) -> int:
    return max(0, ceil((window.ends - now).total_seconds()))


async def _refuse(
    send: Send, bucket: Bucket, window: Window, told: list[tuple[bytes, bytes]], now: datetime
) -> None:
    body = {
        "success": False,
        "message": "Too many requests, please try again later.",
        "error": "RATE_LIMIT_EXCEEDED",
        "retryAfter": bucket.seconds,  # the whole window, whatever is left of it
    }
    content = json.dumps(body).encode()
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", str(len(content)).encode()),
        (b"retry-after", str(_left(window, now)).encode()),
        *told,
    ]
    await send({"type": "http.response.start", "status": 429, "headers": headers})
    await send({"type": "http.response.body", "body": content})
