"""Reviewing the provider who did a service: once per match, the oldest first."""

import pytest

from adapters.entities import Standing
from adapters.errors import Refused
from agents.actions.review_provider import ACTION, reviews_wait
from agents.facts import ProviderReviewed
from agents.outcome import DONE, skipped
from scenarios.city import load_city
from tests.agents.stage import FIRST, LAST, Town, ended, scripted
from tests.agents.trades import provider, service

REVIEWS = load_city("portland").providers.reviews


def place(town: Town) -> str:
    return town.community("Repair Café", "rosa", "omar", "lena")


def test_the_requester_reviews_with_words_that_fit_the_stars() -> None:
    town = Town()
    match = service(town, "rosa", "omar", place(town))
    profile = provider(town, "omar", "tradesperson")
    rosa = town.somebody("rosa", FIRST, content=scripted(LAST, FIRST))

    outcome = rosa.does(ACTION)

    [row] = town.platform.store.provider_reviews.rows.values()
    assert outcome == DONE
    assert row.stars == 1
    assert row.review_text in {review.text for review in REVIEWS if review.stars == 1}
    assert rosa.facts == [ProviderReviewed(row.id, profile.id, match.id, 1)]
    assert rosa.thoughts == [(10.0, 30.0)]


def test_a_review_waits_until_it_is_written_and_then_no_more() -> None:
    town = Town()
    service(town, "rosa", "omar", place(town))
    provider(town, "omar")
    before = reviews_wait(town.standing("rosa"))
    town.somebody("rosa", FIRST).does(ACTION)

    assert before
    assert not reviews_wait(town.standing("rosa"))
    assert not reviews_wait(Standing(1, 0, 0, 0))


def test_each_service_is_reviewed_once_the_oldest_first() -> None:
    town = Town()
    here = place(town)
    matches = [service(town, "rosa", "omar", here) for _ in range(2)]
    provider(town, "omar")
    facts = []
    for _ in matches:
        rosa = town.somebody("rosa", FIRST)
        rosa.does(ACTION)
        facts += rosa.facts
    third = town.somebody("rosa", FIRST)

    assert [fact.match_id for fact in facts if isinstance(fact, ProviderReviewed)] == [
        match.id for match in matches
    ]
    assert third.does(ACTION) == skipped("nothing_to_review")


def test_helpers_without_a_profile_are_passed_over() -> None:
    town = Town()
    here = place(town)
    service(town, "rosa", "lena", here)
    service(town, "rosa", "omar", here)
    profile = provider(town, "omar")
    rosa = town.somebody("rosa", FIRST, FIRST)

    assert rosa.does(ACTION) == DONE
    assert rosa.operations.count("list_providers") == 2
    [row] = town.platform.store.provider_reviews.rows.values()
    assert row.provider.id == profile.id


def test_a_profile_about_rides_comes_last() -> None:
    town = Town()
    service(town, "rosa", "omar", place(town))
    provider(town, "omar", "ride")
    tutor = provider(town, "omar", "tutor")

    town.somebody("rosa", FIRST).does(ACTION)

    [row] = town.platform.store.provider_reviews.rows.values()
    assert row.provider.id == tutor.id


def test_a_review_of_another_profile_of_the_helper_counts_as_well() -> None:
    town = Town()
    match = service(town, "rosa", "omar", place(town))
    ride = provider(town, "omar", "ride")
    ended(town.port("rosa").review_provider(ride.id, 5, "Fine", match.id))
    provider(town, "omar", "tutor")

    assert town.somebody("rosa", FIRST).does(ACTION) == skipped("nothing_to_review")


def test_only_own_completed_services_count() -> None:
    town = Town()
    here = place(town)
    service(town, "omar", "rosa", here)
    provider(town, "omar")
    plants = town.offer("omar", town.request("rosa", here))
    town.accept("rosa", plants)
    town.half("omar", plants)
    town.half("rosa", plants)

    assert town.somebody("rosa").does(ACTION) == skipped("no_service")


def test_strangers_are_left_alone() -> None:
    town = Town()
    service(town, "rosa", "omar", place(town))
    provider(town, "omar")
    rosa = town.somebody("rosa", strangers=frozenset({town.account("omar").id}))

    assert rosa.does(ACTION) == skipped("no_service")


def test_where_reviews_cannot_be_read_one_is_written_all_the_same() -> None:
    town = Town()
    service(town, "rosa", "omar", place(town))
    provider(town, "omar")
    rosa = town.somebody("rosa", FIRST, refusals={"provider_reviews": Refused(404)})

    assert rosa.does(ACTION) == DONE


def test_another_refusal_to_read_them_rises() -> None:
    town = Town()
    service(town, "rosa", "omar", place(town))
    provider(town, "omar")
    rosa = town.somebody("rosa", FIRST, refusals={"provider_reviews": Refused(429)})

    with pytest.raises(Refused, match="RATE_LIMIT"):
        rosa.does(ACTION)


def test_a_review_that_was_written_before_is_refused() -> None:
    town = Town()
    match = service(town, "rosa", "omar", place(town))
    profile = provider(town, "omar")
    port = town.port("rosa")
    twice = {
        "review_provider": lambda: ended(port.review_provider(profile.id, 5, "Fine", match.id))
    }
    rosa = town.somebody("rosa", FIRST, just_before=twice)

    with pytest.raises(Refused, match="CONFLICT"):
        rosa.does(ACTION)

    assert rosa.facts == []
