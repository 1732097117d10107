"""Providers, reviews and activities of Portland, and how the loader speaks of broken ones."""

import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
import yaml

from adapters.entities import ActivityType, ServiceType
from scenarios import activity_templates, provider_templates
from scenarios.city import CONTENT, load_city
from scenarios.errors import ContentError
from tests.scenarios.test_city import CONTRACT, DATED

CITY = load_city()
PROVIDERS, ACTIVITIES = CITY.providers, CITY.activities
KINDS: tuple[ActivityType, ...] = get_args(ActivityType)
PLANS = [template for kind in KINDS for template in ACTIVITIES.of(kind)]


def test_there_are_fourteen_providers_or_more_and_three_of_each_service() -> None:
    kinds = Counter(template.service_type for template in PROVIDERS.templates)

    assert len(PROVIDERS.templates) >= 14
    assert set(kinds) == set(get_args(ServiceType))
    assert min(kinds.values()) >= 3


def test_our_words_are_those_of_port_and_contract() -> None:
    published = schema_enum("ActivityType")

    assert get_args(provider_templates.ServiceType) == get_args(ServiceType)
    assert get_args(activity_templates.ActivityType) == KINDS
    assert published == set(KINDS)


def schema_enum(name: str) -> set[str]:
    """The words of an enumeration of the community service's contract."""
    text = (CONTRACT / "community-auth-messaging.openapi.yaml").read_text(encoding="utf-8")
    words: list[str] = yaml.safe_load(text)["components"]["schemas"][name]["enum"]
    return set(words)


def test_every_score_has_two_texts_or_more() -> None:
    said = Counter(review.stars for review in PROVIDERS.reviews)

    assert set(said) == {1, 2, 3, 4, 5}
    assert min(said.values()) >= 2


def test_every_type_of_activity_has_two_plans() -> None:
    assert all(len(ACTIVITIES.of(kind)) >= 2 for kind in KINDS)


def test_favorites_are_those_of_the_group_communities() -> None:
    groups = {place.name for place in CITY.communities if place.community_type == "group"}

    assert set(ACTIVITIES.favorites) == groups


def test_texts_name_no_weekday_hour_or_season() -> None:
    said = [template.bio for template in PROVIDERS.templates]
    said += [review.text for review in PROVIDERS.reviews]
    said += [text for plan in PLANS for text in (plan.title, plan.description)]

    assert [text for text in said if DATED.search(text)] == []


def broken(tmp_path: Path, file: str, old: str, new: str) -> str:
    """What the loader says of Portland with a replaced text."""
    root = shutil.copytree(CONTENT, tmp_path / "content")
    path = root / "portland" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_city("portland", root)
    return str(caught.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("providers.yaml", "service_type: tutor", "service_type: tuter", 'did you mean "tutor"?'),
        ("providers.yaml", "service_type: ride", "service_type: other", "no other has"),
        ("providers.yaml", "{first} drives", "Somebody drives", "display_name"),
        ("providers.yaml", "five: 58", "five: 59", "shares of 101 per cent must be 100"),
        ("providers.yaml", "stars: 1,", "stars: 0,", "stars"),
        ("activities.yaml", "pickup_game:\n", "pickup_games:\n", "pickup_game"),
        ("activities.yaml", "[10, 20]", "[20, 10]", "the low end of a range comes first"),
    ],
)
def test_a_broken_file_is_explained(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    said = broken(tmp_path, file, old, new)

    assert said.startswith(f"content/portland/{file}:")
    assert says in said


def test_stars_that_may_be_given_need_words(tmp_path: Path) -> None:
    root = shutil.copytree(CONTENT, tmp_path / "content")
    path = root / "portland" / "providers.yaml"
    text = path.read_text(encoding="utf-8").replace("stars: 2,", "stars: 1,")
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError, match="no review has 2 stars"):
        load_city("portland", root)
