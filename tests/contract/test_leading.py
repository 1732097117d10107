"""The membership service: who belongs, and what admins and moderators decide (rules, section 7)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from tests.contract.led import counted, led, members, waiting
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town

Act = Callable[[Person, str, str], object]


def test_members_are_listed_by_the_time_they_joined(town: Town) -> None:
    founder = town.person("Nadia")
    place = town.community(founder)
    people = []
    for name in ("Tom", "Eve"):
        town.advance(timedelta(minutes=1))
        people.append(town.neighbour(place, name))
    rows = town.person().list_members(place)

    assert [row.user_id for row in rows] == [founder.id, *(one.id for one in people)]
    assert [row.role for row in rows] == ["admin", "member", "member"]
    assert [row.user_name for row in rows] == ["Nadia", "Tom", "Eve"]


def test_members_are_listed_one_status_at_a_time(town: Town) -> None:
    founder, place, asking = waiting(town)

    assert members(asking, place) == [founder.id]
    assert members(asking, place, "pending") == [asking.id]
    assert members(asking, place, "inactive") == []


def test_an_unknown_community_has_no_members(town: Town) -> None:
    person = town.person()

    assert person.list_members(NOBODY) == []
    assert town.refusal(lambda: person.list_members(MALFORMED)) == (400, "VALIDATION_ERROR")


def test_an_admin_approves_who_waits(town: Town) -> None:
    founder, place, asking = waiting(town)
    row = founder.approve_member(place, asking.id)

    assert (row.user_id, row.role, row.status) == (asking.id, "member", "active")
    assert [row.id for row in asking.my_communities()] == [place]
    assert counted(town, place) == 2


def test_a_moderator_approves_as_well(town: Town) -> None:
    founder, place, asking = waiting(town)
    moderator = town.person("Mo")
    founder.add_member(place, moderator.id, "moderator")

    assert moderator.approve_member(place, asking.id).status == "active"


def test_nobody_else_approves(town: Town) -> None:
    founder, place, asking = waiting(town)
    member = town.person()
    founder.add_member(place, member.id)

    for person in (member, asking, town.person()):
        refusal = town.refusal(partial(person.approve_member, place, asking.id))
        assert refusal == (403, "FORBIDDEN")


def test_approving_a_member_again_changes_nothing(town: Town) -> None:
    founder, place, asking = waiting(town)
    founder.approve_member(place, asking.id)
    founder.approve_member(place, asking.id)

    assert counted(town, place) == 2


def test_the_last_place_can_be_given_and_no_more(town: Town) -> None:
    founder, place, asking = waiting(town, max_members=2)
    second = town.person()
    second.join_community(place)
    founder.approve_member(place, asking.id)

    refusal = town.refusal(lambda: founder.approve_member(place, second.id))
    assert refusal == (400, "COMMUNITY_FULL")


def test_in_a_full_community_a_member_can_still_be_changed(town: Town) -> None:
    founder = town.person()
    place = town.community(founder, max_members=2)
    member = town.neighbour(place)

    assert founder.update_member(place, member.id, role="admin", status="active").role == "admin"


def test_an_admin_sets_role_and_status_to_any_text(town: Town) -> None:
    founder, place, _, member = led(town)
    row = founder.update_member(place, member.id, role="gardener", status="resting")

    assert (row.role, row.status) == ("gardener", "resting")
    assert members(founder, place, "resting") == [member.id]
    assert counted(town, place) == 2


def test_a_text_that_the_column_cannot_hold_is_500(town: Town) -> None:
    founder, place, _, member = led(town)

    refusal = town.refusal(lambda: founder.update_member(place, member.id, role="r" * 51))
    assert refusal == (500, "INTERNAL_ERROR")


def test_a_moderator_changes_no_role(town: Town) -> None:
    _, place, moderator, member = led(town)

    refusal = town.refusal(lambda: moderator.update_member(place, member.id, role="moderator"))
    assert refusal == (403, "FORBIDDEN")


def test_an_update_of_nothing_is_400(town: Town) -> None:
    founder, place, _, member = led(town)

    refusal = town.refusal(lambda: founder.update_member(place, member.id))
    assert refusal == (400, "VALIDATION_ERROR")


def test_who_may_not_is_found_before_that_nothing_is_given(town: Town) -> None:
    _, place, _, member = led(town)

    assert town.refusal(lambda: member.update_member(place, member.id)) == (403, "FORBIDDEN")


@pytest.mark.parametrize(
    "act",
    [
        lambda person, place, user: person.update_member(place, user, role="member"),
        lambda person, place, user: person.approve_member(place, user),
        lambda person, place, user: person.remove_member(place, user),
    ],
)
def test_a_person_without_a_row_is_404_and_an_odd_id_400(town: Town, act: Act) -> None:
    founder, place, _, _ = led(town)
    stranger = town.person()

    assert town.refusal(lambda: act(founder, place, stranger.id)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: act(founder, place, MALFORMED)) == (400, "VALIDATION_ERROR")
    assert town.refusal(lambda: act(founder, MALFORMED, stranger.id)) == (400, "VALIDATION_ERROR")


def test_an_admin_adds_somebody_at_once_even_to_a_private_community(town: Town) -> None:
    founder, place, _ = waiting(town)
    person = town.person()
    row = founder.add_member(place, person.id, "moderator")

    assert (row.status, row.role, row.joined_at) == ("active", "moderator", town.now)
    assert counted(town, place) == 2


def test_only_an_admin_adds(town: Town) -> None:
    _, place, moderator, member = led(town)
    person = town.person()

    for who in (moderator, member, person):
        refusal = town.refusal(partial(who.add_member, place, person.id))
        assert refusal == (403, "FORBIDDEN")


def test_an_addition_with_an_unknown_role_is_400(town: Town) -> None:
    founder, place, _, _ = led(town)
    person = town.person()

    refusal = town.refusal(lambda: founder.add_member(place, person.id, "gardener"))
    assert refusal == (400, "VALIDATION_ERROR")


def test_whoever_has_a_row_of_any_status_cannot_be_added(town: Town) -> None:
    founder, place, asking = waiting(town)
    asking.leave_community(place)

    refusal = town.refusal(lambda: founder.add_member(place, asking.id))
    assert refusal == (400, "VALIDATION_ERROR")


def test_an_addition_needs_room_an_active_community_and_a_person(town: Town) -> None:
    founder, person = town.person(), town.person()
    full, ended = town.community(founder, max_members=1), town.community(founder)
    town.retire(ended)
    other = town.community(founder)

    assert town.refusal(lambda: founder.add_member(full, person.id))[0] == 400
    assert town.refusal(lambda: founder.add_member(ended, person.id))[0] == 400
    assert town.refusal(lambda: founder.add_member(other, ""))[0] == 400
    assert town.refusal(lambda: founder.add_member(other, NOBODY))[0] == 500


def test_nobody_decides_anything_without_signing_in(town: Town) -> None:
    founder, place, _, _ = led(town)
    nobody = town.nobody()

    assert town.refusal(lambda: nobody.list_members(place)) == (401, "UNAUTHORIZED")
    assert town.refusal(lambda: nobody.approve_member(place, founder.id)) == (401, "UNAUTHORIZED")
    assert town.refusal(lambda: nobody.remove_member(place, founder.id)) == (401, "UNAUTHORIZED")


def test_an_id_in_upper_case_is_the_same_member(town: Town) -> None:
    founder, place, _, member = led(town)
    founder.remove_member(place.upper(), member.id.upper())

    assert members(founder, place.upper(), "inactive") == [member.id]
