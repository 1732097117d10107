"""The live adapter and Locust's HttpUser: the same weighted tasks against the same sandbox.

Locust is the extra `bench`, and is left out where it is not installed.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, aclosing
from importlib.util import find_spec
from random import Random
from time import perf_counter, process_time

from adapters.live.directory import PostgresDirectory
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.traffic import UNLIMITED
from adapters.sandbox.errors import SandboxError
from benchmarks.clients import Pace
from benchmarks.neighbours import BOARD_ROWS, Caller, Neighbour, settings_for, settle
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.servers import sandbox_process
from commands.complaints import say

CALLERS = 20
WEIGHTS = (1, 3)
"""Own communities, and the board of one of them: of `Neighbour.asks`, in that order."""
LACKS_LOCUST = "locust is not installed; for this row: pip install -c constraints.txt -e '.[bench]'"


def measure(effort: Effort) -> Iterator[Row]:
    """Requests per second of both, and the CPU that one request takes of the client."""
    if find_spec("locust") is None:
        say(LACKS_LOCUST)
        return
    seconds = 0.5 if effort.quick else 4.0
    with sandbox_process() as sandbox:
        people = settle(sandbox, CALLERS)
        settings = settings_for(sandbox, sandbox.api_url)
        theirs, ours = in_turn(
            effort.repeat,
            lambda: locust(settings, people, seconds),
            lambda: asyncio.run(live(settings, people, seconds)),
        )
    others = [pace.per_second for pace in theirs]
    peer = alone(f"Locust's HttpUser, {CALLERS} users", "requests/s", others)
    yield peer
    values = [pace.per_second for pace in ours]
    yield beside(f"live adapter, {CALLERS} callers", "requests/s", values, peer, others)
    costs = [pace.cpu_ms for pace in theirs]
    peer = alone("Locust's HttpUser, CPU of one request", "ms", costs)
    yield peer
    yield beside(
        "live adapter, CPU of one request", "ms", [pace.cpu_ms for pace in ours], peer, costs
    )


async def live(settings: LiveSettings, people: Sequence[Neighbour], seconds: float) -> Pace:
    """Callers who draw one of the tasks again and again, until the time is over."""
    directory = PostgresDirectory(settings)
    platform = LivePlatform(settings, directory, concurrency=len(people), traffic=UNLIMITED)
    count = 0

    async def caller(person: Neighbour, draw: Random, until: float) -> None:
        nonlocal count
        karmyq = platform.session(Caller(person))
        while perf_counter() < until:
            if draw.choices((0, 1), WEIGHTS)[0]:
                place = person.community_id
                await karmyq.list_requests(BOARD_ROWS, status="open", community_id=place)
            else:
                await karmyq.my_communities()
            count += 1

    async def crowd(seconds: float) -> None:
        until = perf_counter() + seconds
        draws = [Random(number) for number in range(len(people))]
        await asyncio.gather(
            *(caller(person, draw, until) for person, draw in zip(people, draws, strict=True))
        )

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(aclosing(directory))
        await stack.enter_async_context(aclosing(platform))
        await crowd(seconds / 4)  # warms connections and tokens
        count = 0
        began, cpu_s = perf_counter(), process_time()
        await crowd(seconds)
        return _pace(count, perf_counter() - began, process_time() - cpu_s)


def locust(settings: LiveSettings, people: Sequence[Neighbour], seconds: float) -> Pace:
    """As many users of Locust's; raises SandboxError when one of their requests failed."""
    wish = {
        "api_url": settings.api_url,
        "people": [{"token": person.token, "asks": person.asks()} for person in people],
        "weights": WEIGHTS,
        "seconds": seconds,
    }
    command = [sys.executable, "-m", "benchmarks.locust_tasks"]
    ended = subprocess.run(
        command, input=json.dumps(wish), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        last = ended.stderr.strip().splitlines() or ["it said nothing"]
        raise SandboxError(f"Locust failed: {last[-1]}")
    told = json.loads(ended.stdout)
    if told["failures"]:
        raise SandboxError(f"{told['failures']} of Locust's requests failed.")
    return _pace(told["requests"], seconds, told["cpu_s"])


def _pace(count: int, seconds: float, cpu_s: float) -> Pace:
    return Pace(count / seconds, cpu_s / count * 1000)
