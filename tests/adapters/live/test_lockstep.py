"""Lockstep begins with a sandbox on this machine, and with nothing else."""

import asyncio
from datetime import UTC, datetime

import httpx2
import pytest

from adapters.errors import Unavailable
from adapters.live.lockstep import begin_lockstep

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
LOCAL = "http://127.0.0.1:8400/api"


def begin(answer: httpx2.Response, api_url: str = LOCAL) -> list[httpx2.Request]:
    """Begin against something that always answers the same; returns what was sent."""
    sent: list[httpx2.Request] = []

    def answers(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        return answer

    asyncio.run(begin_lockstep(api_url, 7, NOW, httpx2.MockTransport(answers)))
    return sent


def told(timestamp: str) -> httpx2.Response:
    return httpx2.Response(200, json={"success": True, "meta": {"timestamp": timestamp}})


def test_a_sandbox_is_told_seed_and_time_outside_the_api() -> None:
    (request,) = begin(told("2026-03-02T16:00:00.000Z"))

    assert str(request.url) == "http://127.0.0.1:8400/sandbox/reset"
    assert request.content == b'{"seed":7,"now":"2026-03-02T16:00:00.000Z"}'


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, html="<html>welcome</html>"),
        httpx2.Response(200, json={"success": True}),
        httpx2.Response(404, json={"success": False}),
        told("2026-11-24T06:00:00.000Z"),
    ],
    ids=["a web page", "no time", "unknown path", "another time"],
)
def test_whatever_does_not_tell_the_set_time_back_is_no_sandbox(answer: httpx2.Response) -> None:
    with pytest.raises(Unavailable, match=r"lockstep needs a sandbox on this machine"):
        begin(answer)


def test_another_machine_is_not_even_asked() -> None:
    with pytest.raises(Unavailable, match=r"karmyq\.example\.org/api is not on this machine"):
        begin(told("2026-03-02T16:00:00.000Z"), "https://karmyq.example.org/api")
