"""What the city of Portland holds, and that it speaks the platform's words."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
import yaml
from pydantic import ValidationError

from scenarios import request_words
from scenarios.city import CONTENT, load_city

CONTRACT = Path(__file__).parents[2] / "adapters" / "contract"

# What depends on the drawn date, so that a text naming it would contradict the request.
DATED = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(week-?ends?|today|tonight|tomorrow|noon)\b"
    r"|\b(this|next) (week|month|year)\b|\b(mornings?|evenings?|midnight|o'clock)\b"
    r"|\b\d{1,2}(:\d\d| ?[ap]\.?m\b)|\b(spring|summer|autumn|winter|christmas)\b",
    re.IGNORECASE,
)


def schema(name: str, file: str = "request-service.openapi.yaml") -> dict[str, object]:
    contract = yaml.safe_load((CONTRACT / file).read_text(encoding="utf-8"))
    properties: dict[str, object] = contract["components"]["schemas"][name]["properties"]
    return properties


def allowed(name: str, *path: str) -> set[str]:
    found: object = schema(name)
    for step in (*path, "enum"):
        assert isinstance(found, dict)
        found = found[step]
    assert isinstance(found, list)
    return set(found)


def test_portland_has_forty_first_and_last_names_or_more() -> None:
    city = load_city()

    assert len(city.first_names) >= 40
    assert len(city.last_names) >= 40


def test_names_of_people_are_plain_letters_that_fit_into_an_email_address() -> None:
    city = load_city()

    names = {*city.first_names, *city.last_names}
    names |= {name for founder in city.founders for name in (founder.first, founder.last)}
    assert [name for name in names if not (name.isascii() and name.isalpha())] == []


def test_portland_has_the_five_founders_of_the_first_simulator() -> None:
    founders = [f"{founder.first} {founder.last}" for founder in load_city().founders]

    assert founders == [
        "Maria Reyes",
        "James Okafor",
        "Priya Sharma",
        "Wei Zhang",
        "Fatima Alhassan",
    ]


def test_the_first_communities_are_the_nine_and_four_of_the_first_simulator_in_order() -> None:
    first = load_city().communities[:13]

    assert [(community.name, community.category) for community in first] == [
        ("Portland Mutual Aid Network", "mutual_aid"),
        ("Southeast PDX Helpers", "neighborhood"),
        ("PDX Parents Co-op", "family"),
        ("Portland Tool Library & Share", "sharing"),
        ("PDX Service Providers Network", "professional"),
        ("PDX Rides Collective", "professional"),
        ("PDX Home Repair & Trades", "professional"),
        ("Portland Tutors Network", "professional"),
        ("Northeast PDX Community Circle", "neighborhood"),
        ("Portland Pickup Basketball Crew", "sports"),
        ("SE Portland Running Club", "fitness"),
        ("Hawthorne Yoga Collective", "wellness"),
        ("Portland Board Game Society", "social"),
    ]
    assert [community.community_type for community in first] == ["mutual_aid"] * 9 + ["group"] * 4


def test_portland_has_sixty_communities_or_more_with_names_of_their_own() -> None:
    names = {community.name.casefold() for community in load_city().communities}

    assert len(names) >= 60
    assert len(names) == len(load_city().communities)


def test_every_request_type_is_welcome_in_many_communities() -> None:
    communities = load_city().communities

    for request_type in request_words.REQUEST_TYPES:
        assert sum(request_type in community.welcomes for community in communities) >= 20


def test_no_two_communities_share_a_description() -> None:
    descriptions = [community.description for community in load_city().communities]

    assert len(set(descriptions)) == len(descriptions)


def test_requests_have_the_shares_of_the_first_simulator() -> None:
    assert load_city().request_shares.items() == (
        ("generic", 30),
        ("ride", 20),
        ("borrow", 15),
        ("service", 20),
        ("event", 15),
    )


@pytest.mark.parametrize(
    ("request_type", "at_least"),
    [("generic", 24), ("ride", 12), ("borrow", 12), ("service", 12), ("event", 12)],
)
def test_there_are_enough_templates_of_each_type(
    request_type: request_words.RequestType, at_least: int
) -> None:
    templates = load_city().requests.of(request_type)

    assert len(templates) >= at_least
    assert {template.request_type for template in templates} == {request_type}


def test_every_template_has_a_title_of_its_own() -> None:
    requests = load_city().requests
    titles = [text.title for kind in request_words.REQUEST_TYPES for text in requests.of(kind)]

    assert len(set(titles)) == len(titles)


def test_texts_of_requests_name_no_weekday_hour_or_season() -> None:
    requests = load_city().requests
    texts = [
        f"{text.title}: {text.description}"
        for kind in request_words.REQUEST_TYPES
        for text in requests.of(kind)
    ]

    assert [text for text in texts if DATED.search(text)] == []


def test_every_service_and_item_category_of_the_platform_is_asked_for() -> None:
    requests = load_city().requests

    services = {template.payload.service_category for template in requests.service}
    items = {template.payload.item_category for template in requests.borrow}
    events = {template.payload.event_type for template in requests.event}
    assert services == set(get_args(request_words.ServiceCategory))
    assert items == set(get_args(request_words.ItemCategory))
    assert events == set(get_args(request_words.EventType))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (request_words.RequestType, ("CreateRequestBase", "request_type")),
        (request_words.ItemCategory, ("BorrowPayload", "item_category")),
        (request_words.ItemCondition, ("BorrowPayload", "condition_min")),
        (request_words.ServiceCategory, ("ServicePayload", "service_category")),
        (request_words.SkillLevel, ("ServicePayload", "skill_level_required")),
        (request_words.LocationType, ("ServicePayload", "location_type")),
        (
            request_words.TimeOfDay,
            ("ServicePayload", "preferred_schedule", "properties", "time_of_day"),
        ),
        (request_words.EventType, ("EventPayload", "event_type")),
    ],
)
def test_our_words_are_those_of_the_contract(words: object, place: tuple[str, ...]) -> None:
    assert set(get_args(words)) == allowed(*place)


def test_urgencies_are_those_that_both_validation_and_table_accept() -> None:
    contract = yaml.safe_load((CONTRACT / "request-service.openapi.yaml").read_text("utf-8"))
    stored = set(contract["components"]["schemas"]["StoredUrgency"]["enum"])

    assert set(get_args(request_words.Urgency)) == allowed("CreateRequestBase", "urgency") & stored


def test_a_shipped_city_is_read_once() -> None:
    assert load_city() is load_city("portland")


def test_a_city_cannot_be_changed() -> None:
    attribute = "name"

    with pytest.raises(ValidationError, match="frozen"):
        setattr(load_city(), attribute, "Salem")


def test_a_city_of_another_folder_is_read_from_there(tmp_path: Path) -> None:
    shutil.copytree(CONTENT / "portland", tmp_path / "salem")
    people = tmp_path / "salem" / "people.yaml"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("Aaliyah", "Zuri"), encoding="utf-8")

    city = load_city("salem", tmp_path)

    assert (city.name, city.first_names[0]) == ("salem", "Zuri")
