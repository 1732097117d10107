"""From raw data to entities: what is ignored, what is translated, what is drift."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.entities import Account, Community, Completion, MatchDetail
from adapters.errors import ContractDrift
from adapters.live import decode
from adapters.live.envelope import Success

USER = {
    "id": "u1",
    "email": "ada@test.karmyq.com",
    "name": "Ada",
    "createdAt": "2026-09-20T08:15:30.123Z",
    "communities": [],
}
MATCH = {
    "id": "m1",
    "request_id": "r1",
    "responder_id": "u1",
    "requester_id": None,
    "status": "proposed",
    "created_at": "2026-09-20T08:15:30.000Z",
    "completed_at": None,
}
COMMUNITY = {
    "id": "c1",
    "name": "Harbour Lane Helpers",
    "description": None,
    "location": "Turku",
    "category": None,
    "max_members": 150,
    "current_members": -1,
    "access_type": "public",
    "creator_id": "u1",
    "status": "active",
    "created_at": "2026-09-20T08:15:30.000Z",
    "community_type": "mutual_aid",
    "inner_circle_count": "2",
    "active_community_count": "0",
    "extended_network_count": "-3",
}


def matches(*rows: Any) -> Success:
    return Success("GET /matches", 200, {"matches": list(rows)})


def drift_of(answer: Success) -> str:
    with pytest.raises(ContractDrift) as caught:
        decode.page(answer, MatchDetail, "matches")
    assert caught.value.status == 200
    return caught.value.message


def test_unknown_fields_are_ignored() -> None:
    [match] = decode.page(matches(MATCH | {"mood": "good"}), MatchDetail, "matches")

    assert match.id == "m1"


def test_a_time_becomes_utc_in_whole_milliseconds() -> None:
    row = MATCH | {"created_at": "2026-09-20T10:15:30.123987+02:00"}
    [match] = decode.page(matches(row), MatchDetail, "matches")

    assert match.created_at == datetime(2026, 9, 20, 8, 15, 30, 123000, UTC)
    assert match.created_at.tzinfo is UTC
    assert match.completed_at is None


def test_the_auth_services_camel_case_is_translated() -> None:
    answer = Success("POST /auth/register", 201, {"user": USER, "token": "t"})

    assert decode.one(answer, Account, "user") == Account(
        "u1", "ada@test.karmyq.com", "Ada", datetime(2026, 9, 20, 8, 15, 30, 123000, UTC)
    )


def test_counts_that_arrive_as_text_become_numbers() -> None:
    answer = Success("GET /communities", 200, {"communities": [COMMUNITY]})
    [community] = decode.page(answer, Community, "communities")

    assert community.inner_circle_count == 2
    assert community.extended_network_count == -3
    assert community.current_members == -1


def test_a_missing_field_is_named_with_its_place() -> None:
    broken = {key: value for key, value in MATCH.items() if key != "status"}

    assert drift_of(matches(MATCH, broken)) == "GET /matches: matches[1].status: missing"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"status": "paused"}, "matches[0].status: Invalid enum value 'paused'"),
        ({"id": 7}, "matches[0].id: Expected `str`, got `int`"),
        ({"created_at": None}, "matches[0].created_at: Expected `datetime`, got `null`"),
        ({"created_at": "soon"}, "matches[0].created_at: Expected a time in UTC, got 'soon'"),
        (
            {"created_at": "2026-09-20T08:15:30.000"},
            "matches[0].created_at: Expected a time in UTC, got '2026-09-20T08:15:30.000'",
        ),
        ({"created_at": 17}, "matches[0].created_at: Expected a time in UTC, got '17'"),
    ],
)
def test_a_field_of_another_type_is_named_with_what_was_found(
    change: dict[str, Any], text: str
) -> None:
    assert drift_of(matches(MATCH | change)) == f"GET /matches: {text}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (None, "data: expected an object, found null"),
        ([], "data: expected an object, found a list"),
        ({}, "matches: missing"),
        ({"matches": {}}, "matches: expected a list, found an object"),
        ({"matches": ["m1"]}, "matches[0]: expected an object, found a text"),
    ],
)
def test_a_page_of_another_shape_is_drift(data: object, text: str) -> None:
    assert drift_of(Success("GET /matches", 200, data)) == f"GET /matches: {text}"


def test_a_renamed_field_is_reported_by_its_name_on_the_wire() -> None:
    broken = {key: value for key, value in USER.items() if key != "createdAt"}
    answer = Success("POST /auth/register", 201, {"user": broken})

    with pytest.raises(ContractDrift, match=r"POST /auth/register: user\.createdAt: missing"):
        decode.one(answer, Account, "user")


def test_a_count_that_is_no_number_is_drift() -> None:
    row = COMMUNITY | {"inner_circle_count": "many"}
    answer = Success("GET /communities", 200, {"communities": [row]})

    with pytest.raises(ContractDrift, match=r"communities\[0\]\.inner_circle_count: Expected"):
        decode.page(answer, Community, "communities")


def test_an_entity_that_is_the_whole_data_is_named_by_its_field_alone() -> None:
    answer = Success("PUT /matches/{matchId}/complete", 200, {"fully_completed": True})

    with pytest.raises(ContractDrift, match="complete: waiting_for: missing"):
        decode.one(answer, Completion)


def test_a_text_and_a_flag_are_checked_too() -> None:
    answer = Success("POST /communities", 200, {"existing": "yes", "community": {"id": 5}})

    with pytest.raises(ContractDrift, match="existing: expected true or false, found a text"):
        decode.flag(answer, "existing")
    with pytest.raises(ContractDrift, match=r"community\.id: expected a text, found a number"):
        decode.text(answer, "community", "id")
    with pytest.raises(ContractDrift, match=r"community\.name: missing"):
        decode.text(answer, "community", "name")
