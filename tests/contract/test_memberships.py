"""The membership service: joining, and one's own communities (rules, section 7)."""

from datetime import timedelta

import pytest

from tests.contract.town import MALFORMED, NOBODY, Town


def test_joining_a_public_community_makes_an_active_member(town: Town) -> None:
    place, person = town.community(), town.person()
    row = person.join_community(place)

    assert (row.community_id, row.user_id) == (place, person.id)
    assert (row.status, row.role, row.joined_at) == ("active", "member", town.now)


@pytest.mark.safe_on_a_real_platform
def test_an_active_member_is_counted(town: Town) -> None:
    place = town.community()
    person = town.neighbour(place)

    assert person.my_communities()[0].current_members == 2


def test_asking_a_private_community_leaves_one_waiting(town: Town) -> None:
    place, person = town.community(access_type="private"), town.person()
    row = person.join_community(place)

    assert (row.status, row.role) == ("pending", "member")
    assert person.my_communities() == []
    assert person.list_communities()[0].current_members == 1


@pytest.mark.safe_on_a_real_platform
def test_an_unknown_community_is_404(town: Town) -> None:
    person = town.person()

    assert town.refusal(lambda: person.join_community(NOBODY)) == (404, "NOT_FOUND")


def test_a_malformed_community_id_is_400(town: Town) -> None:
    person = town.person()

    assert town.refusal(lambda: person.join_community(MALFORMED)) == (400, "VALIDATION_ERROR")


def test_an_id_in_upper_case_is_the_same_community(town: Town) -> None:
    place = town.community()

    assert town.person().join_community(place.upper()).community_id == place


@pytest.mark.parametrize("status", ["archived", "split", "merged"])
def test_a_community_that_has_ended_takes_nobody(town: Town, status: str) -> None:
    place, person = town.community(), town.person()
    town.retire(place, status)

    assert town.refusal(lambda: person.join_community(place)) == (400, "COMMUNITY_INACTIVE")


def test_the_last_place_can_be_taken_and_no_more(town: Town) -> None:
    place, third = town.community(max_members=2), town.person()
    town.neighbour(place)

    assert town.refusal(lambda: third.join_community(place)) == (400, "COMMUNITY_FULL")


def test_a_full_private_community_cannot_be_asked(town: Town) -> None:
    place, person = town.community(access_type="private", max_members=1), town.person()

    assert town.refusal(lambda: person.join_community(place)) == (400, "COMMUNITY_FULL")


def test_those_who_wait_take_no_place(town: Town) -> None:
    place = town.community(access_type="private", max_members=2)
    rows = [town.person().join_community(place) for _ in range(3)]

    assert [row.status for row in rows] == ["pending"] * 3


@pytest.mark.safe_on_a_real_platform
def test_joining_twice_is_a_conflict(town: Town) -> None:
    place = town.community()
    person = town.neighbour(place)

    assert town.refusal(lambda: person.join_community(place)) == (409, "CONFLICT")


def test_asking_twice_is_a_conflict(town: Town) -> None:
    place, person = town.community(access_type="private"), town.person()
    person.join_community(place)

    assert town.refusal(lambda: person.join_community(place)) == (409, "CONFLICT")


def test_that_a_community_has_ended_is_found_before_that_it_is_full(town: Town) -> None:
    place, person = town.community(max_members=1), town.person()
    town.retire(place)

    assert town.refusal(lambda: person.join_community(place))[1] == "COMMUNITY_INACTIVE"


def test_a_member_of_a_full_community_hears_that_it_is_full(town: Town) -> None:
    founder = town.person()
    place = town.community(founder, max_members=1)

    assert town.refusal(lambda: founder.join_community(place)) == (400, "COMMUNITY_FULL")


def test_a_former_member_joins_again_in_the_same_row(town: Town) -> None:
    place = town.community()
    person = town.person()
    first = person.join_community(place)
    town.leave(person, place)
    town.advance(timedelta(days=1))
    again = person.join_community(place)

    assert (again.id, again.status, again.role) == (first.id, "active", "member")
    assert again.joined_at == town.now
    assert person.my_communities()[0].current_members == 2


def test_a_former_admin_comes_back_as_a_member(town: Town) -> None:
    founder = town.person()
    place = town.community(founder)
    town.neighbour(place)
    town.leave(founder, place)

    assert founder.join_community(place).role == "member"


def test_a_former_member_of_a_private_community_has_to_wait_again(town: Town) -> None:
    founder = town.person()
    place = town.community(founder, access_type="private")
    town.leave(founder, place)
    row = founder.join_community(place)

    assert (row.status, row.role) == ("pending", "member")
    assert town.store.communities[place].current_members == 1


def test_ones_own_communities_are_those_of_active_membership(town: Town) -> None:
    person = town.person()
    town.community()
    town.community(access_type="private", members=(person,))
    left, stayed = town.community(members=(person,)), town.community(members=(person,))
    town.leave(person, left)

    assert [row.id for row in person.my_communities()] == [stayed]


def test_a_community_that_has_ended_is_no_longer_ones_own(town: Town) -> None:
    person = town.person()
    town.retire(town.community(members=(person,)))

    assert person.my_communities() == []


def test_ones_own_communities_come_with_the_newest_membership_first(town: Town) -> None:
    person = town.person()
    places = [town.community() for _ in range(3)]
    for place in (places[1], places[0], places[2]):
        person.join_community(place)
        town.advance(timedelta(seconds=1))

    assert [row.id for row in person.my_communities()] == [places[2], places[0], places[1]]


def test_ones_own_communities_tell_role_and_when_one_came(town: Town) -> None:
    founder = town.person()
    place = town.community(founder)
    began = town.now
    town.advance(timedelta(hours=3))
    member = town.neighbour(place)

    assert [(row.role, row.joined_at) for row in founder.my_communities()] == [("admin", began)]
    assert [(row.role, row.joined_at) for row in member.my_communities()] == [("member", town.now)]
