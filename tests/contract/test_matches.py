"""The match service: seeing matches and offering help (rules, sections 5.2 and 5.3)."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.entities import RequestStatus
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town

INVALID = (400, "VALIDATION_ERROR")


def test_an_offer_is_a_proposed_match_with_the_caller_as_responder(town: Town) -> None:
    here = town.scene()
    match = here.helper.offer_help(here.request_id)

    assert (match.request_id, match.responder_id) == (here.request_id, here.helper.id)
    assert (match.status, match.created_at, match.admin_proposed) == ("proposed", town.now, False)
    assert (match.completed_at, match.requester_done_at, match.responder_done_at) == (None,) * 3


def test_a_request_stays_open_and_takes_many_offers(town: Town) -> None:
    here = town.scene()
    for person in (
        here.helper,
        town.neighbour(here.community_id),
        town.neighbour(here.community_id),
    ):
        town.offer(person, here.request_id)

    assert here.requester.get_request(here.request_id).status == "open"
    assert len(here.requester.list_matches(status="proposed")) == 3


def test_an_offer_needs_a_request(town: Town) -> None:
    helper = town.person()

    assert town.refusal(lambda: helper.offer_help("")) == INVALID
    assert town.refusal(lambda: helper.offer_help(MALFORMED)) == INVALID
    assert town.refusal(lambda: helper.offer_help(NOBODY)) == (404, "NOT_FOUND")


def test_an_id_in_upper_case_is_the_same_request(town: Town) -> None:
    here = town.scene()

    assert here.helper.offer_help(here.request_id.upper()).request_id == here.request_id


@pytest.mark.parametrize("status", ["dibs_pending", "matched", "completed", "cancelled"])
def test_help_is_offered_on_open_requests_only(town: Town, status: RequestStatus) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, status)
    refusal = town.refusal(lambda: here.helper.offer_help(here.request_id))

    assert refusal == (400, "REQUEST_NOT_OPEN")


@pytest.mark.safe_on_a_real_platform
def test_nobody_helps_with_their_own_request(town: Town) -> None:
    here = town.scene()
    refusal = town.refusal(lambda: here.requester.offer_help(here.request_id))

    assert refusal == (400, "OWN_REQUEST")


def test_a_request_of_a_community_is_out_of_reach_for_strangers(town: Town) -> None:
    here, stranger = town.scene(), town.person()
    refusal = town.refusal(lambda: stranger.offer_help(here.request_id))

    assert refusal == (403, "REQUEST_NOT_REACHABLE")


def test_those_who_wait_or_have_left_are_strangers(town: Town) -> None:
    requester, waiting, former = (town.person() for _ in range(3))
    private = town.community(requester, access_type="private", members=(waiting,))
    public = town.community(requester, members=(former,))
    town.leave(former, public)
    here, there = town.request(requester, private), town.request(requester, public)

    assert town.refusal(lambda: waiting.offer_help(here)) == (403, "REQUEST_NOT_REACHABLE")
    assert town.refusal(lambda: former.offer_help(there)) == (403, "REQUEST_NOT_REACHABLE")


def test_one_of_the_requests_communities_is_enough(town: Town) -> None:
    requester = town.person()
    town.community(requester)
    second = town.community(requester)
    request = town.request(requester, "", post_to_all_communities=True)

    assert town.neighbour(second).offer_help(request).status == "proposed"


@pytest.mark.parametrize("scope", ["trust_network", "platform"])
def test_a_wider_scope_is_in_reach_of_everybody(town: Town, scope: str) -> None:
    here = town.scene(visibility_scope=scope)

    assert town.person().offer_help(here.request_id).status == "proposed"


@pytest.mark.safe_on_a_real_platform
def test_a_second_offer_of_the_same_helper_is_refused(town: Town) -> None:
    here = town.scene()
    town.offer(here.helper, here.request_id)
    refusal = town.refusal(lambda: here.helper.offer_help(here.request_id))

    assert refusal == (409, "ALREADY_OFFERED")


def test_a_rejected_helper_may_offer_again(town: Town) -> None:
    here = town.scene()
    first = town.offer(here.helper, here.request_id)
    here.requester.reject_match(first)
    second = town.offer(here.helper, here.request_id)

    assert second != first
    assert town.refusal(lambda: here.helper.offer_help(here.request_id))[1] == "ALREADY_OFFERED"


def test_that_a_request_is_closed_is_found_before_whose_it_is(town: Town) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, "cancelled")
    refusal = town.refusal(lambda: here.requester.offer_help(here.request_id))

    assert refusal[1] == "REQUEST_NOT_OPEN"


def test_whose_a_request_is_is_found_before_its_reach(town: Town) -> None:
    here = town.scene()
    town.leave(here.requester, here.community_id)
    refusal = town.refusal(lambda: here.requester.offer_help(here.request_id))

    assert refusal[1] == "OWN_REQUEST"


def test_the_reach_of_a_request_is_found_before_an_earlier_offer(town: Town) -> None:
    here = town.scene()
    town.offer(here.helper, here.request_id)
    town.leave(here.helper, here.community_id)
    refusal = town.refusal(lambda: here.helper.offer_help(here.request_id))

    assert refusal[1] == "REQUEST_NOT_REACHABLE"


def test_both_sides_see_a_match_and_nobody_else(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    seen = [
        [row.id for row in person.list_matches()]
        for person in (here.requester, here.helper, town.neighbour(here.community_id))
    ]

    assert seen == [[match], [match], []]


def test_a_row_of_the_listing_tells_both_sides_and_the_request(town: Town) -> None:
    here = town.scene(title="A ladder")
    town.offer(here.helper, here.request_id)
    [row] = here.helper.list_matches()

    assert (row.requester_id, row.responder_id) == (here.requester.id, here.helper.id)
    assert (row.request_id, row.request_title, row.request_type) == (
        here.request_id,
        "A ladder",
        "generic",
    )


def test_matches_are_filtered_by_status_and_request(town: Town) -> None:
    here = town.scene()
    second = town.request(here.requester, here.community_id)
    first = town.offer(here.helper, here.request_id)
    other = town.offer(here.helper, second)
    here.requester.accept_match(other)

    def ids(**filters: Any) -> list[str]:
        return [row.id for row in here.helper.list_matches(**filters)]

    assert ids(status="proposed") == [first]
    assert ids(status="matched") == [other]
    assert ids(status="sleeping") == []
    assert ids(request_id=second.upper()) == [other]
    assert ids(request_id=NOBODY) == []
    assert ids(request_id=second, status="proposed") == []


def test_a_malformed_request_id_in_the_filter_is_400(town: Town) -> None:
    person = town.person()

    assert town.refusal(lambda: person.list_matches(request_id=MALFORMED)) == INVALID


def test_matches_are_listed_newest_first_then_by_id_descending(town: Town) -> None:
    here = town.scene()
    same = [town.offer(here.helper, here.request_id)]
    same.append(town.offer(town.neighbour(here.community_id), here.request_id))
    town.advance(timedelta(seconds=1))
    later = town.offer(town.neighbour(here.community_id), here.request_id)
    listed = [row.id for row in here.requester.list_matches()]
    pages = [row.id for start in (0, 2) for row in here.requester.list_matches(2, start)]

    assert listed == [later, *sorted(same, reverse=True)]
    assert pages == listed


@pytest.mark.safe_on_a_real_platform
def test_reading_a_match_is_for_its_two_sides(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)

    def read(person: Person) -> tuple[str, str | None, str]:
        row = person.get_match(match)
        return row.id, row.requester_id, row.status

    assert read(here.requester) == (match, here.requester.id, "proposed")
    assert read(here.helper) == (match, here.requester.id, "proposed")


@pytest.mark.parametrize("what", ["get_match", "accept_match", "reject_match", "complete_match"])
def test_a_foreign_match_is_as_unknown_as_none(town: Town, what: str) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    act = getattr(town.neighbour(here.community_id), what)

    assert town.refusal(lambda: act(match)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: act(NOBODY)) == (404, "NOT_FOUND")


@pytest.mark.parametrize("what", ["get_match", "accept_match", "reject_match", "complete_match"])
def test_a_malformed_match_id_is_400(town: Town, what: str) -> None:
    act = getattr(town.person(), what)

    assert town.refusal(lambda: act(MALFORMED)) == INVALID


def test_a_match_is_found_by_its_id_in_upper_case(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)

    assert here.requester.accept_match(match.upper()).id == match
