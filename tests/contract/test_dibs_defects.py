"""Dibs with today's defects, and as intended."""

from datetime import timedelta

import pytest

from tests.contract.asked_first import asked, call, known
from tests.contract.town import Refusal, TownWith

WRONG_STATE: Refusal = (409, "INVALID_STATE")


@pytest.mark.parametrize("today", [False, True])
def test_dibs_on_an_expired_request(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("dibs-on-expired",) if today else ()))
    here = known(town)
    town.advance(timedelta(days=61))

    if today:
        assert here.requester.call_dibs(here.request_id, here.helper.id).status == "pending"
    else:
        assert town.refusal(lambda: call(here)) == (409, "REQUEST_NOT_OPEN")


@pytest.mark.parametrize("today", [False, True])
def test_accepting_an_offer_while_somebody_is_asked(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("dibs-late-second-match",) if today else ()))
    here = known(town)
    match = town.offer(town.neighbour(here.community_id), here.request_id)
    dibs = here.requester.call_dibs(here.request_id, here.helper.id).id
    here.requester.accept_match(match)

    if today:
        assert here.helper.accept_dibs(dibs).status == "accepted"
        assert [row.status for row in town.request_row(here.request_id).matches] == ["matched"] * 2
    else:
        assert town.store.dibs.rows[dibs].status == "expired"
        assert town.refusal(lambda: here.helper.accept_dibs(dibs)) == WRONG_STATE


@pytest.mark.parametrize("today", [False, True])
def test_an_accepted_dibs_rejects_what_others_offered(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("dibs-late-second-match",) if today else ()))
    here = known(town)
    match = town.offer(here.helper, here.request_id)
    dibs = here.requester.call_dibs(here.request_id, here.helper.id).id
    here.helper.accept_dibs(dibs)

    assert town.match_row(match).status == ("proposed" if today else "rejected")
    assert here.helper.get_request(here.request_id).viewer_relation == "already_offered"


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("how", ["decline", "expiry"])
def test_a_dibs_that_ends_on_a_request_that_went_another_way(
    town_with: TownWith, today: bool, how: str
) -> None:
    town = town_with(*(("late-reopen",) if today else ()))
    here, dibs = asked(town)
    town.set_request_status(here.request_id, "cancelled")
    if how == "decline":
        here.helper.decline_dibs(dibs)
    else:
        town.advance(timedelta(days=2))

    status = here.requester.get_request(here.request_id).status
    assert status == ("open" if today else "cancelled")
