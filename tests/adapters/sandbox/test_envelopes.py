"""The bodies of refusals: one shape as intended, several as they are today."""

from typing import Any

import pytest

from tests.adapters.sandbox.served import Scene, scene

CANONICAL = {"success", "message", "error", "meta"}


def refused(here: Scene, method: str, path: str, body: object = None) -> tuple[int, dict[str, Any]]:
    answer = here.served.call(method, path, body, by=here.requester)
    return answer.status_code, answer.json()


CASES = {
    "coded": ("POST", "/api/matches", {"request_id": "{request_id}"}),
    "bare": ("POST", "/api/matches", {}),
    "tree": ("POST", "/api/requests", {"title": "A title", "description": "short"}),
    "canonical": ("POST", "/api/communities/{community_id}/join", {}),
}


def case(here: Scene, name: str) -> tuple[int, dict[str, Any]]:
    method, path, body = CASES[name]
    filled = {key: value.format(**here._asdict()) for key, value in body.items()}
    return refused(here, method, path.format(**here._asdict()), filled)


@pytest.mark.parametrize("name", list(CASES))
def test_every_refusal_is_canonical_as_intended(name: str) -> None:
    status, body = case(scene(), name)

    assert 400 <= status < 500
    assert body.keys() - {"details"} == CANONICAL
    assert body["error"].isupper()


def test_the_tree_of_a_faulty_request_stands_in_details_as_intended() -> None:
    _, body = case(scene(), "tree")

    assert body["details"]["description"]["_errors"]


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("coded", {"success", "message", "error"}),
        ("bare", {"success", "message"}),
        ("tree", {"success", "message", "errors"}),
        ("canonical", CANONICAL),
    ],
)
def test_a_refusal_has_its_own_shape_today(name: str, keys: set[str]) -> None:
    _, body = case(scene("error-shapes"), name)

    assert body.keys() == keys


def test_the_community_handlers_put_the_request_id_under_details_today() -> None:
    _, body = refused(scene("error-shapes"), "POST", "/api/communities", {})

    assert body["details"].keys() == {"requestId"}
    assert body["meta"].keys() == {"timestamp"}


def test_a_500_tells_nothing_of_its_cause_as_intended() -> None:
    here = scene("malformed-id-500")
    status, body = refused(here, "PUT", "/api/matches/no-id/accept")

    assert (status, body["error"]) == (500, "INTERNAL_ERROR")
    assert "UUID" not in str(body)


def test_some_500s_tell_the_exceptions_text_today() -> None:
    here = scene("malformed-id-500", "error-shapes")
    _, raw = refused(here, "PUT", "/api/matches/no-id/accept")
    _, closed = refused(here, "GET", "/api/matches/no-id")

    assert raw["error"] == "match: not a UUID"
    assert closed["error"] == "INTERNAL_ERROR"


def test_an_unexpected_failure_is_a_500_whose_cause_only_the_operator_sees(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    here = scene()

    def fail(*_: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(here.served.platform.requests, "read", fail)
    status, body = refused(here, "GET", f"/api/requests/{here.request_id}")

    assert (status, body["error"]) == (500, "INTERNAL_ERROR")
    assert "secret" not in str(body)
    assert "a secret detail" in caplog.text


def test_every_answer_has_its_own_request_id_and_the_platforms_time() -> None:
    here = scene()
    answers = [here.served.call("GET", path, by=here.helper) for path in ("/api/requests", "/x")]

    ids = [answer.headers["X-Request-Id"] for answer in answers]
    assert ids[0] != ids[1]
    assert answers[0].json()["meta"]["requestId"] == ids[0]
    assert answers[0].json()["meta"]["timestamp"] == "2026-03-02T16:00:00.000Z"
    assert answers[1].headers["Date"] == "Mon, 02 Mar 2026 16:00:00 GMT"


def test_reading_does_not_move_the_identifiers_of_what_is_made_later() -> None:
    quiet, busy = scene(), scene()
    for _ in range(3):
        busy.served.call("GET", "/api/requests", by=busy.helper)

    assert quiet.served.offer(quiet.helper, quiet.request_id) == busy.served.offer(
        busy.helper, busy.request_id
    )
