"""The match service: accepting, rejecting, completing (rules, sections 5.4 to 5.6)."""

from datetime import timedelta

import pytest

from adapters.entities import MatchStatus, RequestStatus
from tests.contract.payloads import RIDE
from tests.contract.town import Town


@pytest.mark.safe_on_a_real_platform
def test_the_requester_accepts_and_match_and_request_are_matched(town: Town) -> None:
    here = town.scene()
    match = here.requester.accept_match(town.offer(here.helper, here.request_id))

    assert (match.status, match.responder_id) == ("matched", here.helper.id)
    assert here.helper.get_request(here.request_id).status == "matched"


def test_the_helper_cannot_accept_their_own_offer(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)

    assert town.refusal(lambda: here.helper.accept_match(match)) == (403, "FORBIDDEN")


@pytest.mark.parametrize("status", ["matched", "completed", "rejected", "cancelled"])
def test_only_a_proposed_match_is_accepted(town: Town, status: MatchStatus) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_match_status(match, status)

    assert town.refusal(lambda: here.requester.accept_match(match)) == (400, "VALIDATION_ERROR")


def test_the_wrong_side_is_found_before_the_state_of_the_match(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_match_status(match, "rejected")

    assert town.refusal(lambda: here.helper.accept_match(match)) == (403, "FORBIDDEN")


def test_accepting_one_offer_rejects_the_others(town: Town) -> None:
    here = town.scene()
    taken = town.offer(here.helper, here.request_id)
    others = [town.offer(town.neighbour(here.community_id), here.request_id) for _ in range(2)]
    here.requester.accept_match(taken)
    statuses = {row.id: row.status for row in here.requester.list_matches()}

    assert statuses == {taken: "matched"} | dict.fromkeys(others, "rejected")


def test_the_date_of_a_ride_is_when_its_match_is_scheduled(town: Town) -> None:
    here = town.scene(request_type="ride", payload=RIDE)
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    scheduled = town.match_row(match).scheduled_at

    assert scheduled is not None
    assert scheduled.isoformat() == "2026-03-04T09:30:00+00:00"


def test_an_offer_on_a_request_of_dibs_may_be_accepted(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_request_status(here.request_id, "dibs_pending")

    assert here.requester.accept_match(match).status == "matched"


@pytest.mark.parametrize("side", ["requester", "helper"])
def test_either_side_turns_a_proposal_down(town: Town, side: str) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    getattr(here, side).reject_match(match)

    assert here.helper.get_match(match).status == "rejected"
    assert here.helper.get_request(here.request_id).status == "open"


@pytest.mark.parametrize("status", ["matched", "completed", "rejected", "cancelled"])
def test_only_a_proposed_match_is_rejected(town: Town, status: MatchStatus) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_match_status(match, status)
    refusal = town.refusal(lambda: here.requester.reject_match(match))

    assert refusal == (409, "MATCH_NOT_PROPOSED")


def test_rejecting_one_offer_leaves_the_others_as_they_are(town: Town) -> None:
    here = town.scene()
    first = town.offer(here.helper, here.request_id)
    second = town.offer(town.neighbour(here.community_id), here.request_id)
    here.requester.reject_match(first)

    assert here.requester.get_match(second).status == "proposed"


@pytest.mark.parametrize("status", ["matched", "completed", "cancelled", "dibs_pending"])
def test_rejecting_the_last_proposal_leaves_a_request_that_is_not_open_as_it_is(
    town: Town, status: RequestStatus
) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_request_status(here.request_id, status)
    here.requester.reject_match(match)

    assert here.requester.get_request(here.request_id).status == status


def test_siblings_rejected_at_acceptance_stay_rejected(town: Town) -> None:
    here = town.scene()
    taken = town.offer(here.helper, here.request_id)
    other = town.offer(town.neighbour(here.community_id), here.request_id)
    here.requester.accept_match(taken)
    town.set_match_status(taken, "cancelled")
    town.set_request_status(here.request_id, "open")

    assert here.requester.get_match(other).status == "rejected"


@pytest.mark.safe_on_a_real_platform
@pytest.mark.parametrize(
    ("first", "waiting_for"), [("requester", "helper"), ("helper", "requester")]
)
def test_the_first_half_of_a_completion_changes_no_status(
    town: Town, first: str, waiting_for: str
) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    done = getattr(here, first).complete_match(match)

    assert (done.fully_completed, done.waiting_for) == (False, waiting_for)
    assert here.helper.get_match(match).status == "matched"
    assert here.helper.get_request(here.request_id).status == "matched"


@pytest.mark.parametrize(("first", "second"), [("requester", "helper"), ("helper", "requester")])
def test_the_second_half_completes_match_and_request(town: Town, first: str, second: str) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    getattr(here, first).complete_match(match)
    town.advance(timedelta(minutes=5))
    done = getattr(here, second).complete_match(match)

    assert (done.fully_completed, done.waiting_for) == (True, None)
    read = here.helper.get_match(match)
    assert (read.status, read.completed_at) == ("completed", town.now)
    assert here.helper.get_request(here.request_id).status == "completed"


def test_each_half_stamps_its_own_side(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    here.helper.complete_match(match)
    [row] = here.helper.list_matches()

    assert (row.responder_done_at, row.requester_done_at) == (town.now, None)


def test_the_same_half_again_renews_its_stamp_and_still_waits(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    here.helper.complete_match(match)
    town.advance(timedelta(hours=2))
    again = here.helper.complete_match(match)

    assert (again.fully_completed, again.waiting_for) == (False, "requester")
    assert here.helper.list_matches()[0].responder_done_at == town.now


@pytest.mark.safe_on_a_real_platform
def test_completing_a_completed_match_changes_nothing(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    here.helper.complete_match(match)
    here.requester.complete_match(match)
    before = here.helper.list_matches()
    town.advance(timedelta(hours=2))
    again = here.helper.complete_match(match)

    assert (again.fully_completed, again.waiting_for) == (True, None)
    assert here.helper.list_matches() == before


@pytest.mark.parametrize("status", ["proposed", "rejected", "cancelled"])
@pytest.mark.parametrize("side", ["requester", "helper"])
def test_only_a_matched_match_is_completed(town: Town, side: str, status: MatchStatus) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_match_status(match, status)
    refusal = town.refusal(lambda: getattr(here, side).complete_match(match))

    assert refusal == (409, "INVALID_STATE")


def test_a_match_of_a_cancelled_request_can_still_be_completed(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    town.set_request_status(here.request_id, "cancelled")
    here.helper.complete_match(match)

    assert here.requester.complete_match(match).fully_completed
    assert here.requester.get_request(here.request_id).status == "completed"
