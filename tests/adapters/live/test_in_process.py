"""Calls that go straight to an application in this process."""

import asyncio
from typing import Any

import pytest

from adapters.errors import Unavailable
from adapters.faults.middleware import ConnectionDropped
from adapters.live.http import Http
from adapters.live.in_process import InProcess
from adapters.live.means import Means

API = "http://127.0.0.1/api"


async def answering(scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


async def dropping(_scope: Any, _receive: Any, _send: Any) -> None:
    raise ConnectionDropped("the connection was dropped")


async def ask(app: Any) -> bytes:
    http = Http(API, means=Means(InProcess(app)))
    try:
        return (await http.send("POST", "/matches")).content
    finally:
        await http.aclose()


def test_a_call_reaches_the_application() -> None:
    assert asyncio.run(ask(answering)) == b"/api/matches"


def test_a_dropped_connection_is_lost_and_may_have_taken_effect() -> None:
    with pytest.raises(Unavailable, match="CONNECTION_LOST") as caught:
        asyncio.run(ask(dropping))
    assert caught.value.may_have_happened
