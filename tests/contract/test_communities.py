"""The community service: founding, the identity of ADR-062, and the listing (rules, section 6)."""

from datetime import timedelta

import pytest

from adapters.entities import FoundCommunity
from tests.contract.town import Town


def test_a_founder_is_admin_of_a_community_of_one(town: Town) -> None:
    founder = town.person()
    found = founder.create_community("Harbour Lane", "Turku")

    assert (found.name, found.existing, found.joined) == ("Harbour Lane", False, True)
    [mine] = founder.my_communities()
    assert (mine.id, mine.role, mine.current_members) == (found.id, "admin", 1)


def test_a_new_community_is_active_public_and_takes_150_members(town: Town) -> None:
    founder = town.person()
    founder.create_community("Harbour Lane", "Turku", category="any text", description="Soup")
    [row] = founder.list_communities()

    assert (row.status, row.access_type, row.max_members) == ("active", "public", 150)
    assert (row.description, row.location, row.category) == ("Soup", "Turku", "any text")
    assert (row.creator_id, row.created_at) == (founder.id, town.now)


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("name", ["", "ab", "n" * 256, "é" * 256])
def test_a_name_has_3_to_255_characters(town: Town, name: str) -> None:
    founder = town.person()

    assert town.refusal(lambda: founder.create_community(name)) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize("name", ["abc", "é" * 255, "𝔸𝔹ℂ"])
def test_a_name_at_the_limits_is_taken(town: Town, name: str) -> None:
    assert town.person().create_community(name).name == name


def test_blanks_count_for_the_length_of_a_name_and_are_kept(town: Town) -> None:
    assert town.person().create_community("  a").name == "  a"


@pytest.mark.parametrize("community_type", ["mutual_aid", "group"])
def test_a_community_is_for_mutual_aid_or_a_group(town: Town, community_type: str) -> None:
    founder = town.person()
    founder.create_community(community_type=community_type)

    assert founder.my_communities()[0].community_type == community_type


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize("community_type", ["club", "", "Group"])
def test_another_type_of_community_is_refused(town: Town, community_type: str) -> None:
    founder = town.person()
    refusal = town.refusal(lambda: founder.create_community(community_type=community_type))

    assert refusal == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize(("field", "width"), [("location", 255), ("category", 100)])
def test_a_text_that_its_column_cannot_hold_is_an_internal_error(
    town: Town, field: str, width: int
) -> None:
    founder = town.person()
    fits, long = {field: "w" * width}, {field: "w" * (width + 1)}

    assert not founder.create_community("It fits", **fits).existing
    assert town.refusal(lambda: founder.create_community("It does not", **long))[0] == 500


@pytest.mark.parametrize(
    ("name", "location"),
    [("harbour lane", "TURKU"), ("  Harbour Lane ", "\tturku "), (" HARBOUR LANE", "Turku")],
)
def test_case_and_outer_blanks_make_no_other_community(
    town: Town, name: str, location: str
) -> None:
    first = town.person().create_community("Harbour Lane", "Turku")
    again = town.person().create_community(name, location)

    assert again == FoundCommunity(first.id, "Harbour Lane", existing=True, joined=True)


@pytest.mark.parametrize(
    ("name", "location"),
    [("Harbour Lane", "Oulu"), ("Harbour  Lane", "Turku"), ("Harbour Lane", "")],
)
def test_another_name_or_place_is_another_community(town: Town, name: str, location: str) -> None:
    town.person().create_community("Harbour Lane", "Turku")

    assert not town.person().create_community(name, location).existing


def test_founding_an_existing_public_community_joins_it_as_a_member(town: Town) -> None:
    founder, second = town.person(), town.person()
    founder.create_community("Harbour Lane", "Turku")
    found = second.create_community("Harbour Lane", "Turku")

    assert found.existing
    assert found.joined
    [mine] = second.my_communities()
    assert (mine.role, mine.current_members) == ("member", 2)


def test_founding_a_community_again_changes_nothing_for_its_member(town: Town) -> None:
    founder = town.person()
    first = founder.create_community("Harbour Lane", "Turku")
    again = founder.create_community("Harbour Lane", "Turku")

    assert again == FoundCommunity(first.id, "Harbour Lane", existing=True, joined=True)
    [mine] = founder.my_communities()
    assert (mine.role, mine.current_members) == ("admin", 1)


def test_founding_an_existing_private_community_gives_nothing(town: Town) -> None:
    town.community(name="Harbour Lane", access_type="private")
    second = town.person()
    found = second.create_community("Harbour Lane", "Turku")

    assert (found.existing, found.joined) == (True, False)
    assert second.my_communities() == []
    assert len(town.store.members) == 1


def test_a_former_member_who_founds_the_community_again_is_back(town: Town) -> None:
    place = town.community(name="Harbour Lane")
    member = town.neighbour(place)
    town.leave(member, place)
    found = member.create_community("Harbour Lane", "Turku")

    assert found == FoundCommunity(place, "Harbour Lane", existing=True, joined=True)
    assert town.store.communities[place].current_members == 2


def test_founding_a_full_community_again_is_no_way_in(town: Town) -> None:
    town.community(name="Harbour Lane", max_members=1)
    second = town.person()
    refusal = town.refusal(lambda: second.create_community("Harbour Lane", "Turku"))

    assert refusal == (400, "COMMUNITY_FULL")


def test_a_member_of_a_full_community_is_told_so_without_trouble(town: Town) -> None:
    founder = town.person()
    place = town.community(founder, "Harbour Lane", max_members=1)

    assert founder.create_community("Harbour Lane", "Turku").id == place


def test_the_listing_shows_active_communities_of_everybody(town: Town) -> None:
    public, private = town.community(), town.community(access_type="private")
    town.retire(town.community())
    listed = town.person().list_communities()

    assert {row.id for row in listed} == {public, private}


def test_the_listing_is_newest_first(town: Town) -> None:
    places = []
    for _ in range(3):
        places.append(town.community())
        town.advance(timedelta(seconds=1))

    assert [row.id for row in town.person().list_communities()] == places[::-1]


def test_communities_of_one_moment_are_listed_by_id_descending(town: Town) -> None:
    places = [town.community() for _ in range(6)]

    assert [row.id for row in town.person().list_communities()] == sorted(places, reverse=True)


def test_pages_of_communities_follow_each_other_without_a_gap(town: Town) -> None:
    for _ in range(5):
        town.community()
    reader = town.person()
    whole = [row.id for row in reader.list_communities()]
    pages = [row.id for start in (0, 2, 4) for row in reader.list_communities(2, start)]

    assert pages == whole
    assert reader.list_communities(2, 5) == []
    assert reader.list_communities(0) == []


def test_a_limit_of_communities_has_no_cap(town: Town) -> None:
    for _ in range(60):
        town.community()

    assert len(town.person().list_communities(1000)) == 60
