"""Founding a community: a name of the city that is not taken, up to a number."""

import pytest

from adapters.errors import Refused
from agents.actions.create_community import ACTION
from agents.facts import CommunityCreated, CommunityJoined
from agents.outcome import DONE, skipped
from scenarios.city import load_city
from scenarios.parts import Limits
from tests.agents.stage import FIRST, Town, scripted

WRITE_S = (10.0, 25.0)
PLACES = load_city("portland").communities
NAMES = [place.name for place in PLACES]


def test_a_community_of_the_city_is_founded() -> None:
    town = Town()
    rosa = town.somebody("rosa", content=scripted(FIRST))

    outcome = rosa.does(ACTION)

    place = PLACES[0]
    words = (place.name, place.description, place.location, place.category, place.community_type)
    assert outcome == DONE
    assert rosa.asked[-1] == ("create_community", (*words, "public"), {})


def test_a_community_is_private_by_the_scenarios_chance() -> None:
    town = Town()
    rosa = town.somebody("rosa", 0.2, content=scripted(FIRST))

    rosa.does(ACTION, private_chance=0.3)

    [place] = town.platform.store.communities.values()
    assert place.access_type == "private"


def test_taken_names_are_avoided() -> None:
    town = Town()
    town.community(NAMES[0], "omar")
    rosa = town.somebody("rosa", content=scripted(FIRST))

    rosa.does(ACTION)

    assert town.names(list(town.platform.store.communities)) == NAMES[:2]


def test_when_all_names_are_taken_nobody_founds_one() -> None:
    town = Town()
    for name in NAMES:
        town.community(name, "omar")
    rosa = town.somebody("rosa", content=scripted(), limits=Limits(communities=len(NAMES) + 1))

    outcome = rosa.does(ACTION)

    assert outcome == skipped("no_name_left")


def test_nobody_founds_beyond_the_limit_of_communities() -> None:
    town = Town()
    town.community("Repair Café", "omar")
    town.community("Seed Library", "omar")
    rosa = town.somebody("rosa", content=scripted(), limits=Limits(communities=2))

    outcome = rosa.does(ACTION)

    assert outcome == skipped("enough_communities")
    assert rosa.asked == [("list_communities", (2,), {})]


def test_writing_comes_between_reading_and_founding() -> None:
    town = Town()
    rosa = town.somebody("rosa")

    rosa.does(ACTION)

    assert rosa.story == ["list_communities", "think", "create_community"]
    assert rosa.thoughts == [WRITE_S]


def test_a_new_community_leaves_its_fact() -> None:
    town = Town()
    rosa = town.somebody("rosa")

    rosa.does(ACTION)

    [place] = town.platform.store.communities
    assert rosa.facts == [CommunityCreated(place)]


def test_one_that_was_founded_meanwhile_is_joined_instead() -> None:
    town = Town()
    omar = town.somebody("omar", content=scripted(FIRST))
    meanwhile = {"create_community": lambda: omar.does(ACTION)}
    rosa = town.somebody("rosa", content=scripted(FIRST), just_before=meanwhile)

    outcome = rosa.does(ACTION)

    [place] = town.platform.store.communities
    assert outcome == DONE
    assert rosa.facts == [CommunityJoined(place, "active")]


def test_an_existing_private_one_leaves_no_fact() -> None:
    town = Town()
    omar = town.somebody("omar", content=scripted(FIRST))

    def meanwhile() -> None:
        omar.does(ACTION)
        for place in town.platform.store.communities.values():
            place.access_type = "private"

    rosa = town.somebody(
        "rosa", content=scripted(FIRST), just_before={"create_community": meanwhile}
    )

    outcome = rosa.does(ACTION)

    assert outcome == DONE
    assert rosa.facts == []


def test_a_platform_that_refuses_leaves_no_fact() -> None:
    town = Town()
    refusals: dict[str, Exception] = {"create_community": Refused(400)}
    rosa = town.somebody("rosa", refusals=refusals)

    with pytest.raises(Refused, match="VALIDATION_ERROR"):
        rosa.does(ACTION)

    assert rosa.facts == []
