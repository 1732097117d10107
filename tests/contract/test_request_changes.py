"""Changing and cancelling one's own request (rules, section 4.5)."""

from datetime import timedelta
from typing import Any

import pytest

from adapters.entities import RequestStatus
from tests.contract.raw import DOORS, Door, Raw
from tests.contract.town import NOBODY, Refusal, Scene, Town, TownWith

BROKEN: Refusal = (500, "INTERNAL_ERROR")
INVALID: Refusal = (400, "VALIDATION_ERROR")
STATUSES = ("open", "dibs_pending", "matched", "completed", "cancelled")


def asked(town: Town) -> tuple[Scene, str]:
    """A request whose helper of old was asked first, and the id of the dibs."""
    here = town.scene()
    town.completed(here.requester, here.helper, here.community_id)
    return here, here.requester.call_dibs(here.request_id, here.helper.id).id


def test_the_requester_changes_what_is_named_and_nothing_else(town: Town) -> None:
    here = town.scene()
    changed = here.requester.update_request(here.request_id, title="A long ladder", urgency="high")
    row = town.request_row(here.request_id)

    assert (changed.title, changed.urgency, changed.status) == ("A long ladder", "high", "open")
    assert (row.description, row.updated_at) == ("Two metres would be enough", town.now)


def test_a_list_of_matches_shows_what_was_changed_since_it_was_last_read(town: Town) -> None:
    here = town.scene()
    here.helper.offer_help(here.request_id)
    before = here.helper.list_matches()[0]
    here.requester.update_request(here.request_id, title="A long ladder")
    here.requester.reject_match(before.id)
    [after] = here.helper.list_matches()

    assert (before.status, after.status) == ("proposed", "rejected")
    assert (before.request_title != "A long ladder", after.request_title) == (True, "A long ladder")


def test_a_new_title_alone_is_shown_in_the_list_of_matches(town: Town) -> None:
    here = town.scene()
    here.helper.offer_help(here.request_id)
    assert len(here.helper.list_matches()) == 1

    here.requester.update_request(here.request_id, title="A long ladder")

    assert here.helper.list_matches()[0].request_title == "A long ladder"


@pytest.mark.safe_on_a_real_platform
def test_only_the_requester_changes_or_cancels(town: Town) -> None:
    here = town.scene()
    forbidden = (403, "FORBIDDEN")

    assert town.refusal(lambda: here.helper.update_request(here.request_id)) == forbidden
    assert town.refusal(lambda: here.helper.cancel_request(here.request_id)) == forbidden


@pytest.mark.safe_on_a_real_platform
def test_an_unknown_request_is_neither_changed_nor_cancelled(town: Town) -> None:
    person = town.person()
    missing = (404, "NOT_FOUND")

    assert town.refusal(lambda: person.update_request(NOBODY, title="A ladder")) == missing
    assert town.refusal(lambda: person.cancel_request(NOBODY)) == missing


@pytest.mark.parametrize("before", STATUSES)
@pytest.mark.parametrize("after", STATUSES)
def test_any_status_may_follow_any(town: Town, before: RequestStatus, after: RequestStatus) -> None:
    here = town.scene()
    town.set_request_status(here.request_id, before)

    assert here.requester.update_request(here.request_id, status=after).status == after


def test_a_change_of_status_leaves_the_matches_alone(town: Town) -> None:
    here = town.scene()
    match = town.offer(here.helper, here.request_id)
    here.requester.update_request(here.request_id, status="completed")

    assert here.helper.get_match(match).status == "proposed"


def test_a_request_opened_again_past_its_end_expires_with_the_next_hour(town: Town) -> None:
    here = town.scene()
    here.requester.update_request(here.request_id, status="cancelled")
    town.advance(timedelta(days=61))
    here.requester.update_request(here.request_id, status="open")
    town.advance(timedelta(hours=1))

    assert here.requester.get_request(here.request_id).expired


@pytest.mark.parametrize("switches", [(), ("dibs-late-second-match",)])
def test_a_request_taken_out_of_dibs_ends_the_dibs(
    town_with: TownWith, switches: tuple[str, ...]
) -> None:
    town = town_with(*switches)
    here, dibs = asked(town)
    here.requester.update_request(here.request_id, status="open")

    assert town.store.dibs.rows[dibs].status == ("pending" if switches else "expired")


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("changes", [{"status": "done"}, {"urgency": "critical"}])
def test_words_that_the_table_refuses_are_500_today(
    town_with: TownWith, today: bool, changes: dict[str, Any]
) -> None:
    town = town_with(*(("bad-value-500",) if today else ()))
    here = town.scene()
    refusal = town.refusal(lambda: here.requester.update_request(here.request_id, **changes))

    assert refusal == (BROKEN if today else INVALID)


def test_a_title_that_does_not_fit_its_column_is_500(town: Town) -> None:
    here = town.scene()
    refusal = town.refusal(lambda: here.requester.update_request(here.request_id, title="t" * 256))

    assert refusal == BROKEN


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 200),
        ({"urgency": None}, 200),
        ({"title": None}, 400),
        ({"title": 5}, 400),
        ({"status": None}, 400),
        ({"requester_id": NOBODY, "payload": 5}, 200),
    ],
)
def test_every_key_that_is_present_is_written_null_included(
    door: Door, body: dict[str, Any], status: int
) -> None:
    raw = Raw(door)
    request = raw.posted()
    said = raw.send("PUT", f"/requests/{request.id}", body)

    assert said.status == status
    assert request.urgency == body.get("urgency", "medium")
    assert request.requester is raw.someone


@pytest.mark.parametrize("status", ["open", "dibs_pending", "matched"])
def test_a_cancelled_request_takes_along_what_waits_on_it(
    town: Town, status: RequestStatus
) -> None:
    here = town.scene()
    first = town.offer(here.helper, here.request_id)
    second = town.offer(town.neighbour(here.community_id), here.request_id)
    town.set_match_status(second, "matched")
    town.set_request_status(here.request_id, status)
    here.requester.cancel_request(here.request_id)

    assert here.requester.get_request(here.request_id).status == "cancelled"
    assert town.match_row(first).status == "rejected"
    assert town.match_row(second).status == "cancelled"


def test_a_cancelled_request_ends_its_dibs(town: Town) -> None:
    here, dibs = asked(town)
    here.requester.cancel_request(here.request_id)

    assert town.store.dibs.rows[dibs].status == "expired"


def test_cancelling_twice_is_no_mistake_and_cancelling_a_completed_one_is(town: Town) -> None:
    here = town.scene()
    here.requester.cancel_request(here.request_id)
    here.requester.cancel_request(here.request_id)
    town.set_request_status(here.request_id, "completed")

    refusal = town.refusal(lambda: here.requester.cancel_request(here.request_id))
    assert refusal == (409, "INVALID_STATE")


def test_today_a_cancelled_request_leaves_matches_and_dibs(town_with: TownWith) -> None:
    town = town_with("cancel-leaves-matches")
    here, dibs = asked(town)
    match = town.offer(here.helper, town.request(here.requester, here.community_id))
    here.requester.cancel_request(town.match_row(match).request.id)
    here.requester.cancel_request(here.request_id)

    assert town.match_row(match).status == "proposed"
    assert town.store.dibs.rows[dibs].status == "pending"


def test_today_a_completed_request_can_be_cancelled(town_with: TownWith) -> None:
    town = town_with("cancel-leaves-matches")
    here = town.scene()
    town.set_request_status(here.request_id, "completed")
    here.requester.cancel_request(here.request_id)

    assert here.requester.get_request(here.request_id).status == "cancelled"


@pytest.mark.parametrize("today", [False, True])
def test_who_cancels_is_read_from_the_body_today(today: bool) -> None:
    raw = Raw("http", *(("identity-from-body",) if today else ()))
    request, other = raw.posted(), raw.person("bo")
    path, body = f"/requests/{request.id}", {"user_id": raw.someone.id}

    assert raw.http(path, None, raw.someone, method="DELETE").status == (403 if today else 200)
    request = raw.posted()
    path = f"/requests/{request.id}"
    assert raw.http(path, body, other, method="DELETE").status == (200 if today else 403)


def test_the_port_cancels_with_either_state_of_identity(town_with: TownWith) -> None:
    town = town_with("identity-from-body")
    here = town.scene()
    here.requester.cancel_request(here.request_id)

    assert here.helper.get_request(here.request_id).status == "cancelled"
