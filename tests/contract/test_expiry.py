"""Expiry every hour, deletion a week later (rules, section 4.6)."""

from datetime import timedelta

from tests.contract.town import Scene, Town

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
TTL = 60 * DAY
# A scene begins at 16:07:41.5, so its request ends at that time of a day and is flagged at 17:00.
TO_THE_NEXT_HOUR = timedelta(minutes=52, seconds=18, milliseconds=500)
# It is deleted at the first midnight that is more than a week after it was flagged.
TO_THE_DELETION = TTL + TO_THE_NEXT_HOUR + 7 * DAY + 7 * HOUR


def listed(town: Town, here: Scene) -> bool:
    return here.request_id in [row.id for row in here.helper.list_requests()]


def test_a_request_past_its_end_stays_until_the_hourly_job_comes(town: Town) -> None:
    here = town.scene()
    town.advance(TTL + TO_THE_NEXT_HOUR - MINUTE)

    assert listed(town, here)
    assert here.helper.get_request(here.request_id).viewer_relation == "can_offer"
    assert here.helper.offer_help(here.request_id).status == "proposed"


def test_the_hourly_job_flags_an_open_request_past_its_end(town: Town) -> None:
    here = town.scene()
    town.advance(TTL + TO_THE_NEXT_HOUR)
    read = here.helper.get_request(here.request_id)

    assert (read.expired, read.status, read.viewer_relation) == (True, "open", "not_actionable")


def test_an_expired_request_is_in_no_listing_not_even_its_makers(town: Town) -> None:
    here = town.scene()
    town.advance(TTL + HOUR)

    assert not listed(town, here)
    assert here.requester.list_requests(requester_id=here.requester.id) == []


def test_help_on_an_expired_request_is_refused(town: Town) -> None:
    here = town.scene()
    town.advance(TTL + HOUR)
    refusal = town.refusal(lambda: here.helper.offer_help(here.request_id))

    assert refusal == (400, "REQUEST_NOT_OPEN")


def test_a_request_that_is_not_open_does_not_expire(town: Town) -> None:
    here = town.scene()
    here.requester.accept_match(town.offer(here.helper, here.request_id))
    town.advance(TTL + 30 * DAY)

    assert here.requester.get_request(here.request_id).expired is False


def test_an_offer_on_an_expired_request_cannot_be_accepted_but_turned_down(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.advance(TTL + HOUR)
    refusal = town.refusal(lambda: here.requester.accept_match(match))
    here.requester.reject_match(match)

    assert refusal == (400, "REQUEST_NOT_OPEN")
    assert here.requester.get_match(match).status == "rejected"


def test_an_expired_request_can_be_read_for_a_week(town: Town) -> None:
    here = town.scene()
    town.advance(TO_THE_DELETION - MINUTE)

    assert here.helper.get_request(here.request_id).expired is True


def test_the_daily_job_deletes_it_after_a_week_with_its_matches(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    town.advance(TO_THE_DELETION)

    assert town.refusal(lambda: here.helper.get_request(here.request_id)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: here.helper.get_match(match)) == (404, "NOT_FOUND")
    assert not here.requester.list_matches()


def test_whoever_comes_much_later_finds_the_same(town: Town) -> None:
    here = town.scene()
    younger = town.scene()
    town.advance(DAY)
    youngest = town.scene()
    town.watch.advance(TO_THE_DELETION - DAY)

    assert [row.id for row in here.helper.list_requests()] == []
    assert set(town.store.requests) == {youngest.request_id}
    assert younger.request_id not in town.store.requests


def test_a_later_request_is_not_touched_by_the_end_of_an_earlier_one(town: Town) -> None:
    here = town.scene()
    town.advance(30 * DAY)
    later = town.request(here.requester, here.community_id)
    town.advance(31 * DAY)

    assert [row.id for row in here.helper.list_requests()] == [later]
