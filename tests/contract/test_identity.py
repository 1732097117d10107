"""Rights come from the token: no id in a body or a query gives any (rules, 2; invariant I16)."""

import pytest

from adapters.dryrun.records import UserRecord
from tests.contract.raw import Raw, Said


class Case:
    """A requester, a helper with a proposed match, and a stranger."""

    def __init__(self) -> None:
        self.raw = Raw("http")
        self.rules = self.raw.rules
        self.requester = self.raw.someone
        self.helper, self.stranger = self.raw.person("tom"), self.raw.person("eve")
        self.rules.memberships.join(self.helper, self.raw.place.id)
        self.request = self.rules.requests.create(self.requester, self.raw.request())
        self.match = self.rules.matches.offer(self.helper, self.request.id)

    def put(self, what: str, by: UserRecord, claimed: UserRecord) -> Said:
        ids = dict.fromkeys(("user_id", "userId", "requester_id", "responder_id"), claimed.id)
        return self.raw.http(f"/matches/{self.match.id}/{what}", ids, by, method="PUT")


@pytest.fixture
def case() -> Case:
    """A fresh platform over HTTP."""
    return Case()


def test_a_request_belongs_to_whoever_sends_it(case: Case) -> None:
    ids = {"requester_id": case.helper.id, "user_id": case.helper.id}
    said = case.raw.http("/requests", case.raw.request(**ids), case.requester)

    assert said.data["requester_id"] == case.requester.id


def test_posting_for_a_member_does_not_make_one(case: Case) -> None:
    ids = {"requester_id": case.requester.id, "user_id": case.requester.id}
    said = case.raw.http("/requests", case.raw.request(**ids), case.stranger)

    assert said.status == 403


def test_an_offer_is_made_by_whoever_sends_it(case: Case) -> None:
    other = case.rules.requests.create(case.requester, case.raw.request())
    body = {"request_id": other.id, "responder_id": case.stranger.id, "user_id": case.stranger.id}
    said = case.raw.http("/matches", body, case.helper)

    assert said.data["responder_id"] == case.helper.id


def test_nobody_out_of_reach_offers_in_the_name_of_a_member(case: Case) -> None:
    body = {"request_id": case.request.id, "responder_id": case.helper.id}

    assert case.raw.http("/matches", body, case.stranger).code == "REQUEST_NOT_REACHABLE"


def test_a_community_is_founded_by_whoever_sends_it(case: Case) -> None:
    body = {"name": "Mill Lane", "creator_id": case.helper.id, "user_id": case.helper.id}
    said = case.raw.http("/communities", body, case.stranger)

    assert said.data["community"]["creator_id"] == case.stranger.id
    assert case.rules.memberships.mine(case.stranger)[0].role == "admin"


def test_joining_joins_whoever_sends_it(case: Case) -> None:
    path = f"/communities/{case.raw.place.id}/join"
    said = case.raw.http(path, {"user_id": case.requester.id, "role": "admin"}, case.stranger)

    assert (said.data["user_id"], said.data["role"]) == (case.stranger.id, "member")


@pytest.mark.parametrize("what", ["accept", "reject", "complete"])
def test_a_stranger_is_no_party_whatever_the_body_says(case: Case, what: str) -> None:
    for claimed in (case.requester, case.helper):
        assert case.put(what, case.stranger, claimed).status == 404

    assert case.match.status == "proposed"


def test_the_helper_does_not_accept_as_the_requester(case: Case) -> None:
    assert case.put("accept", case.helper, case.requester).status == 403
    assert case.match.status == "proposed"


def test_one_side_does_not_complete_for_the_other(case: Case) -> None:
    case.rules.matches.accept(case.requester, case.match.id)
    case.put("complete", case.helper, case.requester)
    said = case.put("complete", case.helper, case.requester)

    assert said.data == {"fully_completed": False, "waiting_for": "requester"}
    assert case.match.requester_done_at is None


def test_the_listing_of_matches_is_the_senders_own(case: Case) -> None:
    path = f"/matches?user_id={case.helper.id}"
    said = case.raw.http(path, None, case.stranger, method="GET")

    assert said.data["matches"] == []


def test_what_a_completion_says_of_its_quality_is_ignored(case: Case) -> None:
    case.rules.matches.accept(case.requester, case.match.id)
    body = {"rating": 5, "comment": "Thanks", "status": "completed"}
    said = case.raw.http(f"/matches/{case.match.id}/complete", body, case.helper, method="PUT")

    assert said.data["fully_completed"] is False
    assert case.match.status == "matched"


def test_approving_is_for_whoever_sends_it_and_leads(case: Case) -> None:
    path = f"/communities/{case.raw.place.id}/members/{case.helper.id}"
    claim = {"admin_user_id": case.requester.id, "user_id": case.requester.id}
    said = case.raw.http(path, claim | {"role": "admin"}, case.helper, method="PUT")

    assert said.status == 403
    assert case.rules.memberships.mine(case.helper)[0].role == "member"


def test_removing_is_for_whoever_sends_it_and_leads(case: Case) -> None:
    path = f"/communities/{case.raw.place.id}/members/{case.requester.id}"
    claim = {"admin_user_id": case.requester.id, "user_id": case.requester.id}

    assert case.raw.http(path, claim, case.helper, method="DELETE").status == 403


def test_adding_is_for_whoever_sends_it_and_leads(case: Case) -> None:
    path = f"/communities/{case.raw.place.id}/members"
    claim = {"admin_user_id": case.requester.id, "user_id": case.stranger.id, "role": "admin"}

    assert case.raw.http(path, claim, case.stranger).status == 403


def test_changing_and_ending_a_community_is_for_whoever_sends_it_and_leads(case: Case) -> None:
    path, claim = f"/communities/{case.raw.place.id}", {"user_id": case.requester.id}
    said = [case.raw.http(path, claim, case.helper, method=how) for how in ("PUT", "DELETE")]

    assert [one.status for one in said] == [403, 403]
    assert case.raw.place.status == "active"


def test_a_voice_is_that_of_whoever_sends_it(case: Case) -> None:
    path = f"/communities/{case.raw.place.id}/governance"
    claim = {"user_id": case.requester.id, "ratifier_id": case.requester.id}

    assert case.raw.http(path, None, case.stranger, method="GET").status == 403
    assert case.raw.http(f"{path}/ratify/{case.match.id}", claim, case.stranger).status == 403
