"""The live adapter's calls beside the same requests through bare httpx2 and httpx.

The goal is 0.8 of a bare httpx loop; httpx2, on which the adapter rests, is the stricter peer.
Against the sandbox, server and client count. Against a server that answers with recorded bytes
the client is what is left, and its CPU time per call tells what the adapter itself costs.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing
from functools import partial
from time import perf_counter, process_time
from typing import Any

import httpx
import httpx2

from adapters.live.directory import PostgresDirectory
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.traffic import UNLIMITED
from adapters.live.transport import KEEPALIVE_S
from benchmarks.clients import Pace
from benchmarks.neighbours import BOARD_ROWS, Caller, Neighbour, recorded, settings_for, settle
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.servers import canned_process, sandbox_process

CALLERS = (5, 20)
ASKS_PER_ROUND = 2
HTTPX, ADAPTER = "bare httpx", "live adapter"

type Round = Callable[[], Awaitable[None]]


async def timed(rounds: Sequence[Round], times: int) -> Pace:
    """Let all callers go their rounds at once; a first round warms connections and tokens."""
    await asyncio.gather(*(go() for go in rounds))

    async def caller(go: Round) -> None:
        for _ in range(times):
            await go()

    calls = len(rounds) * times * ASKS_PER_ROUND
    cpu_s, began = process_time(), perf_counter()
    await asyncio.gather(*(caller(go) for go in rounds))
    seconds, cpu_s = perf_counter() - began, process_time() - cpu_s
    return Pace(calls / seconds, cpu_s / calls * 1000)


async def live(settings: LiveSettings, people: Sequence[Neighbour], times: int) -> Pace:
    """Port calls: my_communities and the open requests of one's community."""
    directory = PostgresDirectory(settings)
    platform = LivePlatform(settings, directory, concurrency=len(people), traffic=UNLIMITED)

    async def go(person: Neighbour) -> None:
        karmyq = platform.session(Caller(person))
        await karmyq.my_communities()
        await karmyq.list_requests(BOARD_ROWS, status="open", community_id=person.community_id)

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(aclosing(directory))
        await stack.enter_async_context(aclosing(platform))
        return await timed([partial(go, person) for person in people], times)


async def bare(
    library: Any, settings: LiveSettings, people: Sequence[Neighbour], times: int
) -> Pace:
    """The same through one client of httpx or httpx2 with a connection for each caller."""
    count = len(people)
    limits = library.Limits(
        max_connections=count, max_keepalive_connections=count, keepalive_expiry=KEEPALIVE_S
    )

    async with library.AsyncClient(limits=limits, timeout=None, trust_env=False) as client:

        async def go(person: Neighbour) -> None:
            headers = {"Authorization": f"Bearer {person.token}"}
            for path, query in person.asks():
                url = settings.api_url + path
                (await client.get(url, params=query, headers=headers)).raise_for_status()

        return await timed([partial(go, person) for person in people], times)


def measure(effort: Effort) -> Iterator[Row]:
    """Requests per second of both, for few and for many callers; then the cost of one call."""
    times = 3 if effort.quick else 50
    with sandbox_process() as sandbox:
        people = settle(sandbox, max(CALLERS))
        there = settings_for(sandbox, sandbox.api_url)
        for callers in CALLERS:
            yield from _rates(effort, there, people[:callers], times, "sandbox")
        answers = recorded(sandbox.api_url, people[0])
        with canned_process(answers) as address:
            canned = settings_for(sandbox, address)
            for callers in CALLERS:
                yield from _rates(effort, canned, people[:callers], times, "recorded answers")
            yield from _cost(effort, canned, people[:1], times * CALLERS[0])


type Paces = dict[str, list[Pace]]


def _all(effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int) -> Paces:
    names = ("bare httpx2", HTTPX, ADAPTER)
    taken = in_turn(
        effort.repeat,
        lambda: asyncio.run(bare(httpx2, settings, people, times)),
        lambda: asyncio.run(bare(httpx, settings, people, times)),
        lambda: asyncio.run(live(settings, people, times)),
    )
    return dict(zip(names, taken, strict=True))


def _rates(
    effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int, server: str
) -> Iterator[Row]:
    """Every one beside httpx2, and the adapter beside httpx, too."""
    paces = _all(effort, settings, people, times)
    where = f"{server}, {len(people)} callers"
    rates = {name: [pace.per_second for pace in taken] for name, taken in paces.items()}
    peer_name, *others = rates
    peer = alone(f"{peer_name}, {where}", "requests/s", rates[peer_name])
    yield peer
    for name in others:
        yield beside(f"{name}, {where}", "requests/s", rates[name], peer, rates[peer_name])
    known = alone(f"{HTTPX}, {where}", "requests/s", rates[HTTPX])
    yield beside(f"{ADAPTER}, {where}", "requests/s", rates[ADAPTER], known, rates[HTTPX])


def _cost(
    effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int
) -> Iterator[Row]:
    costs = {
        name: [pace.cpu_ms for pace in taken]
        for name, taken in _all(effort, settings, people, times).items()
    }
    peer_name, *others = costs
    peer = alone(f"{peer_name}, CPU of one call", "ms", costs[peer_name])
    yield peer
    for name in others:
        yield beside(f"{name}, CPU of one call", "ms", costs[name], peer, costs[peer_name])
    extra = [
        one - other for one, other in zip(costs["live adapter"], costs[peer_name], strict=True)
    ]
    yield beside("live adapter, CPU on top of httpx2", "ms", extra, peer, costs[peer_name])
