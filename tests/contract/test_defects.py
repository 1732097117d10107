"""Each defect of today's karmyq: the intended behaviour without its switch, today's with it."""

from datetime import timedelta

import pytest

from adapters.dryrun.defects import DEFECTS
from adapters.entities import MatchStatus, RequestStatus
from tests.contract.switches import off_and_on
from tests.contract.town import MALFORMED, Refusal, Scene, Town, TownWith, draft

BROKEN = (500, "INTERNAL_ERROR")
INVALID = (400, "VALIDATION_ERROR")
TAKE_ONE_ID = (
    *("join_community", "get_request", "offer_help", "get_match", "accept_match"),
    *("complete_match", "reject_match", "cancel_match", "cancel_request"),
    *("accept_dibs", "decline_dibs", "delete_provider", "withdraw_provider_offer"),
)
"""Calls about one thing; the later ones end something, so nothing of it is left to be found."""


def test_an_unknown_switch_is_named_with_all_known_ones(town_with: TownWith) -> None:
    with pytest.raises(ValueError, match=r'no defect is called "late". Known: .*late-reopen'):
        town_with("late")


@pytest.mark.parametrize("name", DEFECTS)
def test_a_switch_leaves_the_ordinary_way_to_a_completion_as_it_is(
    town_with: TownWith, name: str
) -> None:
    town = town_with(name)
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    here.helper.complete_match(match)

    assert here.requester.complete_match(match).fully_completed


@off_and_on("accept-ignores-request")
@pytest.mark.parametrize("status", ["matched", "completed", "cancelled"])
def test_an_offer_on_a_request_that_is_taken_or_closed(
    town_with: TownWith, switches: tuple[str, ...], today: bool, status: RequestStatus
) -> None:
    town = town_with(*switches)
    here, match = proposed(town)
    town.set_request_status(here.request_id, status)

    if today:
        assert here.requester.accept_match(match).status == "matched"
    else:
        refusal = town.refusal(lambda: here.requester.accept_match(match))
        assert refusal == (400, "REQUEST_NOT_OPEN")


@off_and_on("accept-ignores-request")
@pytest.mark.parametrize("taken", ["matched", "completed"])
def test_a_second_offer_on_a_request_whose_first_was_taken(
    town_with: TownWith, switches: tuple[str, ...], today: bool, taken: MatchStatus
) -> None:
    town = town_with(*switches)
    here, match = proposed(town)
    other = town.offer(town.neighbour(here.community_id), here.request_id)
    town.set_match_status(other, taken)

    if today:
        assert here.requester.accept_match(match).status == "matched"
    else:
        refusal = town.refusal(lambda: here.requester.accept_match(match))
        assert refusal == (409, "ALREADY_MATCHED")


@off_and_on("accept-ignores-request")
def test_an_offer_on_an_expired_request(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    here, match = proposed(town)
    town.advance(timedelta(days=61))

    if today:
        assert here.requester.accept_match(match).status == "matched"
    else:
        refusal = town.refusal(lambda: here.requester.accept_match(match))
        assert refusal == (400, "REQUEST_NOT_OPEN")


@off_and_on("capacity-unchecked")
def test_founding_a_full_community_again(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    place = town.community(name="Harbour Lane", max_members=1)
    second = town.person()

    if today:
        assert second.create_community("Harbour Lane", "Turku").joined
        assert town.store.communities[place].current_members == 2
    else:
        refusal = town.refusal(lambda: second.create_community("Harbour Lane", "Turku"))
        assert refusal == (400, "COMMUNITY_FULL")


@off_and_on("capacity-unchecked")
def test_joining_a_full_community_is_refused_in_both_states(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    place, second = town.community(max_members=1), town.person()

    assert town.refusal(lambda: second.join_community(place)) == (400, "COMMUNITY_FULL")


@off_and_on("complete-unaccepted")
@pytest.mark.parametrize("status", ["proposed", "rejected", "cancelled"])
def test_completing_a_match_that_was_not_accepted(
    town_with: TownWith, switches: tuple[str, ...], today: bool, status: MatchStatus
) -> None:
    town = town_with(*switches)
    here, match = proposed(town)
    town.set_match_status(match, status)

    if today:
        assert here.helper.complete_match(match).waiting_for == "requester"
        assert here.requester.complete_match(match).fully_completed
        assert here.helper.get_match(match).status == "completed"
        assert here.helper.get_request(here.request_id).status == "completed"
    else:
        refusal = town.refusal(lambda: here.helper.complete_match(match))
        assert refusal == (409, "INVALID_STATE")


def test_completing_an_old_offer_leaves_a_newer_one_of_the_same_helper_live(
    town_with: TownWith,
) -> None:
    town = town_with("complete-unaccepted")
    here, old = proposed(town)
    here.requester.reject_match(old)
    town.offer(here.helper, here.request_id)
    here.helper.complete_match(old)
    here.requester.complete_match(old)
    town.set_request_status(here.request_id, "open")

    assert here.helper.get_request(here.request_id).viewer_relation == "already_offered"


@off_and_on("critical-500")
def test_a_critical_request(town_with: TownWith, switches: tuple[str, ...], today: bool) -> None:
    town = town_with(*switches)
    poster = town.person()
    critical = draft(community_id=town.community(poster), urgency="critical")
    refusal = town.refusal(lambda: poster.create_request(critical))

    assert refusal == (BROKEN if today else INVALID)


@off_and_on("critical-500")
def test_an_urgent_request_is_400_in_both_states(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    poster = town.person()
    urgent = draft(community_id=town.community(poster), urgency="urgent")

    assert town.refusal(lambda: poster.create_request(urgent)) == INVALID


@off_and_on("late-reopen")
@pytest.mark.parametrize("status", ["completed", "cancelled", "dibs_pending"])
def test_rejecting_the_last_proposal_of_a_request_that_is_not_open(
    town_with: TownWith, switches: tuple[str, ...], today: bool, status: RequestStatus
) -> None:
    town = town_with(*switches)
    here, match = proposed(town)
    town.set_request_status(here.request_id, status)
    here.requester.reject_match(match)

    assert here.requester.get_request(here.request_id).status == ("open" if today else status)


def test_a_matched_request_is_not_reopened_today_either(town_with: TownWith) -> None:
    town = town_with("late-reopen")
    here, match = proposed(town)
    town.set_request_status(here.request_id, "matched")
    here.requester.reject_match(match)

    assert here.requester.get_request(here.request_id).status == "matched"


def test_a_proposal_that_is_left_keeps_a_request_as_it_is_today(town_with: TownWith) -> None:
    town = town_with("late-reopen")
    here, match = proposed(town)
    town.offer(town.neighbour(here.community_id), here.request_id)
    town.set_request_status(here.request_id, "cancelled")
    here.requester.reject_match(match)

    assert here.requester.get_request(here.request_id).status == "cancelled"


def test_a_request_reopened_past_its_end_expires_with_the_next_hour(town_with: TownWith) -> None:
    town = town_with("late-reopen")
    here, match = proposed(town)
    town.set_request_status(here.request_id, "completed")
    town.advance(timedelta(days=61))
    here.requester.reject_match(match)
    town.advance(timedelta(hours=1))

    assert here.requester.get_request(here.request_id).expired is True


@off_and_on("malformed-id-500")
@pytest.mark.parametrize("what", TAKE_ONE_ID)
def test_a_malformed_id(
    town_with: TownWith, switches: tuple[str, ...], today: bool, what: str
) -> None:
    town = town_with(*switches)
    act = getattr(town.person(), what)

    assert town.refusal(lambda: act(MALFORMED)) == (BROKEN if today else INVALID)


@off_and_on("malformed-id-500")
def test_a_malformed_id_in_a_filter_or_a_body(
    town_with: TownWith, switches: tuple[str, ...], today: bool
) -> None:
    town = town_with(*switches)
    person = town.person()
    refusals = {
        town.refusal(lambda: person.list_requests(requester_id=MALFORMED)),
        town.refusal(lambda: person.list_requests(community_id=MALFORMED)),
        town.refusal(lambda: person.list_matches(request_id=MALFORMED)),
        town.refusal(lambda: person.create_request(draft(community_id=MALFORMED))),
    }

    assert refusals == {BROKEN if today else INVALID}


@off_and_on("bad-value-500")
@pytest.mark.parametrize("what", ["list_requests", "list_matches", "list_communities"])
def test_a_negative_paging_value(
    town_with: TownWith, switches: tuple[str, ...], today: bool, what: str
) -> None:
    town = town_with(*switches)
    listing = getattr(town.person(), what)
    refusals: set[Refusal] = {
        town.refusal(lambda: listing(-1)),
        town.refusal(lambda: listing(5, -1)),
    }

    assert refusals == {BROKEN if today else INVALID}


def proposed(town: Town) -> tuple[Scene, str]:
    here = town.scene()
    return here, town.offer(here.helper, here.request_id)
