"""What admins and moderators do about requests of their community (rules, sections 5.4 and 8)."""

from datetime import timedelta
from typing import NamedTuple

import pytest

from adapters.entities import RequestStatus
from tests.contract.person import Person
from tests.contract.raw import Raw
from tests.contract.town import MALFORMED, NOBODY, Refusal, Town, TownWith

INVALID: Refusal = (400, "VALIDATION_ERROR")
FORBIDDEN: Refusal = (403, "FORBIDDEN")


class Led(NamedTuple):
    """A community with an admin, a requester and a member, and an open request."""

    admin: Person
    requester: Person
    helper: Person
    community_id: str
    request_id: str


def led(town: Town) -> Led:
    admin, requester, helper = (town.person(name) for name in ("Ada", "Nadia", "Tom"))
    place = town.community(admin, members=(requester, helper))
    return Led(admin, requester, helper, place, town.request(requester, place))


def propose(here: Led, user_id: str = "") -> str:
    return here.admin.propose_match(here.request_id, user_id or here.helper.id)


def moderator(town: Town, here: Led) -> Person:
    person = town.neighbour(here.community_id, "Mo")
    town.store.members[here.community_id, person.id].role = "moderator"
    return person


def refusals(town: Town, person: Person, here: Led) -> set[Refusal]:
    """How all that admins do is refused to a person."""
    return {
        town.refusal(lambda: person.propose_match(here.request_id, here.helper.id)),
        town.refusal(lambda: person.boost_request(here.request_id)),
        town.refusal(lambda: person.unboost_request(here.request_id)),
        town.refusal(lambda: person.set_urgent(here.request_id)),
    }


def test_an_admin_proposes_a_member_and_the_request_stays_open(town: Town) -> None:
    here = led(town)
    match = propose(here)
    [row] = here.helper.list_matches()

    assert (row.id, row.status, row.admin_proposed) == (match, "proposed", True)
    assert row.responder_id == here.helper.id
    assert here.helper.get_request(here.request_id).status == "open"


def test_an_admins_proposal_is_accepted_by_its_helper_alone(town: Town) -> None:
    scene = town.scene()
    match = town.offer(scene.helper, scene.request_id)
    town.match_row(match).admin_proposed = True

    assert town.refusal(lambda: scene.requester.accept_match(match)) == (403, "FORBIDDEN")
    assert scene.helper.accept_match(match).status == "matched"


@pytest.mark.parametrize("side", ["requester", "helper"])
def test_either_side_rejects_an_admins_proposal(town: Town, side: str) -> None:
    here = led(town)
    match = propose(here)
    getattr(here, side).reject_match(match)

    assert town.match_row(match).status == "rejected"


def test_a_helper_who_accepts_rejects_what_others_offered(town: Town) -> None:
    here = led(town)
    other = town.offer(town.neighbour(here.community_id), here.request_id)
    here.helper.accept_match(propose(here))

    assert town.match_row(other).status == "rejected"
    assert here.requester.get_request(here.request_id).status == "matched"


def test_a_helper_is_needed_before_the_request_is_looked_for(town: Town) -> None:
    here = led(town)

    assert town.refusal(lambda: here.admin.propose_match(NOBODY, "")) == INVALID
    assert town.refusal(lambda: propose(here, MALFORMED)) == INVALID
    refusal = town.refusal(lambda: here.admin.propose_match(NOBODY, here.helper.id))
    assert refusal == (404, "NOT_FOUND")


def test_only_admins_and_moderators_of_the_requests_community_act(town: Town) -> None:
    here = led(town)
    elsewhere = town.person("Eve")
    town.community(elsewhere)

    assert refusals(town, here.helper, here) == {FORBIDDEN}
    assert refusals(town, elsewhere, here) == {FORBIDDEN}


def test_only_an_active_member_is_proposed(town: Town) -> None:
    here = led(town)
    stranger = town.person()

    assert town.refusal(lambda: propose(here, stranger.id)) == INVALID
    assert town.refusal(lambda: propose(here, NOBODY)) == INVALID
    town.leave(here.helper, here.community_id)
    assert town.refusal(lambda: propose(here)) == INVALID


def test_a_helper_with_an_offer_of_the_own_is_not_proposed(town: Town) -> None:
    here = led(town)
    town.offer(here.helper, here.request_id)

    assert town.refusal(lambda: propose(here)) == (409, "CONFLICT")


def test_after_a_rejection_the_helper_may_be_proposed_again(town: Town) -> None:
    here = led(town)
    here.helper.reject_match(propose(here))

    assert propose(here)


@pytest.mark.parametrize("today", [False, True])
def test_proposing_the_requester(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("propose-self-help",) if today else ()))
    here = led(town)

    if today:
        assert propose(here, here.requester.id)
    else:
        refusal = town.refusal(lambda: propose(here, here.requester.id))
        assert refusal == (400, "OWN_REQUEST")


@pytest.mark.parametrize("today", [False, True])
@pytest.mark.parametrize("status", ["dibs_pending", "matched", "completed", "cancelled"])
def test_proposing_on_a_request_that_is_not_open(
    town_with: TownWith, today: bool, status: RequestStatus
) -> None:
    town = town_with(*(("propose-any-status",) if today else ()))
    here = led(town)
    town.set_request_status(here.request_id, status)

    if today:
        assert propose(here)
    else:
        assert town.refusal(lambda: propose(here)) == (400, "REQUEST_NOT_OPEN")


@pytest.mark.parametrize("today", [False, True])
def test_proposing_on_an_expired_request(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("propose-any-status",) if today else ()))
    here = led(town)
    town.advance(timedelta(days=61))

    if today:
        assert propose(here)
    else:
        assert town.refusal(lambda: propose(here)) == (400, "REQUEST_NOT_OPEN")


@pytest.mark.parametrize("today", [False, True])
def test_proposing_who_is_matched_already(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("propose-any-status",) if today else ()))
    here = led(town)
    match = propose(here)
    here.helper.accept_match(match)
    town.set_request_status(here.request_id, "open")

    if today:
        assert propose(here)
    else:
        assert town.refusal(lambda: propose(here)) == (409, "CONFLICT")


@pytest.mark.parametrize("today", [False, True])
def test_who_is_only_moderator(town_with: TownWith, today: bool) -> None:
    town = town_with(*(("moderator-gated",) if today else ()))
    here = led(town)
    mo = moderator(town, here)

    if today:
        assert refusals(town, mo, here) == {FORBIDDEN}
        assert town.refusal(lambda: mo.propose_match(NOBODY, "")) == FORBIDDEN
    else:
        assert mo.propose_match(here.request_id, here.helper.id)
        assert mo.boost_request(here.request_id).is_boosted


def test_a_boost_lasts_48_hours_and_can_be_taken_back(town: Town) -> None:
    here = led(town)
    boosted = here.admin.boost_request(here.request_id)

    assert boosted.boosted_expires_at == town.now + timedelta(hours=48)
    assert here.admin.unboost_request(here.request_id).is_boosted is False


def test_not_urgent_is_medium_whatever_it_was_before(town: Town) -> None:
    here = led(town)
    here.requester.update_request(here.request_id, urgency="high")

    assert here.admin.set_urgent(here.request_id).urgency == "urgent"
    assert here.admin.set_urgent(here.request_id, False).urgency == "medium"


def test_an_unknown_request_is_neither_boosted_nor_urgent(town: Town) -> None:
    here = led(town)

    assert town.refusal(lambda: here.admin.boost_request(NOBODY)) == (404, "NOT_FOUND")
    assert town.refusal(lambda: here.admin.set_urgent(NOBODY)) == (404, "NOT_FOUND")


def test_urgent_is_a_truth_value() -> None:
    raw = Raw("http")
    request = raw.posted()
    said = raw.http(
        f"/requests/{request.id}/urgent", {"urgent": "yes"}, raw.someone, method="PATCH"
    )

    assert (said.status, said.code) == INVALID


@pytest.mark.parametrize("today", [False, True])
def test_an_unmapped_path_below_requests(today: bool) -> None:
    raw = Raw("http", *(("admin-gate-unknown",) if today else ()))
    path, nobody = f"/requests/{NOBODY}/favourites", raw.person("bo")

    assert raw.http(path, None, nobody, method="GET").status == (403 if today else 404)
    assert raw.http(path, None, raw.someone, method="GET").status == 404
