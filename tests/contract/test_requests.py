"""The request service: listing and reading (rules, sections 4.2 and 4.3)."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.entities import RequestStatus
from tests.contract.person import Person
from tests.contract.town import MALFORMED, NOBODY, Town

INVALID = (400, "VALIDATION_ERROR")
STATUSES: tuple[RequestStatus, ...] = ("open", "dibs_pending", "matched", "completed", "cancelled")


def ids(person: Person, **filters: Any) -> list[str]:
    return [row.id for row in person.list_requests(**filters)]


def test_the_listing_is_not_narrowed_to_ones_own_communities(town: Town) -> None:
    here = town.scene()

    assert ids(town.person()) == [here.request_id]


def test_the_listing_shows_ones_own_requests_too(town: Town) -> None:
    here = town.scene()

    assert ids(here.requester) == [here.request_id]


@pytest.mark.parametrize("status", STATUSES)
def test_the_listing_shows_every_status_and_filters_by_one(
    town: Town, status: RequestStatus
) -> None:
    here = town.scene()
    other = town.request(here.requester, here.community_id)
    town.set_request_status(other, status)
    listed = ids(here.helper, status=status)

    assert set(ids(here.helper)) == {here.request_id, other}
    assert other in listed
    assert (here.request_id in listed) == (status == "open")


@pytest.mark.safe_on_a_real_platform
def test_an_unknown_status_gives_an_empty_page(town: Town) -> None:
    assert ids(town.scene().helper, status="sleeping") == []


def test_requests_are_filtered_by_requester_and_by_community(town: Town) -> None:
    here = town.scene()
    elsewhere = town.community(here.helper)
    theirs = town.request(here.helper, elsewhere)
    both = town.request(here.helper, here.community_id)

    assert ids(town.person(), requester_id=here.helper.id) == sorted([theirs, both], reverse=True)
    assert set(ids(town.person(), community_id=here.community_id)) == {here.request_id, both}
    assert ids(town.person(), community_id=here.community_id, requester_id=here.helper.id) == [both]


@pytest.mark.safe_on_a_real_platform
def test_filters_by_unknown_ids_give_an_empty_page(town: Town) -> None:
    here = town.scene()

    assert ids(here.helper, community_id=NOBODY) == []
    assert ids(here.helper, requester_id=NOBODY) == []


@pytest.mark.parametrize("name", ["community_id", "requester_id"])
def test_a_malformed_id_in_a_filter_is_400(town: Town, name: str) -> None:
    person = town.person()

    assert town.refusal(lambda: ids(person, **{name: MALFORMED})) == INVALID


def test_an_id_in_upper_case_is_the_same_id(town: Town) -> None:
    here = town.scene()

    assert ids(here.helper, community_id=here.community_id.upper()) == [here.request_id]
    assert ids(here.helper, requester_id=here.requester.id.upper()) == [here.request_id]
    assert here.helper.get_request(here.request_id.upper()).id == here.request_id


def test_a_request_of_several_communities_joins_their_ids_by_commas(town: Town) -> None:
    here = town.scene()
    second = town.community(here.requester)
    town.request(here.requester, "", post_to_all_communities=True)
    [row] = here.helper.list_requests(community_id=second)
    [whole] = [listed for listed in here.helper.list_requests() if listed.id == row.id]

    assert row.community_ids == second
    assert set((whole.community_ids or "").split(",")) == {here.community_id, second}


def test_a_listing_of_one_community_names_that_community_whatever_the_case(town: Town) -> None:
    here = town.scene()
    [row] = here.helper.list_requests(community_id=here.community_id.upper())

    assert row.community_ids == here.community_id


def test_the_listing_is_newest_first(town: Town) -> None:
    here = town.scene()
    later = []
    for _ in range(3):
        town.advance(timedelta(seconds=1))
        later.append(town.request(here.requester, here.community_id))

    assert ids(here.helper) == [*later[::-1], here.request_id]


def test_requests_of_one_moment_are_listed_by_id_descending(town: Town) -> None:
    here = town.scene()
    made = [here.request_id, *(town.request(here.requester, here.community_id) for _ in range(5))]

    assert ids(here.helper) == sorted(made, reverse=True)


def test_pages_count_only_what_the_reader_may_see(town: Town) -> None:
    here = town.scene()
    for _ in range(5):
        town.advance(timedelta(seconds=1))
        town.request(here.requester, here.community_id)
    whole = ids(here.requester)
    town.offer(here.helper, whole[1])
    visible = [whole[0], *whole[2:]]

    assert [*ids(here.helper, limit=2), *ids(here.helper, limit=9, offset=2)] == visible
    assert ids(here.helper, limit=0) == []
    assert ids(here.helper, offset=5) == []


def test_a_limit_of_requests_has_no_cap(town: Town) -> None:
    here = town.scene()
    for _ in range(119):
        town.request(here.requester, here.community_id)

    assert len(ids(here.helper, limit=1000)) == 120


@pytest.mark.parametrize(("limit", "offset"), [(-1, 0), (5, -1)])
@pytest.mark.parametrize("what", ["list_requests", "list_matches", "list_communities"])
def test_a_negative_paging_value_is_400(town: Town, what: str, limit: int, offset: int) -> None:
    listing = getattr(town.person(), what)

    assert town.refusal(lambda: listing(limit, offset)) == INVALID


def test_a_request_one_has_offered_on_is_left_out_for_oneself_alone(town: Town) -> None:
    here = town.scene()
    town.offer(here.helper, here.request_id)

    assert ids(here.helper) == []
    assert ids(here.requester) == [here.request_id]
    assert ids(town.person()) == [here.request_id]


def test_it_stays_left_out_while_the_match_is_live_and_comes_back_after(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    while_matched = ids(here.helper)
    here.helper.complete_match(match)
    here.requester.complete_match(match)

    assert while_matched == []
    assert ids(here.helper) == [here.request_id]


def test_it_comes_back_when_the_offer_is_rejected(town: Town) -> None:
    here = town.scene()
    here.requester.reject_match(town.offer(here.helper, here.request_id))

    assert ids(here.helper) == [here.request_id]


def test_it_comes_back_when_the_match_is_cancelled(town: Town) -> None:
    here = town.scene()
    town.set_match_status(town.offer(here.helper, here.request_id), "cancelled")

    assert ids(here.helper) == [here.request_id]


def test_a_row_of_the_listing_tells_what_was_posted(town: Town) -> None:
    here = town.scene(title="A ladder", urgency="high", scheduled_for="2026-03-05T10:00:00Z")
    [row] = here.helper.list_requests()

    assert (row.title, row.urgency, row.request_type, row.status) == (
        "A ladder",
        "high",
        "generic",
        "open",
    )
    assert (row.requester_id, row.requester_name) == (here.requester.id, "Nadia")
    assert (row.created_at, row.community_ids) == (town.now, here.community_id)
    assert row.scheduled_for is not None


@pytest.mark.parametrize("status", STATUSES)
def test_everybody_reads_a_request_in_every_status(town: Town, status: RequestStatus) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, status)
    read = town.person().get_request(here.request_id)

    assert (read.id, read.status, read.expired) == (here.request_id, status, False)


def test_a_reader_sees_the_requesters_email(town: Town) -> None:
    here = town.scene()
    account = here.requester.account

    assert account is not None
    assert town.person().get_request(here.request_id).requester_email == account.email


def test_an_unknown_request_is_404_and_a_malformed_id_400(town: Town) -> None:
    person = town.person()

    assert town.refusal(lambda: person.get_request(NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: person.get_request(MALFORMED)) == INVALID


def test_the_requester_reads_their_own_request(town: Town) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, "completed")

    assert here.requester.get_request(here.request_id).viewer_relation == "own_request"


@pytest.mark.safe_on_a_real_platform
def test_whoever_reaches_an_open_request_can_offer(town: Town) -> None:
    here = town.scene()

    assert here.helper.get_request(here.request_id).viewer_relation == "can_offer"


def test_whoever_does_not_reach_a_request_cannot_act_on_it(town: Town) -> None:
    here = town.scene()

    assert town.person().get_request(here.request_id).viewer_relation == "not_actionable"


@pytest.mark.parametrize("scope", ["trust_network", "platform"])
def test_a_wider_scope_reaches_everybody(town: Town, scope: str) -> None:
    here = town.scene(visibility_scope=scope)

    assert town.person().get_request(here.request_id).viewer_relation == "can_offer"


@pytest.mark.parametrize("status", ["dibs_pending", "matched", "completed", "cancelled"])
def test_a_request_that_is_not_open_is_nobodys_to_offer_on(
    town: Town, status: RequestStatus
) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, status)

    assert here.helper.get_request(here.request_id).viewer_relation == "not_actionable"


def test_a_live_match_of_the_reader_comes_before_the_state_of_the_request(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    proposed = here.helper.get_request(here.request_id).viewer_relation
    here.requester.accept_match(match)
    matched = here.helper.get_request(here.request_id).viewer_relation

    assert (proposed, matched) == ("already_offered", "already_offered")


def test_after_a_rejection_the_helper_can_offer_again(town: Town) -> None:
    here = town.scene()
    here.helper.reject_match(town.offer(here.helper, here.request_id))

    assert here.helper.get_request(here.request_id).viewer_relation == "can_offer"
