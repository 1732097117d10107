"""Calling off a match (rules, section 5.7)."""

import pytest

from adapters.entities import MatchStatus, RequestStatus
from tests.contract.town import NOBODY, Scene, Town, TownWith


def matched(town: Town) -> tuple[Scene, str]:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.accept_match(match)
    return here, match


@pytest.mark.parametrize("side", ["requester", "helper"])
def test_either_side_calls_a_match_off_and_the_request_is_open_again(town: Town, side: str) -> None:
    here, match = matched(town)
    getattr(here, side).cancel_match(match)

    assert here.helper.get_match(match).status == "cancelled"
    assert here.helper.get_request(here.request_id).status == "open"


def test_nobody_else_finds_the_match(town: Town) -> None:
    here, match = matched(town)
    other = town.neighbour(here.community_id)

    assert town.refusal(lambda: other.cancel_match(match)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: other.cancel_match(NOBODY)) == (404, "NOT_FOUND")


def test_siblings_rejected_before_stay_rejected_and_may_offer_again(town: Town) -> None:
    here = town.scene()
    other = town.neighbour(here.community_id)
    taken, left = town.offer(here.helper, here.request_id), town.offer(other, here.request_id)
    here.requester.accept_match(taken)
    here.requester.cancel_match(taken)

    assert town.match_row(left).status == "rejected"
    assert other.offer_help(here.request_id).status == "proposed"
    assert here.helper.offer_help(here.request_id).status == "proposed"


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("status", ["open", "dibs_pending", "cancelled"])
def test_cancelling_a_proposed_match(
    town_with: TownWith, today: bool, status: RequestStatus
) -> None:
    town = town_with(*(("late-reopen",) if today else ()))
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.set_request_status(here.request_id, status)
    here.helper.cancel_match(match)

    assert here.helper.get_match(match).status == "cancelled"
    assert here.helper.get_request(here.request_id).status == ("open" if today else status)


def test_a_matched_match_of_a_request_that_went_another_way_leaves_it_so(town: Town) -> None:
    here, match = matched(town)
    here.requester.update_request(here.request_id, status="cancelled")
    here.helper.cancel_match(match)

    assert here.helper.get_request(here.request_id).status == "cancelled"


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("status", ["completed", "rejected"])
def test_cancelling_a_finished_match(town_with: TownWith, today: bool, status: MatchStatus) -> None:
    town = town_with(*(("cancel-finished-match",) if today else ()))
    here, match = matched(town)
    town.set_match_status(match, status)

    if today:
        here.helper.cancel_match(match)
        assert here.helper.get_match(match).status == "cancelled"
    else:
        refusal = town.refusal(lambda: here.helper.cancel_match(match))
        assert refusal == (409, "INVALID_STATE")


def test_cancelling_twice_has_no_effect(town: Town) -> None:
    here, match = matched(town)
    here.helper.cancel_match(match)
    town.set_request_status(here.request_id, "matched")
    here.helper.cancel_match(match)

    assert here.helper.get_request(here.request_id).status == "matched"


def test_today_a_completed_match_that_is_cancelled_opens_its_request(town_with: TownWith) -> None:
    town = town_with("cancel-finished-match", "late-reopen")
    here = town.scene()
    match = town.completed(here.requester, here.helper, here.community_id)
    here.helper.cancel_match(match)

    assert town.match_row(match).request.status == "open"
    assert town.store.bonds.between(here.requester.id, here.helper.id) == {}
    assert town.store.users[here.helper.id].waits.feedback_to_give == 0
