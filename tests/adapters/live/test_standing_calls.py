"""Conversations, reputation and profiles: the address, the body, and the call that is kept."""

from typing import Any

import pytest

from adapters.entities import LastMessage, Participant
from adapters.errors import ContractDrift
from adapters.port import Call
from tests.adapters.live.world import TIME, Operation, World

TALK = {"id": "t1", "request_match_id": "m1", "last_message_at": TIME, "created_at": TIME}
LISTED: dict[str, Any] = TALK | {
    "participants": [{"id": "u1", "name": "Ada", "email": "ada@test.karmyq.com"}],
    "last_message": {
        "id": "w1",
        "content": "At six",
        "sender_id": "u1",
        "created_at": "2026-09-20T08:15:30.112233",
    },
}
MESSAGE = {
    "id": "w1",
    "sender_id": "u1",
    "conversation_id": "t1",
    "content": "At six",
    "created_at": TIME,
    "expires_at": None,
}
KARMA = {"karma": 75, "trend": "growing", "recent_helps": 1, "recent_requests": 0}
TOTALS = {
    "user_id": "u1",
    "total_karma": 75,
    "karma_from_giving": 60,
    "karma_from_receiving": 0,
    "bonuses": 15,
}
ENTRY = {
    "id": "k1",
    "points": 60,
    "reason": "Provided help",
    "related_entity_id": None,
    "created_at": TIME,
    "community_id": "c1",
}
TRUST = {
    "user_id": "u1",
    "community_id": "c1",
    "score": 17,
    "requests_completed": 0,
    "offers_accepted": 1,
    "avg_feedback_score": 4,
}
SUMMARY: dict[str, Any] = {
    "scope": {"type": "community", "community_id": "c1", "community_name": "Lane"},
    "reputation": {"score": 17, "tier": "new"},
    "karma": {"current": 75, "trend": "growing"},
    "activity": {"recent_helps": 1, "recent_requests": 0, "window_days": 30},
}
USER = {"id": "u2", "email": "bo@x", "name": "Bo", "bio": None, "created_at": TIME}
Sent = tuple[str, str, object]
OPERATIONS: dict[str, tuple[Operation, object, Sent, str]] = {
    "list_conversations": (
        lambda karmyq: karmyq.list_conversations(),
        [LISTED],
        ("GET", "/conversations", None),
        "",
    ),
    "open_conversation": (
        lambda karmyq: karmyq.open_conversation("m1", ("u1", "u2")),
        TALK,
        ("POST", "/conversations", {"match_id": "m1", "participant_ids": ["u1", "u2"]}),
        "m1",
    ),
    "list_messages": (
        lambda karmyq: karmyq.list_messages("t1", 20),
        [MESSAGE],
        ("GET", "/conversations/t1/messages?limit=20&offset=0", None),
        "t1",
    ),
    "send_message": (
        lambda karmyq: karmyq.send_message("t1", "At six"),
        MESSAGE,
        ("POST", "/conversations/t1/messages", {"content": "At six"}),
        "t1",
    ),
    "my_karma": (
        lambda karmyq: karmyq.my_karma("c1"),
        KARMA,
        ("GET", "/reputation/me/karma?community_id=c1", None),
        "c1",
    ),
    "karma_totals": (
        lambda karmyq: karmyq.karma_totals(),
        TOTALS,
        ("GET", "/reputation/karma/u1", None),
        "",
    ),
    "karma_history": (
        lambda karmyq: karmyq.karma_history(9, offset=3, community_id="c1"),
        [ENTRY],
        ("GET", "/reputation/history/u1?limit=9&offset=3&community_id=c1", None),
        "c1",
    ),
    "trust_in_community": (
        lambda karmyq: karmyq.trust_in_community("c1"),
        TRUST,
        ("GET", "/reputation/trust/u1/c1", None),
        "c1",
    ),
    "my_community_summary": (
        lambda karmyq: karmyq.my_community_summary("c1"),
        SUMMARY,
        ("GET", "/reputation/me/community-summary?community_id=c1", None),
        "c1",
    ),
    "rate_exchange": (
        lambda karmyq: karmyq.rate_exchange("m1", "u2", "c1", 5),
        {"score": 42},
        (
            "POST",
            "/reputation/feedback",
            {"match_id": "m1", "to_user_id": "u2", "community_id": "c1", "rating": 5},
        ),
        "m1",
    ),
    "get_user": (lambda karmyq: karmyq.get_user("u2"), USER, ("GET", "/users/u2", None), "u2"),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_asks_at_its_address_and_keeps_the_call(name: str) -> None:
    operation, data, sent, about = OPERATIONS[name]
    world = World(200, data)
    world.do(operation)

    assert world.sent() == sent
    assert world.caller.calls == [Call(name, about, 200)]


def test_a_profile_is_read_without_a_token() -> None:
    world = World(200, USER)
    world.do(lambda karmyq: karmyq.get_user("u2"))

    assert "authorization" not in world.requests[-1].headers


def test_people_and_the_last_message_come_with_a_conversation() -> None:
    [talk] = World(200, [LISTED]).do(lambda karmyq: karmyq.list_conversations())

    assert talk.participants == (Participant("u1", "Ada"),)
    assert talk.last_message == LastMessage("w1", "u1", "At six")


def test_a_conversation_without_a_word_has_no_last_message() -> None:
    silent = LISTED | {"last_message": None, "last_message_at": None}
    [talk] = World(200, [silent]).do(lambda karmyq: karmyq.list_conversations())

    assert (talk.last_message, talk.last_message_at) == (None, None)


def test_a_summary_is_read_flat() -> None:
    summary = World(200, SUMMARY).do(lambda karmyq: karmyq.my_community_summary("c1"))

    assert (summary.community_id, summary.score, summary.karma) == ("c1", 17, 75)
    assert (summary.tier, summary.trend, summary.recent_helps) == ("new", "growing", 1)


def test_a_summary_of_another_shape_is_contract_drift() -> None:
    world = World(200, SUMMARY | {"karma": {"current": 75, "trend": "sideways"}})

    with pytest.raises(ContractDrift, match="karma"):
        world.do(lambda karmyq: karmyq.my_community_summary("c1"))
