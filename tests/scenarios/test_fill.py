"""A filled template is a request that karmyq accepts, and the same draw fills the same."""

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from jsonschema import Draft202012Validator

from scenarios.city import load_city
from scenarios.fill import FilledRequest, fill_request
from scenarios.request_words import REQUEST_TYPES
from scenarios.templates import (
    BorrowRanges,
    BorrowTemplate,
    EventRanges,
    EventTemplate,
    Place,
    RequestTemplate,
    RidePreferences,
    RideRanges,
    RideTemplate,
    Role,
    ServiceRanges,
    ServiceTemplate,
)

CONTRACT = Path(__file__).parents[2] / "adapters" / "contract" / "request-service.openapi.yaml"
NOW = datetime(2025, 3, 3, 16, 7, 41, 500_000, tzinfo=UTC)
JUST_BELOW_ONE = 1 - 2**-53
HOME = Place(address="SE Ankeny St", lat=45.5, lng=-122.6)
TEXT: dict[str, Any] = {"title": "A title", "description": "A description", "urgency": "low"}
TEMPLATES = [template for kind in REQUEST_TYPES for template in load_city().requests.of(kind)]


class Scripted(Random):
    """A draw that always gives the same number."""

    def __init__(self, number: float) -> None:
        super().__init__(0)
        self.number = number

    def random(self) -> float:
        return self.number


class OnlyRandom(Random):
    """A draw whose other methods, which Python versions may change, cannot be used."""

    def getrandbits(self, k: int, /) -> int:
        raise AssertionError("only random() may be drawn from")


@cache
def contract() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return loaded


@cache
def create_request() -> Draft202012Validator:
    return Draft202012Validator({**contract(), "$ref": "#/components/schemas/CreateRequest"})


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    return contract()["components"]["schemas"][name] if name else schema


def unknown_keys(value: object, schema: dict[str, Any]) -> list[str]:
    """Keys that the platform would drop in silence."""
    schema = resolved(schema)
    if isinstance(value, list):
        return [key for item in value for key in unknown_keys(item, schema["items"])]
    if not isinstance(value, dict):
        return []
    known = schema.get("properties", {})
    strange = [key for key in value if key not in known]
    inner = [unknown_keys(value[key], known[key]) for key in value if key in known]
    return strange + [key for keys in inner for key in keys]


def body(filled: FilledRequest) -> dict[str, Any]:
    return {
        "community_id": "5d0c2a34-2222-4b3c-9d4e-6f7a8b9c0d1e",
        "request_type": filled.request_type,
        "title": filled.title,
        "description": filled.description,
        "urgency": filled.urgency,
        "payload": filled.payload,
    }


def faults(filled: FilledRequest) -> list[str]:
    return [error.message for error in create_request().iter_errors(body(filled))]


def event_between(low: int, high: int) -> EventTemplate:
    ranges = EventRanges(
        event_type="social",
        event_in_hours=(low, high),
        event_duration_hours=(0.5, 24),
        location=HOME,
        participants_needed=(1, 1000),
        roles=(Role(role_name="Cook", count=1),),
    )
    return EventTemplate(**TEXT, payload=ranges)


def extreme_templates() -> list[RequestTemplate]:
    """Templates whose ranges reach the platform's own limits."""
    ride = RideRanges(
        origin=HOME,
        destination=HOME,
        departure_in_hours=(1, 1440),
        seats_needed=(1, 10),
        preferences=RidePreferences(women_only=True),
    )
    borrow = BorrowRanges(item_category="other", duration_days=(1, 30), condition_min="new")
    service = ServiceRanges(service_category="other", estimated_duration_hours=(0.5, 80))
    return [
        RideTemplate(**TEXT, payload=ride),
        BorrowTemplate(**TEXT, payload=borrow),
        ServiceTemplate(**TEXT, payload=service),
        event_between(1, 1440),
    ]


def test_the_contract_check_of_these_tests_can_fail() -> None:
    template = extreme_templates()[0]
    filled = fill_request(template, Random(1), NOW)

    filled.payload["departure_time"] = "2025-03-04T10:00:00+00:00"
    filled.payload["seats_needed"] = 11

    assert len(faults(filled)) == 2


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.title)
def test_every_template_of_portland_fills_to_a_request_the_contract_accepts(
    template: RequestTemplate,
) -> None:
    draw = Random(7)
    filled = [fill_request(template, draw, NOW) for _ in range(50)]

    assert [fault for one in filled for fault in faults(one)] == []


@pytest.mark.parametrize("number", [0.0, 0.5, JUST_BELOW_ONE])
def test_the_ends_of_the_widest_ranges_are_accepted_too(number: float) -> None:
    filled = [fill_request(template, Scripted(number), NOW) for template in extreme_templates()]

    assert [fault for one in filled for fault in faults(one)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.title)
def test_nothing_in_a_payload_is_dropped_by_the_platform(template: RequestTemplate) -> None:
    filled = fill_request(template, Random(3), NOW)
    schemas = contract()["components"]["schemas"]
    payload = schemas.get(f"{filled.request_type.capitalize()}Payload", {})

    assert unknown_keys(filled.payload, payload) == []


def test_texts_and_urgency_are_those_of_the_template() -> None:
    template = load_city().requests.ride[0]

    filled = fill_request(template, Random(1), NOW)

    assert (filled.request_type, filled.title) == ("ride", template.title)
    assert (filled.description, filled.urgency) == (template.description, template.urgency)


def test_a_generic_request_has_an_empty_payload() -> None:
    assert fill_request(load_city().requests.generic[0], Random(1), NOW).payload == {}


def test_the_lowest_draw_gives_the_low_end_of_every_range() -> None:
    ride, borrow, service, event = (
        fill_request(template, Scripted(0.0), NOW).payload for template in extreme_templates()
    )

    assert (ride["seats_needed"], borrow["duration_days"]) == (1, 1)
    assert (service["estimated_duration_hours"], event["event_duration_hours"]) == (0.5, 0.5)
    assert event["participants_needed"] == 1


def test_the_highest_draw_gives_the_high_end_of_every_range() -> None:
    ride, borrow, service, event = (
        fill_request(template, Scripted(JUST_BELOW_ONE), NOW).payload
        for template in extreme_templates()
    )

    assert (ride["seats_needed"], borrow["duration_days"]) == (10, 30)
    assert (service["estimated_duration_hours"], event["event_duration_hours"]) == (80, 24)
    assert event["participants_needed"] == 1000


@pytest.mark.parametrize(
    ("number", "date"),
    [(0.0, "2025-03-03T18:15:00Z"), (JUST_BELOW_ONE, "2025-03-03T20:00:00Z")],
)
def test_a_date_is_a_quarter_hour_within_the_range_after_now(number: float, date: str) -> None:
    filled = fill_request(event_between(2, 4), Scripted(number), NOW)

    assert filled.payload["event_date"] == date


def test_a_now_on_the_quarter_hour_counts_from_itself() -> None:
    now = datetime(2025, 3, 3, 16, 15, tzinfo=UTC)

    filled = fill_request(event_between(2, 4), Scripted(0.0), now)

    assert filled.payload["event_date"] == "2025-03-03T18:15:00Z"


def test_all_quarter_hours_of_a_range_are_drawn_and_none_beyond() -> None:
    draw = Random(11)
    dates = {
        datetime.fromisoformat(fill_request(event_between(2, 4), draw, NOW).payload["event_date"])
        for _ in range(500)
    }

    assert len(dates) == 8
    assert NOW + timedelta(hours=2) <= min(dates)
    assert max(dates) <= NOW + timedelta(hours=4)


def test_a_now_of_another_time_zone_gives_the_same_date_in_utc() -> None:
    there = NOW.astimezone(ZoneInfo("America/Los_Angeles"))

    filled = fill_request(event_between(2, 4), Random(5), there)

    assert filled == fill_request(event_between(2, 4), Random(5), NOW)


def test_a_now_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="now must know its time zone"):
        fill_request(event_between(2, 4), Random(5), NOW.replace(tzinfo=None))


def test_the_same_seed_fills_the_same() -> None:
    def all_filled() -> str:
        draw = Random(2025)
        return json.dumps([body(fill_request(template, draw, NOW)) for template in TEMPLATES])

    assert all_filled() == all_filled()


def test_another_seed_fills_differently() -> None:
    template = load_city().requests.event[0]

    dates = {fill_request(template, Random(seed), NOW).payload["event_date"] for seed in range(9)}

    assert len(dates) > 1


def test_what_a_seed_fills_is_pinned() -> None:
    filled = fill_request(extreme_templates()[0], Random(42), NOW)

    assert filled.payload["departure_time"] == "2025-04-11T01:15:00Z"
    assert filled.payload["seats_needed"] == 1


def test_only_the_stable_method_of_the_draw_is_used() -> None:
    filled = [fill_request(template, OnlyRandom(4), NOW) for template in TEMPLATES]

    assert len(filled) == len(TEMPLATES)


def test_filling_again_leaves_the_first_payload_as_it_was() -> None:
    template = load_city().requests.event[0]
    first = fill_request(template, Random(1), NOW)

    first.payload["location"]["address"] = "elsewhere"

    assert fill_request(template, Random(1), NOW).payload["location"]["address"] != "elsewhere"


def test_a_preference_that_is_not_asked_for_is_not_sent() -> None:
    filled = fill_request(extreme_templates()[0], Random(1), NOW)

    assert filled.payload["preferences"] == {"women_only": True}
