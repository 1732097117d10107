"""Members and governance: what is sent, the call that is kept, and whose token is renewed."""

import pytest

from adapters.entities import (
    GovernanceMaturity,
    GovernanceState,
    Nomination,
    PersonRef,
    Ratification,
    RoleHolder,
)
from adapters.errors import Refused
from adapters.port import Call
from tests.adapters.live.world import COMMUNITY, MEMBER, TIME, USER, Operation, World, joined

LISTED = MEMBER | {"user_name": "Ada", "user_email": "ada@test.karmyq.com", "layer": "inner_circle"}
ADA, BO = {"user_id": "u1", "name": "Ada"}, {"user_id": "u2", "name": "Bo"}
STATE = {
    "settings": {"eligibility_threshold": 50, "quorum_size": 3, "template": "small-collective"},
    "maturity": {"status": "constrained", "avg_trust_score": 12.5, "threshold": 50},
    "eligible_members": [BO | {"eligible": True, "eligibility_reason": "because"}],
    "nominations": [
        {
            "id": "n1",
            "nominated_user": BO,
            "role": "moderator",
            "nominator": ADA,
            "ratification_count": 1,
            "required_ratifications": 3,
            "status": "pending",
            "ratifiers": [ADA],
        }
    ],
    "role_holders": [ADA | {"role": "admin"}],
}
PLACE, ROW = "/communities/c1", "/communities/c1/members/u2"
OPERATIONS: dict[str, tuple[Operation, object, int, tuple[str, str, object], str]] = {
    "login": (
        lambda karmyq: karmyq.login("bo@test.karmyq.com", "quiet-orchard-7"),
        {"user": USER, "token": "t", "refreshToken": "f"},
        200,
        (
            "POST",
            "/auth/login",
            {"email": "bo@test.karmyq.com", "password": "quiet-orchard-7"},
        ),
        "u9",
    ),
    "update_community": (
        lambda karmyq: karmyq.update_community("c1", name="Quay", max_members=9),
        COMMUNITY,
        200,
        ("PUT", PLACE, {"name": "Quay", "max_members": 9, "user_id": "u1"}),
        "c1",
    ),
    "archive_community": (
        lambda karmyq: karmyq.archive_community("c1"),
        {"message": "done"},
        200,
        ("DELETE", PLACE, {"user_id": "u1"}),
        "c1",
    ),
    "list_members": (
        lambda karmyq: karmyq.list_members("c1", "pending"),
        [LISTED],
        200,
        ("GET", f"{PLACE}/members?status=pending", None),
        "c1",
    ),
    "add_member": (
        lambda karmyq: karmyq.add_member("c1", "u2", "moderator"),
        MEMBER,
        201,
        ("POST", f"{PLACE}/members", {"user_id": "u2", "role": "moderator"}),
        "c1",
    ),
    "update_member": (
        lambda karmyq: karmyq.update_member("c1", "u2", role="admin"),
        MEMBER,
        200,
        ("PUT", ROW, {"role": "admin"}),
        "c1",
    ),
    "approve_member": (
        lambda karmyq: karmyq.approve_member("c1", "u2"),
        MEMBER,
        200,
        ("PUT", ROW, {"status": "active"}),
        "c1",
    ),
    "leave_community": (
        lambda karmyq: karmyq.leave_community("c1"),
        None,
        200,
        ("DELETE", f"{PLACE}/members/u1", None),
        "c1",
    ),
    "remove_member": (
        lambda karmyq: karmyq.remove_member("c1", "u2"),
        None,
        200,
        ("DELETE", ROW, None),
        "c1",
    ),
    "governance_state": (
        lambda karmyq: karmyq.governance_state("c1"),
        STATE,
        200,
        ("GET", f"{PLACE}/governance", None),
        "c1",
    ),
    "nominate_member": (
        lambda karmyq: karmyq.nominate_member("c1", "u2", "moderator"),
        {"id": "n1"},
        201,
        (
            "POST",
            f"{PLACE}/governance/nominate",
            {"nominated_user_id": "u2", "role": "moderator"},
        ),
        "n1",
    ),
    "ratify_nomination": (
        lambda karmyq: karmyq.ratify_nomination("c1", "n1"),
        {"ratified": False, "ratification_count": 2},
        200,
        ("POST", f"{PLACE}/governance/ratify/n1", None),
        "n1",
    ),
}
ABOUT_ON_FAILURE = {name: case[4] for name, case in OPERATIONS.items()} | {
    "login": "",
    "nominate_member": "c1",
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


def test_a_listed_member_is_read_with_its_time() -> None:
    [row] = World(200, [LISTED]).do(OPERATIONS["list_members"][0])

    assert (row.user_id, row.role, row.user_name) == ("u1", "member", "Ada")
    assert row.joined_at.isoformat().replace("+00:00", ".000Z") == TIME


def test_a_governance_state_is_read_whole() -> None:
    state = World(200, STATE).do(OPERATIONS["governance_state"][0])
    ada, bo = PersonRef("u1", "Ada"), PersonRef("u2", "Bo")

    assert state == GovernanceState(
        maturity=GovernanceMaturity("constrained", 12.5, 50.0),
        eligible_members=[bo],
        nominations=[Nomination("n1", bo, "moderator", ada, 1, 3, [ada])],
        role_holders=[RoleHolder("u1", "Ada", "admin")],
    )


def test_a_ratification_says_how_many_voices_there_are() -> None:
    said = World(200, {"ratified": True, "ratification_count": 3})

    assert said.do(OPERATIONS["ratify_nomination"][0]) == Ratification(True, 3)


def test_logging_in_sends_no_token() -> None:
    operation, data, *_ = OPERATIONS["login"]
    world = World(200, data)
    world.do(operation)

    assert "authorization" not in world.requests[0].headers


@pytest.mark.parametrize(
    ("name", "renews"),
    [
        ("list_members", False),
        ("governance_state", False),
        ("leave_community", True),
        ("ratify_nomination", True),
    ],
)
def test_a_change_of_ones_own_place_renews_the_token(name: str, renews: bool) -> None:
    operation, data, *_ = OPERATIONS[name]
    world = World(200, data)
    world.do(operation, joined(world), operation)
    tokens = [request.headers["authorization"] for request in world.requests]

    assert (tokens[0] != tokens[1]) == renews
