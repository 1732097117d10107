"""The faults around an application: what a call meets on its way there and back.

1. it waits (`latency`)
2. it is dropped, refused or broken before the application sees it, or gets an old answer
3. the application answers, and what it did stands
4. the answer waits (`late_answer`)
5. the answer is dropped, replaced by a 5xx, garbled, or sent as it is
"""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, NamedTuple

from adapters.faults.switch import Fate, FaultSwitch

type Message = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[Message]]
type Send = Callable[[Message], Awaitable[None]]
type App = Callable[[Message, Receive, Send], Awaitable[None]]

REMEMBERED_ANSWERS = 1000
JSON = [(b"content-type", b"application/json; charset=utf-8")]
HTML = [(b"content-type", b"text/html")]
BUSY = "Too many requests, please try again later."
DOWN = b"<html><head><title>Unavailable</title></head><body>upstream failed</body></html>"
"""What a proxy sends when nobody behind it answers; karmyq's own 500 is JSON."""


class ConnectionDropped(ConnectionResetError):
    """The connection ended without an answer; only a client in the same process sees this type."""


class Answer(NamedTuple):
    """A whole answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class FaultyNetwork:
    """An ASGI application behind a network and a proxy that fail; paths outside `below` do not."""

    def __init__(self, app: App, switch: FaultSwitch, below: str = "/api") -> None:
        self._app = app
        self._switch = switch
        self._below = below
        self._answers: OrderedDict[tuple[str, bytes], Answer] = OrderedDict()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one call."""
        if scope["type"] != "http" or not scope["path"].startswith(self._below):
            await self._app(scope, receive, send)
            return
        fate = self._switch.fate(scope["method"], scope["path"])
        await _wait(fate.wait_s)
        key = _key(scope)
        early = self._early(fate, key)
        if early is None and fate.kind == "drop_before":
            self._switch.happened("drop_before")
            await _drop(receive)
            return
        answer = early or await self._answered(scope, receive)
        if early is None:
            self._remember(scope, key, answer)
        await _wait(fate.answer_wait_s)
        if fate.kind == "drop_after":
            self._switch.happened("drop_after")
            await _drop(receive)
            return
        await _send(send, answer if early else self._garbled(fate, answer))

    def _early(self, fate: Fate, key: tuple[str, bytes]) -> Answer | None:
        """What is answered without asking the application, if anything."""
        if fate.kind == "outage":
            return Answer(fate.number, HTML, DOWN)
        if fate.kind == "error_before":
            self._switch.happened("error_before")
            return _broken(fate.number)
        if fate.kind == "too_many":
            self._switch.happened("too_many")
            return _refused(fate.number)
        if fate.kind == "stale_read" and key in self._answers:
            self._switch.happened("stale_read")
            return self._answers[key]
        return None

    def _garbled(self, fate: Fate, answer: Answer) -> Answer:
        if fate.kind == "error_after":
            self._switch.happened("error_after")
            return _broken(fate.number)
        if fate.kind != "malformed":
            return answer
        self._switch.happened("malformed")
        if fate.cut < 0.5:
            return answer._replace(body=answer.body[: int(len(answer.body) * 2 * fate.cut)])
        return answer._replace(headers=HTML, body=DOWN)

    async def _answered(self, scope: Message, receive: Receive) -> Answer:
        status, headers, body = 500, JSON, bytearray()

        async def keep(message: Message) -> None:
            nonlocal status, headers
            if message["type"] == "http.response.start":
                status, headers = message["status"], list(message.get("headers", ()))
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))

        await self._app(scope, receive, keep)
        return Answer(status, headers, bytes(body))

    def _remember(self, scope: Message, key: tuple[str, bytes], answer: Answer) -> None:
        """The first answer to a read stays the stale one until it is forgotten."""
        if scope["method"] == "GET" and answer.status == 200 and key not in self._answers:
            self._answers[key] = answer
            if len(self._answers) > REMEMBERED_ANSWERS:
                self._answers.popitem(last=False)


def _key(scope: Message) -> tuple[str, bytes]:
    """Which reads have the same answer: path, question and caller."""
    asked = f"{scope['path']}?{scope.get('query_string', b'').decode('latin-1')}"
    return asked, dict(scope.get("headers", ())).get(b"authorization", b"")


def _broken(status: int) -> Answer:
    """karmyq's own 500 is JSON; the others come from the proxy in front of it."""
    if status != 500:
        return Answer(status, HTML, DOWN)
    body = {"success": False, "message": "an unexpected error occurred", "error": "INTERNAL_ERROR"}
    return Answer(status, JSON, json.dumps(body).encode())


def _refused(retry_after_s: int) -> Answer:
    body = {
        "success": False,
        "message": BUSY,
        "error": "RATE_LIMIT_EXCEEDED",
        "retryAfter": retry_after_s,
    }
    headers = [*JSON, (b"retry-after", str(retry_after_s).encode())]
    return Answer(429, headers, json.dumps(body).encode())


async def _wait(seconds: float) -> None:
    if seconds:
        await asyncio.sleep(seconds)


async def _drop(receive: Receive) -> None:
    """End the connection; without a socket (in one process) the caller sees it as an error."""
    # A server's receive belongs to the object that holds the socket; ASGI itself has no way to say
    # that a connection breaks.
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    if transport is None:
        raise ConnectionDropped("the connection was dropped")
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, answer: Answer) -> None:
    kept = [(name, value) for name, value in answer.headers if name.lower() != b"content-length"]
    length = (b"content-length", str(len(answer.body)).encode())
    start = {"type": "http.response.start", "status": answer.status, "headers": [*kept, length]}
    await send(start)
    await send({"type": "http.response.body", "body": answer.body})
