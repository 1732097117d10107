"""Each fault and what becomes of the call, on a virtual clock: nobody sleeps."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import httpx2
import pytest

from adapters.errors import Unavailable
from adapters.live.http import Http
from adapters.live.means import Means
from adapters.live.traffic import LOOKING, Traffic, weight_of

API = "http://karmyq.example/api"
Handler = Callable[[httpx2.Request], Awaitable[httpx2.Response]]
OPEN_HOUSE = Traffic(rate_per_minute=0)


class Skipping(selectors.DefaultSelector):
    """Where a loop would sleep, its time jumps on instead."""

    skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        ready = super().select(0)
        if not ready and timeout:
            self.skipped_s += timeout
        return list(ready)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.skipping = Skipping()
        super().__init__(self.skipping)

    def time(self) -> float:
        return self.skipping.skipped_s


class Line:
    """An `Http` to a scripted karmyq, the moments of its requests, and what it was told."""

    def __init__(self, handler: Handler, traffic: Traffic = OPEN_HOUSE) -> None:
        self.moments: list[tuple[float, str]] = []
        self.states: list[str] = []
        self._handler = handler
        self.http = Http(
            API,
            concurrency=50,
            traffic=traffic,
            on_state=self.states.append,
            means=Means(
                transport=httpx2.MockTransport(self._kept),
                now=lambda: asyncio.get_running_loop().time(),
                jitter=Random(1),
            ),
        )

    async def _kept(self, request: httpx2.Request) -> httpx2.Response:
        moment = asyncio.get_running_loop().time()
        self.moments.append((moment, f"{request.method} {request.url.path[4:]}"))
        return await self._handler(request)

    async def ask(self, endpoint: str = "GET /matches") -> int:
        method, _, path = endpoint.partition(" ")
        return (await self.http.send(method, path, endpoint=endpoint)).status


def run(story: Callable[[], Line], *calls: str) -> tuple[Line, list[int | BaseException]]:
    """Make all these calls at once, each to its end."""

    async def whole() -> tuple[Line, list[int | BaseException]]:
        line = story()
        ends = await asyncio.gather(*(line.ask(call) for call in calls), return_exceptions=True)
        await line.http.aclose()
        return line, ends

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(whole())


def script(*ends: int | Exception, headers: dict[str, str] | None = None) -> Handler:
    """Each end once, then 200."""
    left = list(ends)

    async def handle(_request: httpx2.Request) -> httpx2.Response:
        end = left.pop(0) if left else 200
        if isinstance(end, Exception):
            raise end
        body: dict[str, Any] = {"success": end < 400}
        return httpx2.Response(end, json=body, headers=headers if end >= 400 else None)

    return handle


FAULTS: dict[str, tuple[int | Exception, bool, bool]] = {
    "429": (429, True, True),
    "500": (500, True, False),
    "501": (501, False, False),
    "502": (502, True, False),
    "503": (503, True, False),
    "504": (504, True, False),
    "read time-out": (httpx2.ReadTimeout("slow"), True, False),
    "connect time-out": (httpx2.ConnectTimeout("slow"), True, True),
    "reset": (httpx2.ReadError("reset"), True, False),
    "hung up": (httpx2.RemoteProtocolError("gone"), True, False),
    "refused": (httpx2.ConnectError("no"), True, True),
    "garbled": (httpx2.DecodingError("gzip?"), False, False),
    "404": (404, False, False),
}
"""Fault, whether a read is sent again, whether a write is."""


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_repeated_for_whom_it_may_be(name: str) -> None:
    fault, read_again, write_again = FAULTS[name]

    read, _ = run(lambda: Line(script(fault), LOOKING), "GET /matches")
    write, _ = run(lambda: Line(script(fault), LOOKING), "POST /matches")
    idempotent, _ = run(lambda: Line(script(fault), LOOKING), "PUT /matches/{matchId}/complete")

    sent = [len(line.moments) for line in (read, write, idempotent)]
    assert sent == [1 + read_again, 1 + write_again, 1 + read_again]


def test_a_call_is_sent_three_times_at_most() -> None:
    line, [end] = run(lambda: Line(script(*[500] * 9)), "GET /matches")

    assert (end, len(line.moments)) == (500, 3)
    assert line.http.report()["retries"] == 2


def test_a_tenth_of_the_calls_may_be_repeated_and_a_few_more() -> None:
    line, _ = run(lambda: Line(script(*[500] * 999), LOOKING), *["GET /matches"] * 100)

    report = line.http.report()
    assert 14 <= report["retries"] == len(line.moments) - 100 <= 15
    assert report["retries_beyond_budget"] > 0


def test_a_429_makes_everybody_wait_as_long_as_karmyq_asks() -> None:
    handler = script(429, headers={"retry-after": "7"})

    async def whole() -> list[float]:
        line = Line(handler)
        first = asyncio.create_task(line.ask())
        await asyncio.sleep(1)
        await line.ask("POST /requests")
        await first
        return [moment for moment, _ in line.moments]

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        assert runner.run(whole()) == pytest.approx([0, 7, 7], abs=0.01)


def test_a_429_without_a_header_is_taken_from_its_body_in_the_platforms_time() -> None:
    async def once(_request: httpx2.Request) -> httpx2.Response:
        body = {"success": False, "error": "RATE_LIMIT_EXCEEDED", "retryAfter": 60}
        return httpx2.Response(429 if line_moments() == 1 else 200, json=body)

    lines: list[Line] = []

    def line_moments() -> int:
        return len(lines[0].moments)

    def build() -> Line:
        lines.append(Line(once, Traffic(rate_per_minute=0, time_factor=60)))
        return lines[0]

    line, _ = run(build, "GET /matches")

    assert line.moments[1][0] == pytest.approx(1.0, abs=0.01)


def test_nobody_waits_a_quarter_of_an_hour_to_sign_up() -> None:
    line, [end] = run(
        lambda: Line(script(429, headers={"retry-after": "900"})), "POST /auth/register"
    )

    assert (end, len(line.moments)) == (429, 1)


def test_no_minute_sees_more_calls_than_the_rate() -> None:
    line, ends = run(lambda: Line(script(), Traffic(rate_per_minute=60)), *["GET /matches"] * 200)

    moments = [moment for moment, _ in line.moments]
    busiest = max(sum(one <= other < one + 60 for other in moments) for one in moments)
    assert ends == [200] * 200
    assert 54 <= busiest <= 60


def test_the_first_to_wait_is_the_first_to_go() -> None:
    calls = [f"GET /matches/{number}" for number in range(30)]
    line, _ = run(lambda: Line(script(), Traffic(rate_per_minute=60)), *calls)

    assert [call for _, call in line.moments] == calls


def test_a_platform_that_runs_fast_is_called_more_often() -> None:
    fast = Traffic(rate_per_minute=60, time_factor=60)
    line, _ = run(lambda: Line(script(), fast), *["GET /matches"] * 120)

    assert line.moments[-1][0] < 3


def test_a_call_that_karmyq_counts_four_times_takes_four_turns() -> None:
    offers = "GET /requests/{id}/offers"
    line, _ = run(lambda: Line(script(), Traffic(rate_per_minute=60)), *[offers] * 30)

    assert weight_of(offers) == 4
    assert line.moments[-1][0] == pytest.approx((30 * 4 - 5) / 55 * 60, abs=5)


def test_a_slow_answer_for_one_delays_nobody_else() -> None:
    async def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/slow"):
            await asyncio.sleep(9)
        return httpx2.Response(200, json={"success": True})

    line, ends = run(lambda: Line(handle), "GET /slow", *["GET /matches"] * 40)

    assert ends == [200] * 41
    assert max(moment for moment, _ in line.moments) == 0


def test_while_karmyq_is_down_everybody_waits_and_one_looks() -> None:
    async def handle(_request: httpx2.Request) -> httpx2.Response:
        if asyncio.get_running_loop().time() < 20:
            raise httpx2.ConnectError("down")
        return httpx2.Response(200, json={"success": True})

    async def whole() -> tuple[Line, list[int]]:
        line = Line(handle)
        await asyncio.gather(*(line.ask() for _ in range(10)), return_exceptions=True)
        during = len(line.moments)
        ends = await asyncio.gather(*(line.ask("POST /requests") for _ in range(40)))
        looks = [call for moment, call in line.moments[during:] if moment < 20]
        assert set(looks) <= {"GET /communities"}
        return line, list(ends)

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        line, ends = runner.run(whole())

    assert ends == [200] * 40
    assert [state.split()[1] for state in line.states] == ["is", "answers"]
    assert line.http.report()["breaker_openings"] == 1
    assert line.http.report()["breaker_open_s"] > 10


def test_one_endpoint_with_a_defect_is_no_outage() -> None:
    line, _ = run(lambda: Line(script(*[500] * 50)), *["POST /matches/{matchId}/feedback"] * 20)

    assert line.http.report()["breaker_openings"] == 0


def test_who_waits_at_the_end_of_a_run_is_told_that_nothing_was_sent() -> None:
    async def whole() -> Unavailable:
        line = Line(script(), Traffic(rate_per_minute=1))
        calls = [asyncio.create_task(line.ask("POST /requests")) for _ in range(9)]
        await asyncio.sleep(1)
        line.http.patience.give_up()
        ends = await asyncio.gather(*calls, return_exceptions=True)
        assert len(line.moments) == 1
        assert isinstance(ends[-1], Unavailable)
        return ends[-1]

    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        found = runner.run(whole())

    assert (found.code, found.may_have_happened) == ("RUN_ENDED", False)
