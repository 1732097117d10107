"""The sandbox's time, and how it begins anew."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from adapters.dryrun.ids import new_id
from tests.adapters.sandbox.served import NOW, Served

TOLD = "X-Simulated-Time"


def time_of(served: Served, told: str | None = None) -> str:
    headers = {} if told is None else {TOLD: told}
    return str(served.call("GET", "/health", headers=headers).json()["meta"]["timestamp"])


def reset(served: Served, **body: object) -> tuple[int, dict[str, Any]]:
    answer = served.call("POST", "/sandbox/reset", body)
    return answer.status_code, answer.json()


def test_the_clock_follows_the_wall_in_whole_milliseconds() -> None:
    served = Served()
    served.wall = NOW + timedelta(microseconds=1999)

    assert time_of(served) == "2026-03-02T16:00:00.001Z"


def test_the_clock_never_goes_backwards() -> None:
    served = Served()
    served.wall = NOW - timedelta(hours=1)

    assert time_of(served) == "2026-03-02T16:00:00.000Z"


def test_a_fast_clock_counts_everything_the_platform_tells_by_its_own_time() -> None:
    served = Served(clock_factor=60)
    nadia = served.person("nadia")
    served.wall = NOW + timedelta(seconds=59)
    last = served.call("GET", "/api/communities", by=nadia)
    served.wall = NOW + timedelta(seconds=60)
    expired = served.call("GET", "/api/communities", by=nadia)

    assert last.status_code == 200
    assert last.json()["meta"]["timestamp"] == "2026-03-02T16:59:00.000Z"
    assert last.headers["date"] == "Mon, 02 Mar 2026 16:59:00 GMT"
    assert expired.status_code == 401


def test_in_lockstep_the_client_tells_the_time_and_it_stands_until_told_again() -> None:
    served = Served(lockstep=True)

    assert time_of(served, "2026-03-05T10:00:00.250Z") == "2026-03-05T10:00:00.250Z"
    served.wall = NOW + timedelta(days=30)
    assert time_of(served) == "2026-03-05T10:00:00.250Z"
    assert time_of(served, "2026-03-05T11:00:00.000+01:00") == "2026-03-05T10:00:00.250Z"
    assert time_of(served, "2026-03-05T11:00:00.001Z") == "2026-03-05T11:00:00.001Z"


def test_without_lockstep_nobody_tells_the_time() -> None:
    assert time_of(Served(), "2030-01-01T00:00:00.000Z") == "2026-03-02T16:00:00.000Z"


@pytest.mark.parametrize(
    "told", ["soon", "2026-03-05", "2026-03-05T10:00:00", "0001-01-01T00:00:00+05:00"]
)
def test_a_time_that_is_none_is_400(told: str) -> None:
    served = Served(lockstep=True)
    answer = served.call("GET", "/health", headers={TOLD: told})

    assert (answer.status_code, answer.json()["error"]) == (400, "VALIDATION_ERROR")


def test_what_was_due_until_now_happens_before_a_call_is_answered() -> None:
    served = Served()
    person = served.person("nadia")
    served.request(person, served.community(person))
    served.wall = NOW + timedelta(days=60, hours=2)
    token = served.person("tom")
    answer = served.call("GET", "/api/requests", by=token)

    assert answer.json()["data"]["requests"] == []


def test_a_reset_empties_the_platform_and_sets_seed_time_and_defects() -> None:
    served = Served(lockstep=True)
    nadia = served.person("nadia")
    body = {"seed": 7, "now": "2025-01-01T00:00:00.000Z", "defects": ["error-shapes"]}
    status, answer = reset(served, **body)

    assert (status, answer["data"]) == (200, body)
    assert served.call("GET", "/api/communities", by=nadia).status_code == 401
    assert time_of(served) == "2025-01-01T00:00:00.000Z"
    stream = Random(7)
    assert served.person("nadia").id == new_id(stream)
    assert served.call("POST", "/api/matches", {}, by=served.person("tom")).json().keys() == {
        "success",
        "message",
    }


def test_a_reset_without_a_time_follows_the_wall_again() -> None:
    served = Served(lockstep=True)
    time_of(served, "2030-01-01T00:00:00.000Z")
    reset(served, seed=1)

    assert time_of(served) == "2026-03-02T16:00:00.000Z"


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ({}, "seed"),
        ({"seed": "7"}, "seed"),
        ({"seed": 7, "sed": 1}, "sed"),
        ({"seed": 7, "now": "soon"}, "2026-03-02T16:00:00.000Z"),
        ({"seed": 7, "defects": ["no-such"]}, 'no defect is called "no-such"'),
    ],
)
def test_a_faulty_reset_changes_nothing(body: dict[str, object], hint: str) -> None:
    served = Served(lockstep=True)
    nadia = served.person("nadia")
    status, answer = reset(served, **body)

    assert status == 400
    assert hint in answer["message"]
    assert served.call("GET", "/api/communities", by=nadia).status_code == 200


def test_a_reset_sets_the_time_only_in_lockstep() -> None:
    status, answer = reset(Served(), seed=7, now="2025-01-01T00:00:00.000Z")

    assert status == 400
    assert "lockstep" in answer["message"]


def test_only_this_machine_may_reset() -> None:
    assert reset(Served(client_host="192.0.2.7"), seed=7)[0] == 403
