"""Dibs, the private first ask (rules, section 9)."""

from datetime import timedelta

import pytest

from adapters.entities import RequestStatus
from tests.contract.asked_first import asked, call, known, on_duty
from tests.contract.payloads import RIDE, SERVICE
from tests.contract.town import MALFORMED, NOBODY, Refusal, Town

INVALID: Refusal = (400, "VALIDATION_ERROR")
NO_PAST: Refusal = (403, "NO_PRIOR_INTERACTION")
WRONG_STATE: Refusal = (409, "INVALID_STATE")


def test_who_helped_before_can_be_asked_first(town: Town) -> None:
    here = known(town)
    dibs = here.requester.call_dibs(here.request_id, here.helper.id)

    assert (dibs.status, dibs.provider_user_id) == ("pending", here.helper.id)
    assert here.helper.get_request(here.request_id).status == "dibs_pending"
    assert [row.id for row in here.helper.pending_dibs()] == [dibs.id]
    assert here.helper.pending_dibs()[0].request_title == "A ladder for Sunday"
    assert here.requester.pending_dibs() == []


def test_whom_one_has_helped_can_be_asked_first_too(town: Town) -> None:
    here = known(town)
    request = town.request(here.helper, here.community_id)

    assert here.helper.call_dibs(request, here.requester.id).status == "pending"


def test_offers_stay_as_they_are_and_nobody_can_offer_more(town: Town) -> None:
    here = known(town)
    match = town.offer(town.neighbour(here.community_id), here.request_id)
    call(here)
    late = town.neighbour(here.community_id)

    assert town.match_row(match).status == "proposed"
    refusal = town.refusal(lambda: late.offer_help(here.request_id))
    assert refusal == (400, "REQUEST_NOT_OPEN")


def test_a_nominee_is_needed(town: Town) -> None:
    here = known(town)
    refusal = town.refusal(lambda: here.requester.call_dibs(here.request_id, ""))

    assert refusal == (400, "MISSING_FIELDS")
    assert town.refusal(lambda: here.requester.call_dibs(NOBODY, "")) == (400, "MISSING_FIELDS")


def test_an_unknown_request_and_a_malformed_id_are_refused(town: Town) -> None:
    here = known(town)
    ask = here.requester.call_dibs

    assert town.refusal(lambda: ask(NOBODY, here.helper.id)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: ask(MALFORMED, here.helper.id)) == INVALID
    assert town.refusal(lambda: ask(here.request_id, MALFORMED)) == INVALID


@pytest.mark.parametrize("status", ["matched", "completed", "cancelled", "dibs_pending"])
def test_the_request_must_be_open_before_it_matters_who_asks(
    town: Town, status: RequestStatus
) -> None:
    here = known(town)
    town.set_request_status(here.request_id, status)
    ask = here.helper.call_dibs

    refusal = town.refusal(lambda: ask(here.request_id, here.requester.id))
    assert refusal == (409, "REQUEST_NOT_OPEN")


def test_only_the_requester_asks(town: Town) -> None:
    here = known(town)
    refusal = town.refusal(lambda: here.helper.call_dibs(here.request_id, here.requester.id))

    assert refusal == (403, "FORBIDDEN")


def test_there_is_one_dibs_per_request_ever(town: Town) -> None:
    here, dibs = asked(town)
    here.helper.decline_dibs(dibs)

    assert town.refusal(lambda: call(here)) == (409, "DIBS_ALREADY_SENT")


def test_a_stranger_a_former_member_and_oneself_cannot_be_asked(town: Town) -> None:
    here = known(town)
    stranger = town.neighbour(here.community_id)

    assert town.refusal(lambda: call(here, stranger.id)) == NO_PAST
    assert town.refusal(lambda: call(here, here.requester.id)) == NO_PAST
    assert town.refusal(lambda: call(here, NOBODY)) == NO_PAST
    town.leave(here.helper, here.community_id)
    assert town.refusal(lambda: call(here)) == NO_PAST


def test_a_service_is_asked_of_somebody_on_duty(town: Town) -> None:
    here = known(town, request_type="service", payload=SERVICE)

    assert town.refusal(lambda: call(here)) == NO_PAST
    on_duty(town, here.helper, available=False)
    assert town.refusal(lambda: call(here)) == (422, "PROVIDER_NOT_AVAILABLE")
    on_duty(town, here.helper)
    assert here.requester.call_dibs(here.request_id, here.helper.id).status == "pending"


def test_a_date_must_be_in_the_future(town: Town) -> None:
    here = known(town, request_type="ride", payload=RIDE)
    town.advance(timedelta(days=3))

    assert town.refusal(lambda: call(here)) == (400, "SCHEDULED_FOR_IN_PAST")


def test_without_a_date_the_nominee_has_a_day(town: Town) -> None:
    here = known(town)
    dibs = here.requester.call_dibs(here.request_id, here.helper.id)

    assert dibs.expires_at == town.now + timedelta(hours=24)


def test_with_a_date_the_nominee_has_a_fifth_of_the_time_until_then(town: Town) -> None:
    here = known(town, request_type="ride", payload=RIDE)
    row = town.request_row(here.request_id)
    assert row.scheduled_for is not None
    dibs = here.requester.call_dibs(here.request_id, here.helper.id)
    exact = town.now + (row.scheduled_for - town.now) / 5

    assert timedelta() <= exact - dibs.expires_at < timedelta(milliseconds=1)


def test_the_nominee_accepts_and_is_matched(town: Town) -> None:
    here, dibs = asked(town)
    other = town.offer(
        town.neighbour(here.community_id), town.request(here.requester, here.community_id)
    )
    answered = here.helper.accept_dibs(dibs)
    [match] = here.helper.list_matches(request_id=here.request_id)

    assert answered.status == "accepted"
    assert (match.status, match.admin_proposed) == ("matched", False)
    assert town.match_row(match.id).travel_time_minutes == 60
    assert here.requester.get_request(here.request_id).status == "matched"
    assert town.match_row(other).status == "proposed"


def test_the_nominee_declines_and_the_request_is_open_again(town: Town) -> None:
    here, dibs = asked(town)

    assert here.helper.decline_dibs(dibs).status == "declined"
    assert here.requester.get_request(here.request_id).status == "open"
    assert here.helper.pending_dibs() == []


@pytest.mark.parametrize("answer", ["accept_dibs", "decline_dibs"])
def test_only_the_nominee_answers_and_only_once(town: Town, answer: str) -> None:
    here, dibs = asked(town)
    forbidden = (403, "FORBIDDEN")

    assert town.refusal(lambda: getattr(here.requester, answer)(dibs)) == forbidden
    assert town.refusal(lambda: getattr(here.helper, answer)(NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: getattr(here.helper, answer)(MALFORMED)) == INVALID
    here.helper.decline_dibs(dibs)
    assert town.refusal(lambda: getattr(here.helper, answer)(dibs)) == WRONG_STATE


@pytest.mark.parametrize("answer", ["accept_dibs", "decline_dibs"])
def test_between_its_end_and_the_job_a_dibs_is_410_and_still_listed(
    town: Town, answer: str
) -> None:
    here, dibs = asked(town)
    town.advance(timedelta(hours=24, milliseconds=1))

    refusal = town.refusal(lambda: getattr(here.helper, answer)(dibs))
    assert refusal == (410, "DIBS_EXPIRED")
    assert [row.id for row in here.helper.pending_dibs()] == [dibs]
    assert here.requester.get_request(here.request_id).status == "dibs_pending"


def test_at_its_very_end_a_dibs_is_declined_but_not_accepted(town: Town) -> None:
    here, dibs = asked(town)
    town.advance(timedelta(hours=24))

    refusal = town.refusal(lambda: here.helper.accept_dibs(dibs))
    assert refusal == (410, "DIBS_EXPIRED")
    assert here.helper.decline_dibs(dibs).status == "declined"


def test_the_job_ends_what_ran_out_every_five_minutes(town: Town) -> None:
    here, dibs = asked(town)
    town.advance(timedelta(hours=24, minutes=5))

    assert town.store.dibs.rows[dibs].status == "expired"
    assert here.helper.pending_dibs() == []
    assert here.requester.get_request(here.request_id).status == "open"


def test_a_dibs_goes_with_its_request(town: Town) -> None:
    here, _ = asked(town)
    town.store.drop_request(town.request_row(here.request_id))
    town.advance(timedelta(days=2))

    assert here.helper.pending_dibs() == []


def test_a_request_that_a_job_opens_past_its_end_expires_with_the_next_hour(town: Town) -> None:
    here = town.scene()
    row = town.request_row(here.request_id)
    town.advance(row.expires_at - town.now - timedelta(hours=1))
    town.completed(here.requester, here.helper, here.community_id)
    call(here)
    town.advance(timedelta(hours=26))

    assert here.requester.get_request(here.request_id).expired
