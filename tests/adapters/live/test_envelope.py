"""Two success envelopes, four error shapes, and answers that are no envelope at all."""

import json
from datetime import UTC, datetime

import pytest

from adapters.errors import ContractDrift, KarmyqError, Refused, Unavailable
from adapters.live.envelope import Envelope, Success, open_envelope
from adapters.live.transport import Answer

ENDPOINT = "GET /matches"
STAMP = {"timestamp": "2026-09-20T08:15:30.123Z", "requestId": "r"}


def opened(status: int, body: object, content_type: str = "application/json") -> Envelope:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return open_envelope(ENDPOINT, Answer(status, content_type, content, None, ""))


def failure(status: int, body: object, content_type: str = "application/json") -> KarmyqError:
    outcome = opened(status, body, content_type).outcome
    assert isinstance(outcome, KarmyqError)
    return outcome


def test_a_success_with_meta_tells_the_platforms_time() -> None:
    envelope = opened(200, {"success": True, "data": {"id": "m"}, "meta": STAMP})

    assert envelope.outcome == Success(ENDPOINT, 200, {"id": "m"})
    assert envelope.stamp == datetime(2026, 9, 20, 8, 15, 30, 123000, UTC)


def test_a_success_without_meta_has_its_data_all_the_same() -> None:
    envelope = opened(201, {"success": True, "message": "posted", "data": [1], "communities": []})

    assert envelope == Envelope(Success(ENDPOINT, 201, [1]), None)


def test_a_success_may_have_a_message_alone() -> None:
    assert opened(200, {"success": True, "message": "done"}).outcome == Success(ENDPOINT, 200, None)


@pytest.mark.parametrize("meta", [None, [], {}, {"timestamp": 5}, {"timestamp": "2026-09-20"}])
def test_a_stamp_that_is_none_is_left_alone(meta: object) -> None:
    assert opened(200, {"success": True, "data": {}, "meta": meta}).stamp is None


@pytest.mark.parametrize(
    ("body", "code", "message", "shape"),
    [
        (
            {"success": False, "message": "gone", "error": "OWN_REQUEST", "meta": STAMP},
            "OWN_REQUEST",
            "gone",
            "canonical",
        ),
        (
            {"success": False, "message": "gone", "error": "OWN_REQUEST"},
            *("OWN_REQUEST", "gone"),
            "coded",
        ),
        ({"success": False, "message": "gone"}, "VALIDATION_ERROR", "gone", "bare"),
        ({"success": False, "error": "it is gone"}, "VALIDATION_ERROR", "it is gone", "bare"),
        (
            {"success": False, "message": "gone", "error": "relation is absent"},
            "VALIDATION_ERROR",
            "gone",
            "bare",
        ),
        (
            {"success": False, "message": "gone", "errors": {"title": ["short"]}},
            "VALIDATION_ERROR",
            "gone",
            "tree",
        ),
        ({"success": False, "message": ""}, "VALIDATION_ERROR", "validation error", "bare"),
    ],
)
def test_each_error_shape_gives_a_code_and_a_message(
    body: object, code: str, message: str, shape: str
) -> None:
    refused = failure(400, body)

    assert isinstance(refused, Refused)
    assert (refused.status, refused.code, refused.message) == (400, code, message)
    assert refused.shape == shape


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "UNAUTHORIZED"),
        (403, "FORBIDDEN"),
        (404, "NOT_FOUND"),
        (409, "CONFLICT"),
        (422, "INVALID_STATE"),
        (429, "RATE_LIMIT_EXCEEDED"),
        (418, "HTTP_418"),
    ],
)
def test_where_no_code_came_the_status_gives_it(status: int, code: str) -> None:
    assert failure(status, {"success": False, "message": "no"}).code == code


def test_details_and_the_tree_are_kept() -> None:
    details = {"email": "ada@test.karmyq.com"}
    canonical = failure(409, {"success": False, "message": "taken", "details": details})
    tree = failure(400, {"success": False, "message": "wrong", "errors": {"title": ["short"]}})

    assert isinstance(canonical, Refused)
    assert isinstance(tree, Refused)
    assert (canonical.details, tree.details) == (details, {"title": ["short"]})


def test_a_server_error_is_unavailable_and_a_long_exception_text_is_cut() -> None:
    broken = failure(500, {"success": False, "message": "oops", "error": "x" * 5000})
    raw = failure(500, {"success": False, "error": "x" * 5000})

    assert isinstance(broken, Unavailable)
    assert (broken.status, broken.code, broken.message) == (500, "INTERNAL_ERROR", "oops")
    assert len(raw.message) == 300


def test_a_web_page_asks_whether_the_address_is_the_apis_base() -> None:
    page = failure(200, b"<!doctype html>", "text/html; charset=utf-8")

    assert isinstance(page, Unavailable)
    assert (page.status, page.code) == (200, "NOT_JSON")
    assert page.message == (
        "GET /matches: a web page came instead of JSON: "
        "is KARMYQ_API_URL the API's base, ending in /api?"
    )


def test_other_text_is_no_answer_either() -> None:
    assert failure(404, b"Cannot GET /matches", "text/plain").message == (
        "GET /matches: something else came instead of JSON: "
        "is KARMYQ_API_URL the API's base, ending in /api?"
    )


def test_a_redirect_is_not_followed_but_named() -> None:
    answer = Answer(301, "text/html", b"", None, "https://localhost/api/matches")
    outcome = open_envelope(ENDPOINT, answer).outcome

    assert isinstance(outcome, Unavailable)
    assert (outcome.status, outcome.code) == (301, "REDIRECTED")
    assert outcome.message == (
        "GET /matches is redirected to https://localhost/api/matches: "
        "is KARMYQ_API_URL the API's base, ending in /api?"
    )


def test_a_gateways_page_for_a_platform_that_is_down_is_no_question_of_the_address() -> None:
    down = failure(502, b"<html>Bad Gateway</html>", "text/html")

    assert isinstance(down, Unavailable)
    assert (down.status, down.code) == (502, "INTERNAL_ERROR")
    assert down.message == "GET /matches: the gateway answers 502 for karmyq"


def test_a_gateways_limiter_is_the_same_refusal_as_karmyqs() -> None:
    limited = failure(429, b"<html>Too Many Requests</html>", "text/html")

    assert isinstance(limited, Refused)
    assert limited.code == "RATE_LIMIT_EXCEEDED"


@pytest.mark.parametrize(
    ("status", "body", "text"),
    [
        (200, [], "GET /matches: answer: expected an object, found list"),
        (200, {"data": {}}, "GET /matches: success: missing"),
        (200, {"success": False}, "GET /matches: success: expected true, found False"),
    ],
)
def test_json_that_is_no_envelope_is_contract_drift(status: int, body: object, text: str) -> None:
    drift = failure(status, body)

    assert isinstance(drift, ContractDrift)
    assert drift.message == text


@pytest.mark.parametrize(
    ("status", "body", "may_have_happened"),
    [
        (200, b"<!doctype html>", True),
        (200, b'{"success": tr', True),
        (201, {"success": False}, True),
        (302, b"", False),
        (404, b"Cannot POST /matches", False),
        (409, {"success": False, "message": "no"}, False),
        (429, b"Too Many Requests", False),
        (500, {"success": False, "message": "oops"}, True),
        (503, b"<html>Service Unavailable</html>", True),
    ],
)
def test_every_failure_says_whether_the_write_may_have_happened(
    status: int, body: object, may_have_happened: bool
) -> None:
    assert failure(status, body).may_have_happened is may_have_happened
