"""HTTP clients beside each other, for few and for many callers at once.

A server answers with recorded bytes and does nothing else. The raw loop reads what comes without
looking at it: what it loses with more connections, the server loses. Clients stand here as live
mode could have used them; the httpx-aiohttp transport is measured where it is installed.
"""

import asyncio
import heapq
import importlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from importlib.util import find_spec
from time import perf_counter, process_time
from typing import Any, NamedTuple

import httpx
import httpx2

from adapters.live.transport import CONNECTIONS_PER_CLIENT, Network
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.servers import canned_process
from model.memory import few_collections

CALLERS = (10, 100, 1_000)
CALLS = 2_000
PATH = "/requests"
QUERY: dict[str, str | int] = {"limit": 20, "offset": 0, "status": "open"}
ROW = {"id": "0" * 36, "title": "Carry a plank", "description": "A bench is to be moved.", "n": 1}
ANSWER = json.dumps({"success": True, "data": [ROW] * 20}).encode()
"""As long as a page of a board."""

type Get = Callable[[], Awaitable[object]]
type Client = Callable[[str, int], AbstractAsyncContextManager[Get]]
"""A way to GET the page at an address for so many callers."""


class Pace(NamedTuple):
    """How one crowd of callers got on: requests a second, and the client's CPU for one."""

    per_second: float
    cpu_ms: float


@asynccontextmanager
async def raw(address: str, callers: int) -> AsyncIterator[Get]:
    """A connection for each caller, a request as bytes, an answer that nobody looks at."""
    host, _, port = address.removeprefix("http://").partition(":")
    request = f"GET {PATH}?limit=20 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    free = [await asyncio.open_connection(host, int(port)) for _ in range(callers)]

    async def get() -> None:
        reader, writer = connection = free.pop()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length))
        free.append(connection)

    yield get
    for _, writer in free:
        writer.close()
        await writer.wait_closed()


@asynccontextmanager
async def live_mode(address: str, callers: int) -> AsyncIterator[Get]:
    """What live mode sends with."""
    network = Network(address, concurrency=callers)
    yield partial(network.exchange, "GET", PATH, headers={}, params=QUERY, body=None)
    await network.aclose()


@asynccontextmanager
async def whole(library: Any, address: str, callers: int) -> AsyncIterator[Get]:
    """One client with a connection for each caller."""
    limits = library.Limits(max_connections=callers, max_keepalive_connections=callers)
    async with library.AsyncClient(limits=limits, timeout=None, trust_env=False) as client:
        yield partial(client.get, address + PATH, params=QUERY)


@asynccontextmanager
async def shards(library: Any, address: str, callers: int) -> AsyncIterator[Get]:
    """As many clients of a few connections as the callers fill; a call takes a free place."""
    size = CONNECTIONS_PER_CLIENT
    limits = library.Limits(max_connections=size, max_keepalive_connections=size)
    free = list(range(callers))
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(
                library.AsyncClient(limits=limits, timeout=None, verify=False, trust_env=False)
            )
            for _ in range(-(-callers // size))
        ]

        async def get() -> None:
            place = heapq.heappop(free)
            await clients[place // size].get(address + PATH, params=QUERY)
            heapq.heappush(free, place)

        yield get


@asynccontextmanager
async def over_aiohttp(address: str, callers: int) -> AsyncIterator[Get]:
    """httpx with aiohttp's connections, one for each caller."""
    transport = importlib.import_module("httpx_aiohttp").AiohttpTransport(
        limits=httpx.Limits(max_connections=callers, max_keepalive_connections=callers)
    )
    async with httpx.AsyncClient(transport=transport, timeout=None, trust_env=False) as client:
        yield partial(client.get, address + PATH, params=QUERY)


PEER = "live mode's client"
CLIENTS: dict[str, Client] = {
    "raw loop": raw,
    PEER: live_mode,
    "httpx2, five connections each": partial(shards, httpx2),
    "httpx2, one client": partial(whole, httpx2),
    "httpx, five connections each": partial(shards, httpx),
}
if find_spec("httpx_aiohttp") is not None:
    CLIENTS["httpx over aiohttp"] = over_aiohttp


async def pace(client: Client, address: str, callers: int, calls: int) -> Pace:
    """Let all callers call at once, again and again; a first call of each warms everything."""

    async def caller(get: Get, times: int) -> None:
        for _ in range(times):
            await get()

    times = max(1, calls // callers)
    async with client(address, callers) as get:
        await asyncio.gather(*(get() for _ in range(callers)))
        with few_collections():  # as `run.py live` does
            cpu_s, began = process_time(), perf_counter()
            await asyncio.gather(*(caller(get, times) for _ in range(callers)))
            seconds, cpu_s = perf_counter() - began, process_time() - cpu_s
    return Pace(callers * times / seconds, cpu_s / (callers * times) * 1000)


def measure(effort: Effort) -> Iterator[Row]:
    """Each client with more callers beside itself with few, and beside live mode's."""
    crowds, calls = (CALLERS[:2], 100) if effort.quick else (CALLERS, CALLS)
    cases = [(name, callers) for callers in crowds for name in CLIENTS]
    with canned_process({PATH: ANSWER}) as address:
        samples = [
            partial(_sample, CLIENTS[name], address, callers, calls) for name, callers in cases
        ]
        paces = dict(zip(cases, in_turn(effort.repeat, *samples), strict=True))
    for name in CLIENTS:
        yield from _scaling(name, {crowd: paces[name, crowd] for crowd in crowds})
    for name in CLIENTS:
        if name != PEER:
            yield _beside_ours(name, crowds[-1], paces)


def _sample(client: Client, address: str, callers: int, calls: int) -> Pace:
    return asyncio.run(pace(client, address, callers, calls))


def _scaling(name: str, paces: dict[int, list[Pace]]) -> Iterator[Row]:
    (few, first), *more = paces.items()
    others = [one.per_second for one in first]
    peer = alone(f"{name}, {few} callers", "requests/s", others)
    yield peer
    for callers, taken in more:
        values = [one.per_second for one in taken]
        yield beside(f"{name}, {callers} callers", "requests/s", values, peer, others)


def _beside_ours(name: str, callers: int, paces: dict[tuple[str, int], list[Pace]]) -> Row:
    others = [one.cpu_ms for one in paces[PEER, callers]]
    peer = alone(f"{PEER}, {callers} callers", "ms", others)
    values = [one.cpu_ms for one in paces[name, callers]]
    return beside(f"{name}, {callers} callers, CPU of one call", "ms", values, peer, others)
