"""Posting a request: where, for whom and when, and the order of checks (rules, section 4.4)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town, draft, place_of

INVALID = (400, "VALIDATION_ERROR")


def test_a_community_has_to_be_named(town: Town, poster: Person) -> None:
    assert town.refusal(lambda: poster.create_request(draft())) == INVALID


def test_only_active_members_may_post(town: Town) -> None:
    place, outsider = town.community(), town.person()
    waiting, private = town.person(), town.community(access_type="private")
    former = town.neighbour(place)
    waiting.join_community(private)
    town.leave(former, place)

    def refusal(person: Person, target: str) -> tuple[int, str]:
        return town.refusal(lambda: person.create_request(draft(community_id=target)))

    assert refusal(outsider, place) == (403, "FORBIDDEN")
    assert refusal(waiting, private) == (403, "FORBIDDEN")
    assert refusal(former, place) == (403, "FORBIDDEN")


def test_an_unknown_community_is_one_that_the_caller_does_not_belong_to(
    town: Town, poster: Person
) -> None:
    refusal = town.refusal(lambda: poster.create_request(draft(community_id=NOBODY)))

    assert refusal == (403, "FORBIDDEN")


def test_a_malformed_community_id_is_400(town: Town, poster: Person) -> None:
    assert town.refusal(lambda: poster.create_request(draft(community_id=MALFORMED))) == INVALID


def test_posting_to_all_reaches_every_community_of_the_caller(town: Town, poster: Person) -> None:
    second, foreign = town.community(poster), town.community()
    mine = {place_of(poster), second, poster.my_communities()[1].id}
    request = poster.create_request(draft(community_id=foreign, post_to_all_communities=True))

    assert {place.id for place in town.request_row(request.id).communities} == mine


def test_posting_to_all_needs_a_membership(town: Town) -> None:
    person = town.person()
    refused = draft(post_to_all_communities=True)

    assert town.refusal(lambda: person.create_request(refused)) == INVALID


@pytest.mark.parametrize("scope", ["community", "trust_network", "platform"])
def test_a_known_scope_is_kept(town: Town, poster: Person, scope: Any) -> None:
    request = poster.create_request(draft(community_id=place_of(poster), visibility_scope=scope))

    assert town.request_row(request.id).visibility_scope == scope


def test_an_unknown_scope_is_ignored(town: Town, poster: Person) -> None:
    scope: Any = "galaxy"
    request = poster.create_request(draft(community_id=place_of(poster), visibility_scope=scope))

    assert town.request_row(request.id).visibility_scope == "community"


def test_nothing_prevents_a_second_request_of_the_same_words(poster: Person) -> None:
    twice = [poster.create_request(draft(community_id=place_of(poster))).id for _ in range(2)]

    assert len(set(twice)) == 2


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-03-05T10:00:00Z", datetime(2026, 3, 5, 10, tzinfo=UTC)),
        ("2026-03-05T10:00:00+02:00", datetime(2026, 3, 5, 8, tzinfo=UTC)),
        ("2026-03-05T10:00:00.1239Z", datetime(2026, 3, 5, 10, 0, 0, 123_000, tzinfo=UTC)),
        ("1999-12-31T23:59:59Z", datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_given_date_is_stored_in_utc_past_or_not(
    poster: Person, given: str, stored: datetime
) -> None:
    request = poster.create_request(draft(community_id=place_of(poster), scheduled_for=given))

    assert request.scheduled_for == stored


@pytest.mark.parametrize("given", ["", "soon", "2026-13-01T00:00:00Z"])
def test_a_date_that_is_none_has_its_own_code(town: Town, poster: Person, given: str) -> None:
    wrong = draft(community_id=place_of(poster), scheduled_for=given)

    assert town.refusal(lambda: poster.create_request(wrong)) == (400, "INVALID_SCHEDULED_FOR")


def test_the_body_is_looked_at_before_the_membership_and_that_before_the_date(
    town: Town, poster: Person
) -> None:
    foreign = town.community()
    all_wrong = draft(community_id=foreign, title="four", scheduled_for="soon")
    foreign_and_late = draft(community_id=foreign, scheduled_for="soon")

    assert town.refusal(lambda: poster.create_request(all_wrong)) == INVALID
    assert town.refusal(lambda: poster.create_request(foreign_and_late)) == (403, "FORBIDDEN")
