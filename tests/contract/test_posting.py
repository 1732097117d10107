"""Posting a request: its type, its urgency and its texts (rules, section 4.4)."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.entities import REQUEST_TYPES
from adapters.errors import Refused
from tests.contract.payloads import PAYLOADS, RIDE
from tests.contract.person import Person
from tests.contract.town import Town, draft, place_of

INVALID = (400, "VALIDATION_ERROR")
LONG = "Could somebody lend me a ladder of at least two metres on Sunday morning, for an hour?"


def test_a_new_request_is_open_and_the_callers(town: Town, poster: Person) -> None:
    request = poster.create_request(draft(community_id=place_of(poster)))

    assert (request.status, request.requester_id) == ("open", poster.id)
    assert (request.created_at, request.scheduled_for) == (town.now, None)


def test_a_request_expires_after_60_days(town: Town, poster: Person) -> None:
    request = poster.create_request(draft(community_id=place_of(poster)))

    assert request.expires_at == town.now + timedelta(days=60)


def test_a_request_is_generic_and_of_medium_urgency_unless_it_says_otherwise(
    town: Town, poster: Person
) -> None:
    request = poster.create_request(draft(community_id=place_of(poster)))
    row = town.request_row(request.id)

    assert (row.request_type, row.urgency) == ("generic", "medium")
    assert (row.visibility_scope, row.visibility_max_degrees) == ("community", 3)


@pytest.mark.parametrize("request_type", REQUEST_TYPES)
def test_each_of_the_five_types_is_taken_with_its_payload(
    poster: Person, request_type: str
) -> None:
    payload = PAYLOADS.get(request_type)
    request = poster.create_request(
        draft(community_id=place_of(poster), request_type=request_type, payload=payload)
    )

    assert request.request_type == request_type


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("word", ["Ride", "transportation", "food"])
def test_another_type_is_refused(town: Town, poster: Person, word: str) -> None:
    wrong = draft(community_id=place_of(poster), request_type=word, payload=RIDE)

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("request_type", ["ride", "borrow", "service", "event"])
@pytest.mark.parametrize("payload", [None, {}])
def test_every_type_but_generic_needs_a_payload(
    town: Town, poster: Person, request_type: str, payload: dict[str, Any] | None
) -> None:
    wrong = draft(community_id=place_of(poster), request_type=request_type, payload=payload)

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


def test_the_payload_of_a_generic_request_is_dropped(town: Town, poster: Person) -> None:
    request = poster.create_request(draft(community_id=place_of(poster), payload=RIDE))

    assert town.request_row(request.id).payload == {}


@pytest.mark.parametrize("urgency", ["low", "medium", "high"])
def test_urgency_is_low_medium_or_high(town: Town, poster: Person, urgency: str) -> None:
    request = poster.create_request(draft(community_id=place_of(poster), urgency=urgency))

    assert town.request_row(request.id).urgency == urgency


@pytest.mark.parametrize("urgency", ["urgent", "critical", "Low", "asap"])
def test_another_urgency_is_refused(town: Town, poster: Person, urgency: str) -> None:
    wrong = draft(community_id=place_of(poster), urgency=urgency)

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


def test_an_empty_type_urgency_or_payload_counts_as_absent(town: Town, poster: Person) -> None:
    empty = draft(community_id=place_of(poster), request_type="", urgency="", payload={})
    row = town.request_row(poster.create_request(empty).id)

    assert (row.request_type, row.urgency, row.payload) == ("generic", "medium", {})


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("title", ["four", "é" * 4, "𝔸𝔹ℂ𝔻"])
def test_a_title_of_four_characters_is_too_short(town: Town, poster: Person, title: str) -> None:
    wrong = draft(community_id=place_of(poster), title=title)

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


@pytest.mark.parametrize("title", ["five!", "é" * 255, "𝔸𝔹ℂ𝔻𝔼", "     "])
def test_a_title_at_the_limits_is_kept_as_it_is(poster: Person, title: str) -> None:
    assert poster.create_request(draft(community_id=place_of(poster), title=title)).title == title


def test_a_title_that_its_column_cannot_hold_is_an_internal_error(
    town: Town, poster: Person
) -> None:
    long = draft(community_id=place_of(poster), title="t" * 256)

    assert town.refusal(lambda: poster.create_request(long)) == (500, "INTERNAL_ERROR")


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("description", ["", "too short", "é" * 9, "𝔸" * 9])
def test_a_description_of_nine_characters_is_too_short(
    town: Town, poster: Person, description: str
) -> None:
    wrong = draft(community_id=place_of(poster), description=description)

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


@pytest.mark.parametrize("description", ["ten chars!", "𝔸" * 10, "d" * 20_000])
def test_a_description_of_ten_characters_is_enough(
    town: Town, poster: Person, description: str
) -> None:
    request = poster.create_request(draft(community_id=place_of(poster), description=description))

    assert town.request_row(request.id).description == description


@pytest.mark.parametrize("title", [None, ""])
def test_a_missing_title_is_the_first_80_characters_of_the_description(
    poster: Person, title: str | None
) -> None:
    request = poster.create_request(
        draft(community_id=place_of(poster), title=title, description=LONG)
    )

    assert request.title == LONG[:80].strip()


def test_a_title_from_the_description_is_trimmed(poster: Person) -> None:
    padded = "  " + "A" * 70 + " " * 20 + "end"
    request = poster.create_request(
        draft(community_id=place_of(poster), title=None, description=padded)
    )

    assert request.title == "A" * 70


def test_a_title_from_the_description_counts_code_points(poster: Person) -> None:
    request = poster.create_request(
        draft(community_id=place_of(poster), title=None, description="𝔸" * 90)
    )

    assert request.title == "𝔸" * 80


def test_a_short_description_without_a_title_fails_twice(poster: Person) -> None:
    wrong = draft(community_id=place_of(poster), title=None, description="abc")
    with pytest.raises(Refused) as caught:
        poster.create_request(wrong)

    tree: Any = caught.value.details
    assert set(tree) == {"_errors", "title", "description"}


def test_a_blank_beginning_of_the_description_is_no_title(town: Town, poster: Person) -> None:
    wrong = draft(community_id=place_of(poster), title=None, description=" " * 80 + "and more")

    assert town.refusal(lambda: poster.create_request(wrong)) == INVALID


def test_every_problem_of_a_body_is_told_at_its_place(poster: Person) -> None:
    payload = RIDE | {"seats_needed": 0, "origin": {"address": "ab", "lat": 45.5, "lng": 0.0}}
    wrong = draft(urgency="urgent", request_type="ride", payload=payload)
    with pytest.raises(Refused) as caught:
        poster.create_request(wrong)

    tree: Any = caught.value.details
    assert len(tree["urgency"]["_errors"]) == 1
    assert len(tree["payload"]["seats_needed"]["_errors"]) == 1
    assert len(tree["payload"]["origin"]["address"]["_errors"]) == 1
