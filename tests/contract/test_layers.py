"""Inner circle, active community, extended network of a community (rules, section 6).

A member's acts of the last six months are requests made anywhere and offers made in this community:
24 of them (four a month) make the inner circle, 6 (one a month) the active community.
"""

from datetime import timedelta

import pytest

from tests.contract.person import Person
from tests.contract.town import Town


def layers(reader: Person, community_id: str) -> tuple[int, int, int]:
    """Inner circle, active community and extended network, as the listing tells them."""
    [row] = [row for row in reader.list_communities() if row.id == community_id]
    return row.inner_circle_count, row.active_community_count, row.extended_network_count


def test_the_counts_are_whole_numbers(town: Town) -> None:
    place = town.community()

    assert [type(count) for count in layers(town.person(), place)] == [int, int, int]


def test_whoever_has_done_nothing_is_in_the_extended_network(town: Town) -> None:
    place = town.community()
    reader = town.neighbour(place)

    assert layers(reader, place) == (0, 0, 2)


@pytest.mark.parametrize(
    ("requests", "expected"),
    [(5, (0, 0, 1)), (6, (0, 1, 0)), (23, (0, 1, 0)), (24, (1, 0, 0)), (25, (1, 0, 0))],
)
def test_six_requests_make_active_and_24_the_inner_circle(
    town: Town, requests: int, expected: tuple[int, int, int]
) -> None:
    member = town.person()
    place = town.community(member)
    for _ in range(requests):
        town.request(member, place)

    assert layers(member, place) == expected


def test_requests_count_in_every_community_of_the_requester(town: Town) -> None:
    member = town.person()
    first, second = town.community(member), town.community(members=(member,))
    for _ in range(6):
        town.request(member, first)

    assert layers(member, second) == (0, 1, 1)


def test_requests_made_before_joining_count_as_well(town: Town) -> None:
    member = town.person()
    first, second = town.community(member), town.community()
    for _ in range(6):
        town.request(member, first)
    member.join_community(second)

    assert layers(member, second) == (0, 1, 1)


def test_offers_count_in_the_community_of_the_request_alone(town: Town) -> None:
    requester, helper = town.person(), town.person()
    place = town.community(requester, members=(helper,))
    other = town.community(helper)
    for _ in range(6):
        town.offer(helper, town.request(requester, place))

    assert layers(helper, place) == (0, 2, 0)
    assert layers(helper, other) == (0, 0, 1)


def test_offers_made_before_joining_count_as_well(town: Town) -> None:
    requester, helper = town.person(), town.person()
    place = town.community(requester)
    for _ in range(6):
        town.offer(helper, town.request(requester, place, visibility_scope="platform"))
    helper.join_community(place)

    assert layers(helper, place) == (0, 2, 0)


def test_those_who_wait_are_in_no_layer(town: Town) -> None:
    founder, waiting = town.person(), town.person()
    place = town.community(founder, access_type="private", members=(waiting,))
    own = town.community(waiting)
    for _ in range(6):
        town.request(waiting, own)

    assert layers(founder, place) == (0, 0, 1)


def test_acts_older_than_six_months_no_longer_count(town: Town) -> None:
    member = town.person()
    place = town.community(member)
    for number in range(6):
        request = town.request(member, place)
        # A finished request stays; one that expires is deleted, and then counts no more.
        town.set_request_status(request, "completed")
        town.advance(timedelta(days=1 if number < 5 else 0))
    town.advance(timedelta(days=178))
    before = layers(member, place)
    town.advance(timedelta(days=2))

    assert before == (0, 1, 0)
    assert layers(member, place) == (0, 0, 1)


def test_a_deleted_request_no_longer_counts(town: Town) -> None:
    member = town.person()
    place = town.community(member)
    for _ in range(6):
        town.request(member, place)
    town.advance(timedelta(days=69))

    assert town.store.requests == {}
    assert layers(member, place) == (0, 0, 1)


def test_who_has_left_is_in_no_layer(town: Town) -> None:
    founder, member = town.person(), town.person()
    place = town.community(founder, members=(member,))
    for _ in range(6):
        town.request(member, place)
    before = layers(founder, place)
    member.leave_community(place)

    assert (before, layers(founder, place)) == ((0, 1, 1), (0, 0, 1))


def test_who_comes_back_counts_once(town: Town) -> None:
    founder, member = town.person(), town.person()
    place = town.community(founder, members=(member,))
    for _ in range(12):
        town.request(member, place)
    member.leave_community(place)
    for _ in range(11):
        town.request(member, town.community(member))
    member.join_community(place)

    assert layers(founder, place) == (0, 1, 1)
    town.request(member, place)
    assert layers(founder, place) == (1, 0, 1)


def test_what_one_does_outside_after_leaving_counts_when_one_is_back(town: Town) -> None:
    founder, member = town.person(), town.person()
    place = town.community(founder, access_type="private", members=(member,))
    founder.approve_member(place, member.id)
    founder.remove_member(place, member.id)
    for _ in range(6):
        town.request(member, town.community(member))
    member.join_community(place)
    waiting = layers(founder, place)
    founder.approve_member(place, member.id)

    assert (waiting, layers(founder, place)) == ((0, 0, 1), (0, 1, 1))


def test_the_member_list_tells_the_layer(town: Town) -> None:
    founder, member = town.person(), town.person()
    place = town.community(founder, members=(member,))
    for _ in range(6):
        town.request(member, place)
    row = town.store.members[place, member.id]

    assert town.store.layers.layer_of(row) == "active_community"
