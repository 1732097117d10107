"""The membership service: leaving, and being removed (rules, section 7)."""

import pytest

from tests.contract.led import counted, led, members, waiting
from tests.contract.town import Town


def test_leaving_keeps_the_row_inactive(town: Town) -> None:
    founder, place, _, member = led(town)
    member.leave_community(place)

    assert member.my_communities() == []
    assert members(founder, place, "inactive") == [member.id]
    assert counted(town, place) == 2


def test_leaving_twice_changes_nothing_more(town: Town) -> None:
    _, place, _, member = led(town)
    member.leave_community(place)
    member.leave_community(place)

    assert counted(town, place) == 2


def test_whoever_waits_can_take_it_back(town: Town) -> None:
    founder, place, asking = waiting(town)
    asking.leave_community(place)

    assert members(founder, place, "pending") == []
    assert counted(town, place) == 1


def test_leaving_where_one_never_was_is_404(town: Town) -> None:
    place, person = town.community(), town.person()

    assert town.refusal(lambda: person.leave_community(place)) == (404, "NOT_FOUND")


def test_the_last_admin_cannot_leave(town: Town) -> None:
    founder, place, _, _ = led(town)

    assert town.refusal(lambda: founder.leave_community(place)) == (400, "VALIDATION_ERROR")


@pytest.mark.parametrize("words", [{"role": "moderator"}, {"status": "inactive"}])
def test_the_last_admin_cannot_be_demoted(town: Town, words: dict[str, str]) -> None:
    founder, place, _, _ = led(town)

    refusal = town.refusal(lambda: founder.update_member(place, founder.id, **words))
    assert refusal == (400, "VALIDATION_ERROR")


def test_an_admin_leaves_when_another_stays(town: Town) -> None:
    founder, place, _, member = led(town)
    founder.update_member(place, member.id, role="admin")
    founder.leave_community(place)

    assert town.refusal(lambda: member.leave_community(place)) == (400, "VALIDATION_ERROR")
    assert members(member, place, "inactive") == [founder.id]


def test_an_admin_removes_others_and_a_moderator_does_not(town: Town) -> None:
    founder, place, moderator, member = led(town)

    assert town.refusal(lambda: moderator.remove_member(place, member.id)) == (403, "FORBIDDEN")
    founder.remove_member(place, member.id)
    assert member.my_communities() == []


def test_a_former_admin_has_no_say(town: Town) -> None:
    founder, place, _, member = led(town)
    founder.update_member(place, member.id, role="admin")
    founder.leave_community(place)

    refusal = town.refusal(lambda: founder.update_member(place, founder.id, status="active"))
    assert refusal == (403, "FORBIDDEN")


def test_a_former_member_made_active_again_keeps_the_old_role(town: Town) -> None:
    founder, place, moderator, _ = led(town)
    moderator.leave_community(place)
    row = founder.update_member(place, moderator.id, status="active")

    assert (row.role, counted(town, place)) == ("moderator", 3)
