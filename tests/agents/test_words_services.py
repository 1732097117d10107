"""What members say as providers and about them, and what they plan."""

from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

from agents.draw import Draw
from agents.words import Words
from scenarios.city import load_city
from tests.agents.stage import START

CITY = load_city("portland")
PACIFIC = ZoneInfo("America/Los_Angeles")
WORDS = Words(CITY, "test.karmyq.com", PACIFIC).services
SERVICES = ("ride", "tradesperson", "tutor", "other")


def test_a_profile_bears_the_first_name_and_is_for_a_service_not_held() -> None:
    content = Draw(Random(1))

    drafts = [WORDS.provider(content, "Rosa", ("ride", "tutor")) for _ in range(100)]

    assert {draft.service_type for draft in drafts if draft} == {"tradesperson", "other"}
    assert all(draft and "Rosa" in draft.display_name for draft in drafts)


def test_drivers_alone_have_ride_details() -> None:
    content = Draw(Random(1))

    drafts = [WORDS.provider(content, "Rosa", ()) for _ in range(200)]

    for draft in drafts:
        assert draft is not None
        assert (draft.ride_details is not None) == (draft.service_type == "ride")


def test_whoever_holds_all_services_has_nothing_to_say() -> None:
    assert WORDS.provider(Draw(Random(1)), "Rosa", SERVICES) is None


def test_reviews_have_words_of_their_stars_and_all_scores_occur() -> None:
    content = Draw(Random(1))
    texts = {review.text: review.stars for review in CITY.providers.reviews}

    said = [WORDS.provider_review(content) for _ in range(1000)]

    assert all(texts[text] == stars for stars, text in said)
    assert {stars for stars, _ in said} == {1, 2, 3, 4, 5}


def test_an_activity_of_an_unnamed_group_is_of_any_kind_at_a_local_full_hour() -> None:
    content = Draw(Random(1))

    drafts = [WORDS.activity(content, "River Club", START, (2, 10), (9, 14)) for _ in range(300)]

    moments = [START.fromisoformat(draft.scheduled_at) for draft in drafts]
    assert len({draft.activity_type for draft in drafts}) == 5
    assert {moment.astimezone(PACIFIC).hour for moment in moments} == set(range(9, 15))
    assert {moment.minute for moment in moments} == {0}
    days = {(moment.astimezone(PACIFIC).date() - START.date()) for moment in moments}
    assert (min(days), max(days)) == (timedelta(days=2), timedelta(days=10))
