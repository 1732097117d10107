"""The community service: changing a community, and its end (rules, section 6)."""

import pytest

from tests.contract.person import Person
from tests.contract.town import NOBODY, Town


def home(town: Town) -> tuple[Person, str]:
    founder = town.person()
    return founder, town.community(founder, "Harbour Lane")


def test_an_admin_changes_what_is_given_and_nothing_else(town: Town) -> None:
    founder, place = home(town)
    row = founder.update_community(place, description="Soup", max_members=40)

    assert (row.name, row.description, row.max_members) == ("Harbour Lane", "Soup", 40)
    assert (row.location, row.status) == ("Turku", "active")
    assert founder.my_communities()[0].max_members == 40


@pytest.mark.parametrize("role", ["moderator", "member"])
def test_nobody_but_an_admin_changes_or_ends_a_community(town: Town, role: str) -> None:
    founder, place = home(town)
    member = town.neighbour(place)
    founder.update_member(place, member.id, role=role)

    refusal = town.refusal(lambda: member.update_community(place, name="Mine"))
    assert refusal == (403, "FORBIDDEN")
    assert town.refusal(lambda: member.archive_community(place)) == (403, "FORBIDDEN")
    assert town.refusal(lambda: founder.archive_community(NOBODY)) == (403, "FORBIDDEN")


def test_a_new_name_is_the_one_by_which_it_is_found(town: Town) -> None:
    founder, place = home(town)
    founder.update_community(place, name="Mill Lane")
    person = town.person()

    assert person.create_community("mill lane", "Turku").id == place
    assert not person.create_community("Harbour Lane", "Turku").existing


def test_the_name_and_place_of_another_active_community_is_500(town: Town) -> None:
    founder, place = home(town)
    town.community(name="Mill Lane")

    refusal = town.refusal(lambda: founder.update_community(place, name=" MILL lane"))
    assert refusal == (500, "INTERNAL_ERROR")


def test_an_archived_community_is_listed_no_longer_and_keeps_its_members(town: Town) -> None:
    founder, place = home(town)
    town.neighbour(place)
    founder.archive_community(place)

    assert founder.list_communities() == []
    assert founder.my_communities() == []
    assert founder.get_community(place).status == "archived"
    assert len(founder.list_members(place)) == 2


def test_the_name_of_an_archived_community_is_free(town: Town) -> None:
    founder, place = home(town)
    founder.archive_community(place)
    found = town.person().create_community("Harbour Lane", "Turku")

    assert not found.existing
    assert found.id != place


def test_an_archived_community_can_be_made_active_again(town: Town) -> None:
    founder, place = home(town)
    founder.archive_community(place)
    founder.update_community(place, status="active")

    assert [row.id for row in founder.list_communities()] == [place]


def test_an_archived_community_whose_name_was_taken_stays_archived(town: Town) -> None:
    founder, place = home(town)
    founder.archive_community(place)
    town.community(name="Harbour Lane")

    refusal = town.refusal(lambda: founder.update_community(place, status="active"))
    assert refusal == (500, "INTERNAL_ERROR")


def test_a_status_can_be_any_text(town: Town) -> None:
    founder, place = home(town)

    assert founder.update_community(place, status="asleep").status == "asleep"
    assert founder.list_communities() == []
