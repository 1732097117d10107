"""The payload of each request type, field by field (rules, 4.4; clarifications, 2 and 3)."""

from typing import Any

import pytest

from tests.contract.payload_cases import DEFAULTS, REFUSED, REQUIRED, TAKEN
from tests.contract.payloads import (
    BORROW,
    EVENT,
    PAYLOADS,
    RIDE,
    SERVICE,
    value_at,
    with_value,
    without,
)
from tests.contract.person import Person
from tests.contract.town import Town, draft

INVALID = (400, "VALIDATION_ERROR")


class Poster:
    """Posts payloads and looks at what was stored."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.person: Person = town.person()
        self.place = town.community(self.person)

    def post(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        form = draft(community_id=self.place, request_type=kind, payload=payload)
        request = self.person.create_request(form)
        return self.town.request_row(request.id).payload

    def refusal(self, kind: str, payload: dict[str, Any]) -> tuple[int, str]:
        return self.town.refusal(lambda: self.post(kind, payload))


@pytest.fixture
def poster(town: Town) -> Poster:
    """Somebody who posts to a community."""
    return Poster(town)


@pytest.mark.parametrize(("kind", "path", "value"), TAKEN)
def test_a_value_within_its_bounds_is_stored_as_it_is(
    poster: Poster, kind: str, path: str, value: object
) -> None:
    stored = poster.post(kind, with_value(PAYLOADS[kind], path, value))

    assert value_at(stored, path) == value


@pytest.mark.parametrize(("kind", "path", "value"), REFUSED)
def test_a_value_out_of_its_bounds_is_refused(
    poster: Poster, kind: str, path: str, value: object
) -> None:
    assert poster.refusal(kind, with_value(PAYLOADS[kind], path, value)) == INVALID


@pytest.mark.parametrize(("kind", "path"), REQUIRED)
def test_a_field_that_is_needed_may_be_neither_missing_nor_null(
    poster: Poster, kind: str, path: str
) -> None:
    assert poster.refusal(kind, without(PAYLOADS[kind], path)) == INVALID
    assert poster.refusal(kind, with_value(PAYLOADS[kind], path, None)) == INVALID


@pytest.mark.parametrize(
    ("given", "stored"),
    [("2", 2), (" 10 ", 10), ("3.0", 3), (1, 1), (4.0, 4), (True, 1), ("1e1", 10)],
)
def test_seats_needed_is_coerced_to_a_number(poster: Poster, given: object, stored: int) -> None:
    assert poster.post("ride", RIDE | {"seats_needed": given})["seats_needed"] == stored


@pytest.mark.parametrize("given", ["two", "", " ", "1.5", "11", "0", [], False, None])
def test_seats_that_are_no_number_from_1_to_10_are_refused(poster: Poster, given: object) -> None:
    assert poster.refusal("ride", RIDE | {"seats_needed": given}) == INVALID


def test_a_whole_number_may_be_written_with_a_point(poster: Poster) -> None:
    assert poster.post("borrow", BORROW | {"duration_days": 3.0})["duration_days"] == 3


@pytest.mark.parametrize(("kind", "given", "path", "default"), DEFAULTS)
def test_a_default_is_filled_in_by_the_platform(
    poster: Poster, kind: str, given: dict[str, Any], path: str, default: object
) -> None:
    assert value_at(poster.post(kind, PAYLOADS[kind] | given), path) == default


@pytest.mark.parametrize("kind", PAYLOADS)
def test_the_smallest_payload_is_stored_with_its_defaults_alone(poster: Poster, kind: str) -> None:
    expected = {
        "ride": RIDE,
        "borrow": BORROW,
        "service": SERVICE | {"location_type": "on_site"},
        "event": with_value(EVENT, "location.is_virtual", False),
    }

    assert poster.post(kind, PAYLOADS[kind]) == expected[kind]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("ride", "vehicle"),
        ("ride", "origin.floor"),
        ("ride", "preferences.music"),
        ("borrow", "item_name"),
        ("service", "skill_level"),
        ("service", "duration_hours"),
        ("service", "budget_range.note"),
        ("event", "title"),
        ("event", "location.room"),
        ("event", "requirements.note"),
    ],
)
def test_an_unknown_key_is_dropped_in_silence(poster: Poster, kind: str, path: str) -> None:
    stored = poster.post(kind, with_value(PAYLOADS[kind], path, "anything"))

    assert value_at(stored, path) is None


@pytest.mark.parametrize("kind", PAYLOADS)
@pytest.mark.parametrize("payload", [["a", "list"], "text", 5])
def test_a_payload_is_an_object(poster: Poster, kind: str, payload: Any) -> None:
    assert poster.refusal(kind, payload) == INVALID


def test_the_bounds_of_a_budget_are_not_compared_with_each_other(poster: Poster) -> None:
    stored = poster.post("service", SERVICE | {"budget_range": {"min": 9, "max": 1}})

    assert stored["budget_range"] == {"min": 9, "max": 1, "currency": "USD"}


def test_a_role_of_an_event_has_its_own_fields(poster: Poster) -> None:
    role = {"role_name": "cook", "count": 2, "description": "d" * 200, "pay": 5}
    stored = poster.post("event", EVENT | {"roles": [role]})

    assert stored["roles"] == [{"role_name": "cook", "count": 2, "description": "d" * 200}]


def test_the_old_simulators_name_of_a_role_is_refused(poster: Poster) -> None:
    assert poster.refusal("event", EVENT | {"roles": [{"name": "cook", "count": 2}]}) == INVALID


@pytest.mark.parametrize(("kind", "path"), [("ride", "departure_time"), ("event", "event_date")])
def test_the_date_of_the_payload_is_when_the_request_is_scheduled(
    town: Town, kind: str, path: str
) -> None:
    person = town.person()
    payload = with_value(PAYLOADS[kind], path, "2026-04-01T12:30:00.250Z")
    form = draft(community_id=town.community(person), request_type=kind, payload=payload)
    scheduled = person.create_request(form).scheduled_for

    assert scheduled is not None
    assert scheduled.isoformat(timespec="milliseconds") == "2026-04-01T12:30:00.250+00:00"


@pytest.mark.parametrize("kind", ["ride", "event"])
def test_a_date_of_its_own_wins_over_the_payloads(town: Town, kind: str) -> None:
    person = town.person()
    form = draft(
        community_id=town.community(person),
        request_type=kind,
        payload=PAYLOADS[kind],
        scheduled_for="2026-05-01T00:00:00Z",
    )
    scheduled = person.create_request(form).scheduled_for

    assert scheduled is not None
    assert scheduled.month == 5
