"""What a session sends beside the call itself, and what it makes of the answer."""

import pytest

from adapters.entities import Account, Completion, FoundCommunity, RequestDraft
from adapters.errors import ContractDrift, KarmyqError, Refused
from adapters.live.tokens import CommunityRef
from adapters.port import Call, Karmyq
from tests.adapters.live.world import (
    ADA,
    COMMUNITY,
    FOUND,
    MATCH,
    MEMBER,
    REQUEST,
    USER,
    Ada,
    Operation,
    World,
    joined,
    token_of,
)

REGISTER: Operation = lambda karmyq: karmyq.register("bo@test.karmyq.com", "Bo", "quiet-orchard-7")  # noqa: E731
CREATE: Operation = lambda karmyq: karmyq.create_community("Harbour", "", "", "", "mutual_aid")  # noqa: E731
JOIN: Operation = lambda karmyq: karmyq.join_community("c1")  # noqa: E731
COMPLETE: Operation = lambda karmyq: karmyq.complete_match("m1")  # noqa: E731


def test_an_answer_of_another_shape_is_kept_with_its_status_and_named() -> None:
    world = World(200, {"matches": [MATCH, MATCH | {"status": "paused"}]})

    with pytest.raises(ContractDrift) as caught:
        world.do(lambda karmyq: karmyq.list_matches(50))
    assert caught.value.message == "GET /matches: matches[1].status: Invalid enum value 'paused'"
    assert world.caller.calls == [Call("list_matches", "", 200)]


def test_registering_sends_no_token_and_returns_the_account() -> None:
    world = World(201, {"user": USER, "token": "t", "refreshToken": "f"})
    account = world.do(REGISTER)

    assert account == Account("u9", "bo@test.karmyq.com", "Bo", ADA.created_at)
    assert world.sent() == (
        "POST",
        "/auth/register",
        {"email": "bo@test.karmyq.com", "name": "Bo", "password": "quiet-orchard-7"},
    )
    assert "authorization" not in world.requests[0].headers
    assert world.caller.calls == [Call("register", "u9", 201)]


def test_a_refused_registration_is_about_nobody() -> None:
    world = World(409, raw={"success": False, "message": "the e-mail is taken"})

    with pytest.raises(Refused, match="CONFLICT"):
        world.do(REGISTER)
    assert world.caller.calls == [Call("register", "", 409)]


def test_every_other_call_carries_a_token_of_the_caller() -> None:
    world = World(200, MATCH)
    world.communities = [CommunityRef("c1", "admin", "Harbour Lane Helpers")]
    world.do(lambda karmyq: karmyq.get_match("m1"))

    said = token_of(world.requests[0])
    assert (said["userId"], said["currentCommunityId"]) == ("u1", "c1")


def test_who_is_not_signed_in_asks_without_a_token_and_without_an_id() -> None:
    world = World(401, raw={"success": False, "message": "no token", "error": "UNAUTHORIZED"})
    world.caller = Ada(None)

    with pytest.raises(Refused, match="401"):
        world.do(lambda karmyq: karmyq.my_communities())
    assert world.sent() == ("GET", "/communities/my/communities", None)
    assert "authorization" not in world.requests[0].headers


def test_about_a_listing_is_its_community_else_its_requester_else_nothing() -> None:
    world = World(200, {"requests": []})
    world.do(
        lambda karmyq: karmyq.list_requests(5, requester_id="u1", community_id="c1"),
        lambda karmyq: karmyq.list_requests(5, requester_id="u1"),
        lambda karmyq: karmyq.list_requests(5),
    )

    assert [call.about for call in world.caller.calls] == ["c1", "u1", ""]


def test_joining_renews_the_token_so_that_it_lists_the_community() -> None:
    world = World(200, MEMBER)
    world.do(JOIN, joined(world), JOIN)

    before, after = (token_of(request)["communities"] for request in world.requests)
    assert before == []
    assert after == [{"id": "c1", "role": "member", "name": "Harbour Lane Helpers"}]


def test_a_failed_join_renews_it_too_since_its_effect_is_unknown() -> None:
    world = World(500, raw={"success": False, "message": "oops"})

    async def join(karmyq: Karmyq) -> None:
        with pytest.raises(KarmyqError):
            await karmyq.join_community("c1")

    world.do(join, joined(world), join)

    joins = [request for request in world.requests if request.method == "POST"]
    assert [len(token_of(request)["communities"]) for request in joins] == [0, 1]


def test_a_token_that_karmyq_refuses_is_renewed_once_and_not_used_again() -> None:
    world = World(401, raw={"success": False, "message": "expired", "error": "UNAUTHORIZED"})

    async def look(karmyq: Karmyq) -> None:
        with pytest.raises(Refused):
            await karmyq.get_match("m1")

    world.do(look, joined(world), look)

    assert [len(token_of(request)["communities"]) for request in world.requests] == [0, 0, 1, 1]


def test_a_new_community_has_its_founder_in() -> None:
    found = World(201, FOUND).do(CREATE)

    assert found == FoundCommunity("c1", "Harbour Lane Helpers", existing=False, joined=True)


def test_an_existing_public_community_is_joined_and_keeps_status_200() -> None:
    world = World(200, FOUND | {"existing": True, "joined": True})
    found = world.do(joined(world), CREATE)

    assert found == FoundCommunity("c1", "Harbour Lane Helpers", existing=True, joined=True)
    assert world.caller.calls == [Call("create_community", "c1", 200)]


def test_a_former_member_who_is_only_told_to_have_joined_has_not() -> None:
    world = World(200, FOUND | {"existing": True, "joined": True})

    assert world.do(CREATE).joined is False


def test_an_existing_private_community_admits_nobody() -> None:
    world = World(200, {"community": COMMUNITY, "existing": True, "joined": False})

    assert world.do(CREATE).joined is False


def test_a_completion_says_whose_half_is_missing() -> None:
    world = World(200, {"fully_completed": True, "waiting_for": None})

    assert world.do(COMPLETE) == Completion(True, None)


def test_a_draft_travels_without_what_it_leaves_open() -> None:
    world = World(201, REQUEST)
    draft = RequestDraft("Need a lift", request_type="ride", payload={"seats_needed": 1})
    world.do(lambda karmyq: karmyq.create_request(draft))

    assert world.sent()[2] == {
        "description": "Need a lift",
        "request_type": "ride",
        "payload": {"seats_needed": 1},
    }


def test_an_id_stays_one_part_of_the_path() -> None:
    world = World(200, MATCH)
    world.do(lambda karmyq: karmyq.get_match("a/b?c"))

    assert world.sent()[1] == "/matches/a%2Fb%3Fc"
