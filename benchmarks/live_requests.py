"""The live adapter's calls beside the same requests through bare httpx.

Against the sandbox, server and client count. Against a server that answers with recorded bytes
the client is what is left, and its CPU time per call tells what the adapter itself costs.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, aclosing
from functools import partial
from time import perf_counter, process_time
from typing import NamedTuple

import httpx

from adapters.live.directory import PostgresDirectory
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.traffic import UNLIMITED
from adapters.live.transport import KEEPALIVE_S
from benchmarks.neighbours import BOARD_ROWS, Caller, Neighbour, recorded, settings_for, settle
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.servers import canned_process, sandbox_process

CALLERS = (5, 20)
ASKS_PER_ROUND = 2

type Round = Callable[[], Awaitable[None]]


class Pace(NamedTuple):
    """How one crowd of callers got on."""

    per_second: float
    cpu_ms: float


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


async def bare(settings: LiveSettings, people: Sequence[Neighbour], times: int) -> Pace:
    """The same through one httpx client with a connection for each caller."""
    count = len(people)
    limits = httpx.Limits(
        max_connections=count, max_keepalive_connections=count, keepalive_expiry=KEEPALIVE_S
    )

    async with httpx.AsyncClient(limits=limits, timeout=None, trust_env=False) as client:

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
            yield from _rates(effort, canned, people[: CALLERS[0]], times, "recorded answers")
            yield from _cost(effort, canned, people[:1], times * CALLERS[0])


def _both(
    effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int
) -> tuple[list[Pace], list[Pace]]:
    adapter, httpx_alone = in_turn(
        effort.repeat,
        lambda: asyncio.run(live(settings, people, times)),
        lambda: asyncio.run(bare(settings, people, times)),
    )
    return adapter, httpx_alone


def _rates(
    effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int, server: str
) -> Iterator[Row]:
    adapter, httpx_alone = _both(effort, settings, people, times)
    where = f"{server}, {len(people)} callers"
    others = [pace.per_second for pace in httpx_alone]
    peer = alone(f"bare httpx, {where}", "requests/s", others)
    yield peer
    values = [pace.per_second for pace in adapter]
    yield beside(f"live adapter, {where}", "requests/s", values, peer, others)


def _cost(
    effort: Effort, settings: LiveSettings, people: Sequence[Neighbour], times: int
) -> Iterator[Row]:
    adapter, httpx_alone = _both(effort, settings, people, times)
    others = [pace.cpu_ms for pace in httpx_alone]
    peer = alone("bare httpx, CPU of one call", "ms", others)
    yield peer
    values = [pace.cpu_ms for pace in adapter]
    yield beside("live adapter, CPU of one call", "ms", values, peer, others)
    extra = [one - other for one, other in zip(values, others, strict=True)]
    yield beside("live adapter, CPU on top of httpx", "ms", extra, peer, others)
