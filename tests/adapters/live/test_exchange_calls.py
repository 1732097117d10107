"""Changes, admin actions, dibs and feedback: the address, the body, and the call that is kept."""

from typing import Any

import pytest

from adapters.entities import DibsCandidate
from adapters.errors import ContractDrift, Refused
from adapters.port import Call
from tests.adapters.live.world import REQUEST, TIME, Operation, World

STORED = REQUEST | {"is_boosted": True, "boosted_expires_at": TIME}
DIBS = {
    "id": "d1",
    "request_id": "r1",
    "requester_id": "u1",
    "provider_user_id": "u2",
    "status": "pending",
    "expires_at": TIME,
    "created_at": TIME,
    "updated_at": TIME,
}
PENDING = DIBS | {"request_title": "Watering", "scheduled_for": None, "requester_name": "Ada"}
CANDIDATE = {
    "providerId": "u2",
    "providerUserId": "u2",
    "displayName": "Bo",
    "priorInteractions": 3,
    "similarPriorInteractions": 1,
    "isAvailable": True,
    "kind": "neighbor",
}
FEEDBACK = {
    "id": "f1",
    "match_id": "m1",
    "helpfulness": 5,
    "responsiveness": None,
    "clarity": 4,
    "comment": "On time",
    "allow_featuring": True,
    "created_at": TIME,
}
BOTH = {
    "feedback_from_requester": FEEDBACK,
    "feedback_from_responder": None,
    "requester_visible": False,
    "responder_visible": None,
}
Sent = tuple[str, str, object]
OPERATIONS: dict[str, tuple[Operation, object, int, Sent, str]] = {
    "update_request": (
        lambda karmyq: karmyq.update_request("r1", urgency="high", status="open"),
        STORED,
        200,
        ("PUT", "/requests/r1", {"urgency": "high", "status": "open"}),
        "r1",
    ),
    "cancel_request": (
        lambda karmyq: karmyq.cancel_request("r1"),
        None,
        200,
        ("DELETE", "/requests/r1", {"user_id": "u1"}),
        "r1",
    ),
    "cancel_match": (
        lambda karmyq: karmyq.cancel_match("m1"),
        None,
        200,
        ("DELETE", "/matches/m1", {"user_id": "u1"}),
        "m1",
    ),
    "propose_match": (
        lambda karmyq: karmyq.propose_match("r1", "u2"),
        {"matchId": "m1"},
        201,
        ("POST", "/requests/r1/propose-match", {"user_id": "u2"}),
        "m1",
    ),
    "boost_request": (
        lambda karmyq: karmyq.boost_request("r1"),
        {"request": STORED},
        200,
        ("POST", "/requests/r1/boost", None),
        "r1",
    ),
    "unboost_request": (
        lambda karmyq: karmyq.unboost_request("r1"),
        {"request": STORED},
        200,
        ("DELETE", "/requests/r1/boost", None),
        "r1",
    ),
    "set_urgent": (
        lambda karmyq: karmyq.set_urgent("r1", True),
        {"request": STORED},
        200,
        ("PATCH", "/requests/r1/urgent", {"urgent": True}),
        "r1",
    ),
    "dibs_candidate": (
        lambda karmyq: karmyq.dibs_candidate("r1"),
        CANDIDATE,
        200,
        ("GET", "/requests/r1/dibs-candidate", None),
        "r1",
    ),
    "call_dibs": (
        lambda karmyq: karmyq.call_dibs("r1", "u2"),
        DIBS,
        201,
        ("POST", "/requests/r1/dibs", {"provider_user_id": "u2"}),
        "d1",
    ),
    "pending_dibs": (
        lambda karmyq: karmyq.pending_dibs(),
        [PENDING],
        200,
        ("GET", "/requests/dibs/pending-for-provider", None),
        "",
    ),
    "accept_dibs": (
        lambda karmyq: karmyq.accept_dibs("d1"),
        DIBS,
        200,
        ("PUT", "/requests/dibs/d1/accept", None),
        "d1",
    ),
    "decline_dibs": (
        lambda karmyq: karmyq.decline_dibs("d1"),
        DIBS,
        200,
        ("PUT", "/requests/dibs/d1/decline", None),
        "d1",
    ),
    "submit_feedback": (
        lambda karmyq: karmyq.submit_feedback("m1", helpfulness=5, comment="On time"),
        FEEDBACK,
        200,
        (
            "POST",
            "/matches/m1/feedback",
            {
                "helpfulness": 5,
                "comment": "On time",
                "allow_featuring": False,
                "from_user_id": "u1",
            },
        ),
        "m1",
    ),
    "match_feedback": (
        lambda karmyq: karmyq.match_feedback("m1"),
        BOTH,
        200,
        ("GET", "/matches/m1/feedback", None),
        "m1",
    ),
}
ABOUT_ON_FAILURE = {name: case[4] for name, case in OPERATIONS.items()} | {
    "propose_match": "r1",
    "call_dibs": "r1",
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_thinks_asks_and_keeps_its_call(name: str) -> None:
    operation, data, status, sent, about = OPERATIONS[name]
    world = World(status, data)
    world.do(operation)

    assert world.sent() == sent
    assert world.caller.calls == [Call(name, about, status)]
    assert world.caller.events == ["think", "request", "call"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_refused_call_is_kept_with_its_status(name: str) -> None:
    world = World(409, raw={"success": False, "message": "no", "error": "NO_WAY"})

    with pytest.raises(Refused, match="409 NO_WAY: no"):
        world.do(OPERATIONS[name][0])
    assert world.caller.calls == [Call(name, ABOUT_ON_FAILURE[name], 409)]


def test_a_candidates_names_are_read_in_camel_case() -> None:
    found = World(200, CANDIDATE).do(OPERATIONS["dibs_candidate"][0])

    assert found == DibsCandidate("u2", "Bo", 3, 1, True, "neighbor")


def test_no_candidate_is_none() -> None:
    raw = {"success": True, "data": None}

    assert World(200, raw=raw).do(OPERATIONS["dibs_candidate"][0]) is None


def test_both_sides_of_a_match_are_read_and_what_is_left_out_is_none() -> None:
    both: Any = World(200, BOTH).do(OPERATIONS["match_feedback"][0])

    assert both.feedback_from_requester.comment == "On time"
    assert both.feedback_from_responder is None
    assert (both.responder_visible, both.both_allow_featuring) == (None, None)


def test_a_list_that_is_none_is_named() -> None:
    with pytest.raises(ContractDrift, match="pending-for-provider: data: expected a list"):
        World(200, {"dibs": []}).do(OPERATIONS["pending_dibs"][0])
