"""Bodies that the port cannot express, at the rules' door and over HTTP (rules, 4.4 and 6)."""

from typing import Any

import pytest

from adapters.errors import Refused
from tests.contract.payloads import RIDE, with_value
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.town import NOBODY

INVALID = (400, "VALIDATION_ERROR")
BROKEN = (500, "INTERNAL_ERROR")
DIRECTED = ("is_directed", "directed_to_user_id", "directed_to_community_id", "inventory_item_id")


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    """Where bodies go in."""
    chosen: Door = request.param
    return chosen


@pytest.fixture
def raw(door: Door) -> Raw:
    """A platform without defects."""
    return Raw(door)


def refused(raw: Raw, body: dict[str, Any], path: str = "/requests") -> tuple[int, str]:
    return raw.post(path, body)[:2]


@pytest.mark.parametrize("key", DIRECTED)
@pytest.mark.parametrize("value", [None, True, NOBODY, ""])
def test_a_key_of_directed_asks_is_refused_even_when_it_is_null(
    raw: Raw, key: str, value: object
) -> None:
    assert refused(raw, raw.request(**{key: value})) == INVALID


def test_an_unknown_preferred_provider_is_refused(raw: Raw) -> None:
    body = raw.request(preferred_provider_id=NOBODY)

    assert refused(raw, body) == (400, "PROVIDER_NOT_FOUND")


@pytest.mark.parametrize("value", [None, ""])
def test_no_preferred_provider_is_none(raw: Raw, value: object) -> None:
    assert raw.posted(preferred_provider_id=value).status == "open"


def test_a_malformed_preferred_provider_is_400_and_500_today(door: Door) -> None:
    intended, today = Raw(door), Raw(door, "malformed-id-500")

    assert refused(intended, intended.request(preferred_provider_id="no-id")) == INVALID
    assert refused(today, today.request(preferred_provider_id="no-id")) == BROKEN


def test_the_checks_of_a_request_come_in_their_order(raw: Raw) -> None:
    body: dict[str, Any] = {
        "is_directed": None,
        "preferred_provider_id": NOBODY,
        "community_id": NOBODY,
    }
    body |= {"title": "four", "description": "Two metres would be enough"}
    body |= {"scheduled_for": "soon", "visibility_max_degrees": "many"}
    repairs: list[dict[str, Any]] = [
        {"is_directed": ...},
        {"preferred_provider_id": ...},
        {"title": "A ladder for Sunday"},
        {"community_id": raw.place.id},
        {"scheduled_for": "2026-03-05T10:00:00Z"},
        {"visibility_max_degrees": 2},
    ]
    found = []
    for repair in repairs:
        found.append(refused(raw, body))
        body = {key: value for key, value in (body | repair).items() if value is not ...}

    assert found == [
        INVALID,
        (400, "PROVIDER_NOT_FOUND"),
        INVALID,
        (403, "FORBIDDEN"),
        (400, "INVALID_SCHEDULED_FOR"),
        INVALID,
    ]
    assert raw.post("/requests", body).status == 201


def test_a_null_type_urgency_or_payload_counts_as_absent(raw: Raw) -> None:
    row = raw.posted(request_type=None, urgency=None, payload=None)

    assert (row.request_type, row.urgency, row.payload) == ("generic", "medium", {})


@pytest.mark.parametrize("key", ["title", "description", "request_type", "urgency"])
@pytest.mark.parametrize("value", [5, True, ["text"], {"text": "text"}])
def test_texts_and_words_are_texts(raw: Raw, key: str, value: object) -> None:
    assert refused(raw, raw.request(**{key: value})) == INVALID


def test_a_description_is_needed(raw: Raw) -> None:
    assert refused(raw, {"community_id": raw.place.id}) == INVALID
    assert refused(raw, raw.request(description=None)) == INVALID
    assert refused(raw, {}) == INVALID


def test_a_description_that_is_no_text_and_no_title_is_400_and_500_today(door: Door) -> None:
    intended, today = Raw(door), Raw(door, "bad-value-500")

    assert refused(intended, intended.request(description=5, title=None)) == INVALID
    assert refused(today, today.request(description=5, title=None)) == BROKEN
    assert refused(today, today.request(description=5)) == INVALID


@pytest.mark.parametrize(
    ("given", "stored"),
    [(None, 3), (0, 3), (1, 1), (4, 4), (6, 6), (7, 6), (-5, 1), ("4", 4), ("", 3), (99, 6)],
)
def test_degrees_are_clamped_to_1_to_6_and_3_by_default(
    raw: Raw, given: object, stored: int
) -> None:
    assert raw.posted(visibility_max_degrees=given).visibility_max_degrees == stored


def test_degrees_that_are_no_number_are_400_and_500_today(door: Door) -> None:
    intended, today = Raw(door), Raw(door, "bad-value-500")

    assert refused(intended, intended.request(visibility_max_degrees="many")) == INVALID
    assert refused(today, today.request(visibility_max_degrees="many")) == BROKEN


@pytest.mark.parametrize("given", [None, 5, True, ["2026-03-05T10:00:00Z"]])
def test_a_date_that_is_no_text_is_ignored(raw: Raw, given: object) -> None:
    ride = raw.posted(scheduled_for=given, request_type="ride", payload=RIDE)

    assert raw.posted(scheduled_for=given).scheduled_for is None
    assert ride.scheduled_for is not None
    assert ride.scheduled_for.isoformat() == "2026-03-04T09:30:00+00:00"


@pytest.mark.parametrize("scope", ["galaxy", "", None, 5, ["platform"]])
def test_an_unknown_scope_is_ignored(raw: Raw, scope: object) -> None:
    assert raw.posted(visibility_scope=scope).visibility_scope == "community"


def test_requirements_are_stored_as_sent(raw: Raw) -> None:
    requirements = {"language": "fi", "any": [1, {"deep": None}]}

    assert raw.posted(requirements=requirements).requirements == requirements


def test_a_category_and_unknown_keys_are_ignored(raw: Raw) -> None:
    row = raw.posted(category="ride", colour="blue", status="completed", expired=True)

    assert (row.request_type, row.status, row.expired) == ("generic", "open", False)


def test_posting_to_all_wins_over_a_community_even_a_malformed_one(raw: Raw) -> None:
    row = raw.posted(community_id="no-id", post_to_all_communities=True)

    assert row.communities == (raw.place,)


@pytest.mark.parametrize("community_id", [5, True, ["text"]])
def test_a_community_id_is_a_text(raw: Raw, community_id: object) -> None:
    assert refused(raw, raw.request(community_id=community_id)) == INVALID


@pytest.mark.parametrize("seats", [None, {}, ["two"], [1, 2]])
def test_seats_that_no_coercion_turns_into_a_number_are_refused(raw: Raw, seats: object) -> None:
    body = raw.request(request_type="ride", payload=with_value(RIDE, "seats_needed", seats))

    assert refused(raw, body) == INVALID


@pytest.mark.parametrize("key", ["preferences", "departure_time", "origin"])
def test_a_field_of_a_payload_may_be_absent_but_not_null(raw: Raw, key: str) -> None:
    body = raw.request(request_type="ride", payload=RIDE | {key: None})

    assert refused(raw, body) == INVALID


@pytest.mark.parametrize("size", [1, 2, 150])
def test_a_community_takes_1_to_150_members(raw: Raw, size: int) -> None:
    assert raw.post("/communities", {"name": "Mill Lane", "max_members": size}).status == 201
    assert list(raw.rules.store.communities.values())[-1].max_members == size


@pytest.mark.parametrize("size", [0, -1, 151])
def test_another_size_is_refused(raw: Raw, size: int) -> None:
    body = {"name": "Mill Lane", "max_members": size}

    assert refused(raw, body, "/communities") == INVALID


@pytest.mark.parametrize("access_type", ["public", "private"])
def test_a_community_is_public_or_private(raw: Raw, access_type: str) -> None:
    body = {"name": "Mill Lane", "access_type": access_type}

    assert raw.post("/communities", body).status == 201
    assert list(raw.rules.store.communities.values())[-1].access_type == access_type


def test_another_access_is_refused(raw: Raw) -> None:
    body = {"name": "Mill Lane", "access_type": "secret"}

    assert refused(raw, body, "/communities") == INVALID


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"name": "ab"}, "name"),
        ({"name": "Lane", "max_members": 0}, "max_members"),
        ({"name": "Lane", "max_members": 9}, "access_type"),
        ({"name": "Lane", "max_members": 9, "access_type": "public"}, "community_type"),
    ],
)
def test_the_checks_of_a_community_come_in_their_order(body: dict[str, Any], told: str) -> None:
    raw = Raw("rules")
    wrong: dict[str, Any] = {
        "max_members": 0,
        "access_type": "secret",
        "community_type": "club",
    } | body

    with pytest.raises(Refused, match=told):
        raw.rules.communities.create(raw.someone, **wrong)


def test_a_missing_location_is_the_same_place_as_an_empty_one(raw: Raw) -> None:
    raw.post("/communities", {"name": "LANE ", "location": "  "}, raw.person("bo"))

    assert raw.place.current_members == 2


@pytest.mark.parametrize("field", ["email", "name", "password"])
@pytest.mark.parametrize("value", [None, 5, ["text"]])
def test_registering_needs_texts(field: str, value: object) -> None:
    raw = Raw("http")
    body = {"email": "bo@x", "name": "Bo", "password": "quiet-orchard-7", field: value}

    assert refused(raw, body, "/auth/register") == INVALID
