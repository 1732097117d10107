"""Reviews of providers and the score they make (community rules, section 16)."""

from datetime import timedelta

import pytest

from adapters.dryrun.directory import DryRunDirectory
from tests.contract.payloads import SERVICE
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.switches import off_and_on
from tests.contract.town import MALFORMED, NOBODY, Scene, Town, TownWith

SOON = timedelta(seconds=1)


def served(town: Town) -> tuple[Scene, str]:
    """A scene, and the match of a service that both sides have completed in it."""
    here = town.scene()
    return here, town.completed(*here[:3], request_type="service", payload=SERVICE)


def waiting(town: Town, user_id: str) -> int:
    """How many reviews the person still has to write."""
    return town.run(DryRunDirectory(town.rules).standing(user_id)).reviews_to_write


def test_a_review_is_kept_with_match_stars_and_text(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    review = here.requester.review_provider(profile, match, 4)

    assert (review.provider_id, review.match_id, review.stars) == (profile, match, 4)
    [seen] = here.helper.provider_reviews(profile)
    assert (seen.id, seen.stars, seen.reviewer_name) == (review.id, 4, "Nadia")


def test_a_match_is_reviewed_once_by_the_same_person(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    here.requester.review_provider(profile, match)

    refusal = town.refusal(lambda: here.requester.review_provider(profile, match, 1))
    assert refusal == (409, "CONFLICT")


def test_strangers_and_oneself_may_review(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id

    town.person("Eve").review_provider(profile, match)
    here.helper.review_provider(profile, match)

    assert len(here.helper.provider_reviews(profile)) == 2


def test_without_a_match_reviews_have_no_limit() -> None:
    raw = Raw("http")
    provider = raw.rules.providers.register(
        raw.someone, {"service_type": "tutor", "display_name": "A"}
    )
    body = {"provider_id": provider.id, "stars": 5}

    assert [raw.post("/reputation", body).status for _ in range(3)] == [201, 201, 201]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("stars", [None, 0, 6, -1, 4.5, "5", True])
def test_stars_are_whole_and_one_to_five(door: Door, stars: object) -> None:
    raw = Raw(door)
    provider = raw.rules.providers.register(
        raw.someone, {"service_type": "tutor", "display_name": "A"}
    )
    said = raw.post("/reputation", {"provider_id": provider.id, "stars": stars})

    assert said[:2] == (400, "VALIDATION_ERROR")


def test_an_unknown_or_inactive_profile_is_404(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    town.store.providers.rows[profile].is_active = False

    for one in (NOBODY, profile):
        with pytest.raises(Exception, match="NOT_FOUND"):
            here.requester.review_provider(one, match)
    refusal = town.refusal(lambda: here.requester.review_provider(MALFORMED, match))
    assert refusal == (400, "VALIDATION_ERROR")


def test_an_unknown_match_breaks_the_foreign_key(town: Town) -> None:
    ada = town.person()
    profile = ada.register_provider("tutor").id

    assert town.refusal(lambda: ada.review_provider(profile, NOBODY)) == (500, "INTERNAL_ERROR")
    assert town.refusal(lambda: ada.review_provider(profile, MALFORMED)) == (
        400,
        "VALIDATION_ERROR",
    )


def test_reviews_are_read_newest_first_and_by_page(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    eve = town.person("Eve")
    for person in (here.requester, eve):
        person.review_provider(profile, match)
        town.advance(SOON)

    assert [row.reviewer_name for row in eve.provider_reviews(profile)] == ["Eve", "Nadia"]
    assert [row.reviewer_name for row in eve.provider_reviews(profile, 1, 1)] == ["Nadia"]
    assert list(eve.provider_reviews(NOBODY)) == []


def test_the_score_is_three_fifths_of_the_stars(town: Town) -> None:
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    town.store.providers.rows[profile].completion_rate = 0
    here.requester.review_provider(profile, match, 5)
    town.person("Eve").review_provider(profile, match, 4)

    shown = here.helper.get_provider(profile)
    assert (shown.avg_stars, shown.total_reviews, shown.trust_score) == (4.5, 2, 53)


def test_a_completed_match_makes_the_completion_rate_of_its_helper_a_second_later(
    town: Town,
) -> None:
    here = town.scene()
    profile = here.helper.register_provider("tutor").id
    town.completed(*here[:3])
    [before] = here.helper.my_providers()
    town.advance(SOON)
    [after] = here.helper.my_providers()

    assert (before.completion_rate, before.trust_score) == (0.0, 0)
    assert (after.id, after.completion_rate, after.trust_score) == (profile, 100.0, 30)


@off_and_on("provider-review-path")
def test_a_review_arrives_at_either_path(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    here, match = served(town)
    profile = here.helper.register_provider("tutor").id
    here.requester.review_provider(profile, match)
    town.person("Eve").review_provider(profile, match)

    assert len(town.store.provider_reviews.rows) == 2
    assert town.refusal(lambda: here.requester.review_provider(NOBODY, match))[0] == 404
    if today:
        refusal = town.refusal(lambda: here.helper.provider_reviews(profile))
        assert refusal == (404, "NOT_FOUND")


def test_a_completed_service_waits_for_its_review_once_the_helper_has_a_profile(
    town: Town,
) -> None:
    here, match = served(town)
    assert waiting(town, here.requester.id) == 0
    profile = here.helper.register_provider("tutor").id

    assert waiting(town, here.requester.id) == 1
    assert waiting(town, here.helper.id) == 0
    here.requester.review_provider(profile, match)
    assert waiting(town, here.requester.id) == 0


def test_only_services_wait_for_a_review(town: Town) -> None:
    here = town.scene()
    here.helper.register_provider("tutor")
    town.completed(*here[:3])

    assert waiting(town, here.requester.id) == 0


def test_without_a_profile_nobody_waits_and_a_deleted_review_is_missing_again(
    town: Town,
) -> None:
    here, match = served(town)
    tutor = here.helper.register_provider("tutor").id
    other = here.helper.register_provider("other").id
    here.requester.review_provider(tutor, match)

    here.helper.delete_provider(tutor)
    assert waiting(town, here.requester.id) == 1
    here.helper.delete_provider(other)
    assert waiting(town, here.requester.id) == 0
