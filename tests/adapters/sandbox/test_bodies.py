"""Bodies and query values that are no good."""

import pytest

from adapters.sandbox.calls import BODY_LIMIT_BYTES
from tests.adapters.sandbox.served import Served, scene

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b'"text"', b"null", b"{'a': 1}", b"\xff", b"[" * 90_000, b'{"a": NaN}']
)
def test_a_body_that_is_no_json_object_is_400(content: bytes) -> None:
    answer = Served().call("POST", "/api/auth/register", content=content, headers=JSON)

    assert (answer.status_code, answer.json()["error"]) == (400, "VALIDATION_ERROR")


def test_a_body_of_more_than_100_kb_is_413() -> None:
    served = Served()
    fits = b" " * (BODY_LIMIT_BYTES - 2) + b"{}"
    at_limit = served.call("POST", "/api/auth/register", content=fits, headers=JSON)
    above = served.call("POST", "/api/auth/register", content=b" " + fits, headers=JSON)

    assert at_limit.status_code == 400
    assert (above.status_code, above.json()["error"]) == (413, "VALIDATION_ERROR")


def test_an_absent_body_counts_as_an_empty_one() -> None:
    here = scene()
    match_id = here.served.offer(here.helper, here.request_id)

    assert here.served.call("POST", "/api/matches", by=here.helper).status_code == 400
    assert here.served.act(here.requester, match_id, "accept").status_code == 200


def test_a_body_of_another_type_is_not_read() -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = Served().call("POST", "/api/auth/register", content=b"email=a", headers=headers)

    assert answer.json()["message"] == "email, name and password are needed"


def test_a_call_from_a_foreign_web_page_is_403() -> None:
    answer = Served().call("GET", "/health", headers={"Origin": "http://elsewhere.example"})

    assert (answer.status_code, answer.json()["error"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"{", JSON),
        (b" " * BODY_LIMIT_BYTES + b"{}", JSON),
        (b"{}", JSON | {"Origin": "http://elsewhere.example"}),
    ],
)
def test_today_a_malformed_body_or_a_foreign_page_is_500(
    content: bytes, headers: dict[str, str]
) -> None:
    served = Served("malformed-body-500")
    answer = served.call("POST", "/api/auth/register", content=content, headers=headers)

    assert (answer.status_code, answer.json()["error"]) == (500, "INTERNAL_ERROR")


@pytest.mark.parametrize("query", ["limit=ten", "limit=", "offset=1.5", "limit=-1", "offset=1e3"])
@pytest.mark.parametrize("path", ["communities", "requests", "matches"])
def test_a_paging_value_that_is_no_whole_number_is_400_and_500_today(path: str, query: str) -> None:
    intended, today = scene(), scene("bad-value-500")
    target = f"/api/{path}?{query}"

    assert intended.served.call("GET", target, by=intended.helper).status_code == 400
    assert today.served.call("GET", target, by=today.helper).status_code == 500


@pytest.mark.parametrize("path", ["communities", "requests", "matches"])
def test_a_limit_has_no_cap(path: str) -> None:
    here = scene()
    target = f"/api/{path}?limit={2**63 - 1}&offset={2**63 - 1}"

    assert here.served.call("GET", target, by=here.helper).status_code == 200
