"""karmyq's rate limits: how many calls, whose, how often counted, and on which clock."""

from datetime import timedelta

import httpx2
import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import NOW, Person, Served

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


def left(answer: httpx2.Response) -> int:
    return int(answer.headers["ratelimit-remaining"])


def limited(*defects: str, rate_limit: int = 60) -> tuple[Served, Person]:
    served = Served(*defects, rate_limit=rate_limit)
    return served, served.person("nadia")


def test_without_the_option_there_are_no_limits() -> None:
    assert "ratelimit-limit" not in Served().call("GET", "/api/requests").headers


def test_the_call_after_the_last_one_is_refused_as_published() -> None:
    served, nadia = limited()
    answers = [served.call("GET", "/api/requests", by=nadia) for _ in range(61)]

    assert [answer.status_code for answer in answers] == [200] * 60 + [429]
    assert [left(answer) for answer in answers[:3]] == [59, 58, 57]
    fits(answers[-1], 429, "GET /requests")
    assert answers[-1].json()["retryAfter"] == 60
    assert "meta" not in answers[-1].json()
    told = {name: answers[-1].headers[name] for name in ("retry-after", "ratelimit-policy")}
    assert told == {"retry-after": "60", "ratelimit-policy": "60;w=60"}


def test_a_window_ends_on_the_platforms_clock_and_retry_after_tells_what_is_left() -> None:
    served, nadia = limited(rate_limit=1)
    served.call("GET", "/api/requests", by=nadia)
    served.wall = NOW + timedelta(seconds=45)
    refused = served.call("GET", "/api/requests", by=nadia)
    served.wall = NOW + timedelta(seconds=60)
    again = served.call("GET", "/api/requests", by=nadia)

    assert (refused.status_code, again.status_code) == (429, 200)
    assert (refused.headers["retry-after"], refused.json()["retryAfter"]) == ("15", 60)


def test_every_address_has_its_own_account() -> None:
    served, nadia = limited(rate_limit=1)

    def asked(address: str) -> int:
        headers = {"X-Forwarded-For": f"203.0.113.9, {address}"}
        return served.call("GET", "/api/requests", by=nadia, headers=headers).status_code

    assert [asked("192.0.2.1"), asked("192.0.2.1"), asked("192.0.2.2")] == [200, 429, 200]
    assert [asked("2001:db8::1"), asked("2001:db8:0:ff::2"), asked("2001:db8:0:100::1")] == [
        200,
        429,
        200,
    ]


def test_ten_calls_to_auth_fit_in_a_quarter_of_an_hour() -> None:
    served = Served(rate_limit=60)
    body = {"email": "a@b", "password": "wrong enough"}
    answers = [served.call("POST", "/api/auth/login", body) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert answers[-1].json()["retryAfter"] == 900


def test_services_count_apart_and_communities_count_reads_per_token() -> None:
    served, nadia = limited()
    paths = ("/api/requests", "/api/reputation/me/karma", "/api/communities")

    assert [left(served.call("GET", path, by=nadia)) for path in paths] == [59, 59, 299]


@pytest.mark.parametrize(
    ("method", "path", "today"),
    [
        ("GET", "/requests", 1),
        ("GET", "/requests/dibs/pending-for-provider", 2),
        ("GET", f"/requests/{NOBODY}/dibs-candidate", 2),
        ("POST", f"/requests/{NOBODY}/dibs", 2),
        ("POST", f"/matches/{NOBODY}/feedback", 2),
        ("POST", "/providers/offers", 2),
        ("PUT", f"/providers/offers/{NOBODY}/withdraw", 2),
        ("POST", f"/requests/{NOBODY}/propose-match", 3),
        ("POST", f"/requests/{NOBODY}/boost", 3),
        ("PATCH", f"/requests/{NOBODY}/urgent", 3),
        ("GET", f"/requests/{NOBODY}/offers", 4),
        ("PUT", f"/requests/offers/{NOBODY}/accept", 4),
        ("GET", f"/reputation/provider-reviews/{NOBODY}", 2),
    ],
)
def test_a_call_counts_once_and_today_as_often_as_it_meets_the_limiter(
    method: str, path: str, today: int
) -> None:
    used = []
    for defects in ((), ("limiter-multi-count",)):
        served, nadia = limited(*defects)
        used.append(60 - left(served.call(method, f"/api{path}", {}, by=nadia)))

    assert used == [1, today]


def test_the_sandboxs_own_paths_are_not_limited() -> None:
    served = Served(rate_limit=1)

    assert [served.call("GET", "/health").status_code for _ in range(3)] == [200] * 3
