"""Lockstep begins with a sandbox on this machine, and with nothing else."""

import asyncio
from datetime import UTC, datetime

import httpx2
import pytest

from adapters.errors import Refused, Unavailable
from adapters.live.lockstep import begin_lockstep, refuse_lockstep

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


def look(answer: httpx2.Response, api_url: str = LOCAL) -> list[str]:
    """Look for a clock that stands; returns the paths that were asked for."""
    asked: list[str] = []

    def answers(request: httpx2.Request) -> httpx2.Response:
        asked.append(request.url.path)
        return answer

    asyncio.run(refuse_lockstep(api_url, httpx2.MockTransport(answers)))
    return asked


def test_a_sandbox_that_waits_to_be_told_the_time_is_refused_by_a_run_on_the_wall_clock() -> None:
    steps = httpx2.Response(200, json={"success": True, "data": {"lockstep": True}})

    with pytest.raises(Refused) as refused:
        look(steps)

    assert refused.value.message == (
        f"{LOCAL} is a sandbox in lockstep, whose clock stands still unless a run steps it: "
        "add --lockstep, or start the sandbox without it"
    )


@pytest.mark.parametrize(
    "answer",
    [
        httpx2.Response(200, html="<html>welcome</html>"),
        httpx2.Response(404, json={"success": False}),
        httpx2.Response(200, json={"data": {"lockstep": False}}),
    ],
    ids=["a web page", "a karmyq", "a sandbox in real time"],
)
def test_whatever_else_is_there_is_left_to_the_other_checks(answer: httpx2.Response) -> None:
    assert look(answer) == ["/sandbox/clock"]


def test_another_machine_is_not_asked_for_its_clock() -> None:
    steps = httpx2.Response(200, json={"data": {"lockstep": True}})

    assert look(steps, "https://karmyq.example.org/api") == []
