"""Splits and fusions: what is sent, the call that is kept, and whose token is renewed."""

import pytest

from adapters.entities import SplitAssignment, VoteTally
from adapters.errors import ContractDrift, Refused
from adapters.port import Call
from tests.adapters.live.world import COMMUNITY, TIME, Operation, World, joined

TALLY = {
    "total_members": 5,
    "voted_count": 2,
    "quorum_pct": 60,
    "approval_pct": 60,
    "weighted_yes": 20,
    "weighted_total": 21.5,
    "approval_ratio": 93,
    "quorum_ratio": 40,
}
SPLIT = {
    "id": "s1",
    "community_id": "c1",
    "proposed_by": "u1",
    "split_type": "admin_initiated",
    "rationale": "",
    "group_a_name": "Lane — Group A",
    "group_b_name": "Lane — Group B",
    "status": "voting",
    "quorum_pct": 60,
    "approval_pct": 60,
    "voting_ends_at": TIME,
    "executed_at": None,
    "child_community_a_id": None,
    "child_community_b_id": None,
    "created_at": TIME,
}
ASSIGNED = {
    "user_id": "u2",
    "assigned_to": "group_b",
    "cluster_suggestion": "group_a",
    "admin_overridden": True,
    "user_name": "Bo",
}
SPLIT_DETAIL = {"proposal": SPLIT, "assignments": [ASSIGNED], "vote_tally": TALLY}
FUSION = {
    "id": "f1",
    "community_a_id": "c1",
    "community_b_id": "c2",
    "proposed_by": "u1",
    "merged_community_name": "Both",
    "rationale": None,
    "status": "discussion",
    "quorum_pct": 60,
    "approval_pct": 60,
    "accepted_by": "u2",
    "voting_ends_at": None,
    "executed_at": None,
    "merged_community_id": None,
    "created_at": TIME,
}
FUSION_DETAIL = {
    "proposal": FUSION,
    "vote_tally_a": TALLY,
    "vote_tally_b": TALLY | {"voted_count": 0},
    "my_vote": "abstain",
    "my_community": "b",
}
CHILDREN = {"child_community_a_id": "c3", "child_community_b_id": "c4"}
S, F = "/communities/c1/splits", "/communities/c1/fusions"
VOTE = {"vote": "yes", "prestige_weight": 1.0}
OPERATIONS: dict[str, tuple[Operation, object, tuple[str, str, object], str]] = {
    "propose_split": (
        lambda karmyq: karmyq.propose_split("c1", "Lane — A", "Lane — B", "Too many"),
        {"proposal": SPLIT, "assignments": []},
        (
            "POST",
            S,
            {"group_a_name": "Lane — A", "group_b_name": "Lane — B", "rationale": "Too many"},
        ),
        "s1",
    ),
    "get_split": (
        lambda karmyq: karmyq.get_split("c1", "s1"),
        SPLIT_DETAIL,
        ("GET", f"{S}/s1", None),
        "s1",
    ),
    "move_split_members": (
        lambda karmyq: karmyq.move_split_members("c1", "s1", {"u2": "group_a"}),
        [ASSIGNED],
        ("PUT", f"{S}/s1/assignments", [{"userId": "u2", "assignedTo": "group_a"}]),
        "s1",
    ),
    "start_split_vote": (
        lambda karmyq: karmyq.start_split_vote("c1", "s1"),
        SPLIT,
        ("POST", f"{S}/s1/start-vote", None),
        "s1",
    ),
    "vote_on_split": (
        lambda karmyq: karmyq.vote_on_split("c1", "s1", "yes"),
        VOTE,
        ("POST", f"{S}/s1/vote", {"vote": "yes"}),
        "s1",
    ),
    "execute_split": (
        lambda karmyq: karmyq.execute_split("c1", "s1"),
        CHILDREN,
        ("POST", f"{S}/s1/execute", None),
        "s1",
    ),
    "propose_fusion": (
        lambda karmyq: karmyq.propose_fusion("c1", "c2", "Both", "Few"),
        {"proposal": FUSION},
        (
            "POST",
            F,
            {"target_community_id": "c2", "merged_community_name": "Both", "rationale": "Few"},
        ),
        "f1",
    ),
    "get_fusion": (
        lambda karmyq: karmyq.get_fusion("c1", "f1"),
        FUSION_DETAIL,
        ("GET", f"{F}/f1", None),
        "f1",
    ),
    "accept_fusion": (
        lambda karmyq: karmyq.accept_fusion("c1", "f1"),
        FUSION,
        ("POST", f"{F}/f1/accept", None),
        "f1",
    ),
    "reject_fusion": (
        lambda karmyq: karmyq.reject_fusion("c1", "f1"),
        FUSION,
        ("POST", f"{F}/f1/reject", None),
        "f1",
    ),
    "start_fusion_vote": (
        lambda karmyq: karmyq.start_fusion_vote("c1", "f1"),
        FUSION,
        ("POST", f"{F}/f1/start-vote", None),
        "f1",
    ),
    "vote_on_fusion": (
        lambda karmyq: karmyq.vote_on_fusion("c1", "f1", "no"),
        VOTE,
        ("POST", f"{F}/f1/vote", {"vote": "no"}),
        "f1",
    ),
    "execute_fusion": (
        lambda karmyq: karmyq.execute_fusion("c1", "f1"),
        {"merged_community_id": "c5"},
        ("POST", f"{F}/f1/execute", None),
        "f1",
    ),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_asks_at_its_address_and_keeps_the_call(name: str) -> None:
    operation, data, sent, about = OPERATIONS[name]
    world = World(200, data)
    world.do(operation)

    assert world.sent() == sent
    assert world.caller.calls == [Call(name, about, 200)]


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_refused_call_is_kept_with_its_status(name: str) -> None:
    world = World(422, raw={"success": False, "message": "no"})

    with pytest.raises(Refused, match="422 INVALID_STATE"):
        world.do(OPERATIONS[name][0])
    assert [call.status for call in world.caller.calls] == [422]


def test_a_split_comes_with_halves_and_tally() -> None:
    detail = World(200, SPLIT_DETAIL).do(lambda karmyq: karmyq.get_split("c1", "s1"))

    assert detail.assignments == (SplitAssignment("u2", "group_b", "group_a", True),)
    assert detail.vote_tally == VoteTally(5, 2, 60, 60, 20, 21.5, 93, 40)
    assert (detail.proposal.status, detail.proposal.group_b_name) == ("voting", "Lane — Group B")


def test_a_fusion_comes_with_both_tallies_and_ones_own_vote() -> None:
    detail = World(200, FUSION_DETAIL).do(lambda karmyq: karmyq.get_fusion("c1", "f1"))

    assert (detail.my_vote, detail.my_community) == ("abstain", "b")
    assert (detail.vote_tally_a.voted_count, detail.vote_tally_b.voted_count) == (2, 0)


def test_a_community_comes_with_its_open_proposals() -> None:
    short = {name: SPLIT[name] for name in ("id", "status", "group_a_name", "group_b_name")}
    place = COMMUNITY | {
        "size_alert": None,
        "members": [],
        "active_split_proposal": short,
        "active_fusion_proposal": FUSION,
    }
    seen = World(200, place).do(lambda karmyq: karmyq.get_community("c1"))

    assert (seen.active_split_proposal.id, seen.active_split_proposal.status) == ("s1", "voting")
    assert seen.active_fusion_proposal.community_b_id == "c2"


def test_an_unknown_status_is_contract_drift() -> None:
    world = World(200, SPLIT | {"status": "paused"})

    with pytest.raises(ContractDrift, match="status"):
        world.do(lambda karmyq: karmyq.start_split_vote("c1", "s1"))


@pytest.mark.parametrize(
    ("name", "renews"),
    [("execute_split", True), ("execute_fusion", True), ("vote_on_split", False)],
)
def test_after_an_execution_everybody_gets_a_new_token(name: str, renews: bool) -> None:
    operation, data, *_ = OPERATIONS[name]
    world = World(200, data)
    world.do(operation, joined(world), operation)
    tokens = [request.headers["authorization"] for request in world.requests]

    assert (tokens[0] != tokens[1]) == renews
