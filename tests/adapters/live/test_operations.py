"""Each operation: the method, the address, the body, and the call that is kept."""

import httpx2
import pytest

from adapters.entities import RequestDraft
from adapters.errors import Refused, Unavailable
from adapters.live.writes.table import WRITES
from adapters.port import Call
from tests.adapters.live.world import COMMUNITY, FOUND, MATCH, MEMBER, REQUEST, Operation, World

DRAFT = RequestDraft("Please water my plants", community_id="c1", urgency="low")
OPERATIONS: dict[str, tuple[Operation, object, int, tuple[str, str, object], str]] = {
    "my_communities": (
        lambda karmyq: karmyq.my_communities(),
        {"communities": [COMMUNITY]},
        200,
        ("GET", "/communities/my/communities?user_id=u1", None),
        "",
    ),
    "list_communities": (
        lambda karmyq: karmyq.list_communities(20),
        {"communities": [COMMUNITY]},
        200,
        ("GET", "/communities?limit=20&offset=0", None),
        "",
    ),
    "create_community": (
        lambda karmyq: karmyq.create_community("Harbour", "Soup", "Turku", "Near", "mutual_aid"),
        FOUND,
        201,
        (
            "POST",
            "/communities",
            {
                "name": "Harbour",
                "description": "Soup",
                "location": "Turku",
                "category": "Near",
                "community_type": "mutual_aid",
                "access_type": "public",
            },
        ),
        "c1",
    ),
    "join_community": (
        lambda karmyq: karmyq.join_community("c1"),
        MEMBER,
        200,
        ("POST", "/communities/c1/join", {"user_id": "u1"}),
        "c1",
    ),
    "list_requests": (
        lambda karmyq: karmyq.list_requests(50, status="open", community_id="c1"),
        {"requests": [REQUEST]},
        200,
        ("GET", "/requests?limit=50&offset=0&status=open&community_id=c1", None),
        "c1",
    ),
    "get_request": (
        lambda karmyq: karmyq.get_request("r1"),
        REQUEST,
        200,
        ("GET", "/requests/r1", None),
        "r1",
    ),
    "create_request": (
        lambda karmyq: karmyq.create_request(DRAFT),
        REQUEST,
        201,
        (
            "POST",
            "/requests",
            {"description": "Please water my plants", "community_id": "c1", "urgency": "low"},
        ),
        "r1",
    ),
    "list_matches": (
        lambda karmyq: karmyq.list_matches(9, offset=3, status="matched", request_id="r1"),
        {"matches": [MATCH]},
        200,
        ("GET", "/matches?user_id=u1&limit=9&offset=3&status=matched&request_id=r1", None),
        "r1",
    ),
    "get_match": (
        lambda karmyq: karmyq.get_match("m1"),
        MATCH,
        200,
        ("GET", "/matches/m1", None),
        "m1",
    ),
    "offer_help": (
        lambda karmyq: karmyq.offer_help("r1"),
        MATCH,
        201,
        ("POST", "/matches", {"request_id": "r1", "responder_id": "u1"}),
        "m1",
    ),
    "accept_match": (
        lambda karmyq: karmyq.accept_match("m1"),
        MATCH,
        200,
        ("PUT", "/matches/m1/accept", {"user_id": "u1"}),
        "m1",
    ),
    "reject_match": (
        lambda karmyq: karmyq.reject_match("m1"),
        None,
        200,
        ("PUT", "/matches/m1/reject", None),
        "m1",
    ),
    "complete_match": (
        lambda karmyq: karmyq.complete_match("m1"),
        {"fully_completed": False, "waiting_for": "helper"},
        200,
        ("PUT", "/matches/m1/complete", {"user_id": "u1"}),
        "m1",
    ),
}
ABOUT_ON_FAILURE = {name: case[4] for name, case in OPERATIONS.items()} | {
    "create_community": "",
    "create_request": "",
    "offer_help": "r1",
}


SETTLED_BY_READING = {
    name for name, write in WRITES.items() if write.read is not None and name != "register"
}
"""What may have happened is read again and again; nobody here knows e-mails."""


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


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_call_without_an_answer_is_kept_with_status_zero(name: str) -> None:
    world = World()
    world.error = httpx2.ReadTimeout("slow")

    with pytest.raises(Unavailable) as lost:
        world.do(OPERATIONS[name][0])
    assert lost.value.code == ("UNSETTLED" if name in SETTLED_BY_READING else "TIMEOUT")
    assert world.caller.calls == [Call(name, ABOUT_ON_FAILURE[name], 0)]
