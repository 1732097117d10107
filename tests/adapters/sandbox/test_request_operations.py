"""Requests and matches over HTTP, measured by karmyq's OpenAPI files."""

import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import RIDE, Person, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


def test_the_listing_of_requests_joins_communities_in_one_text() -> None:
    here = scene()
    second = here.served.community(here.requester, "Mill Lane")
    posted = here.served.request(here.requester, "", post_to_all_communities=True)
    answer = here.served.call("GET", "/api/requests", by=here.helper)

    fits(answer, 200, "GET /requests")
    rows = {row["id"]: row for row in answer.json()["data"]["requests"]}
    row = rows[posted]
    assert sorted(row["community_ids"].split(",")) == sorted([here.community_id, second])
    assert row["community_name"].count(", ") == 1


def test_the_listing_of_one_community_names_that_community_alone() -> None:
    here = scene()
    second = here.served.community(here.requester, "Mill Lane")
    here.served.request(here.requester, "", post_to_all_communities=True)
    answer = here.served.call("GET", f"/api/requests?community_id={second}", by=here.helper)

    [row] = answer.json()["data"]["requests"]
    assert (row["community_ids"], row["community_name"]) == (second, "Mill Lane")


def test_requests_are_filtered_by_status_and_requester() -> None:
    here = scene()

    def count(query: str) -> int:
        answer = here.served.call("GET", f"/api/requests?{query}", by=here.helper)
        return int(answer.json()["data"]["count"])

    assert count("status=open") == 1
    assert count("status=matched") == 0
    assert count("status=no-such-word") == 0
    assert count(f"requester_id={here.requester.id}") == 1
    assert count(f"requester_id={here.helper.id}") == 0


def test_a_new_request_answers_with_the_whole_row_and_its_communities() -> None:
    here = scene()
    body = {
        "community_id": here.community_id,
        "title": "A ride to the clinic",
        "description": "On Wednesday morning, one way",
        "request_type": "ride",
        "payload": RIDE,
    }
    answer = here.served.call("POST", "/api/requests", body, by=here.requester)

    fits(answer, 201, "POST /requests")
    assert answer.json()["communities"] == [here.community_id]
    assert answer.json()["data"]["scheduled_for"] == "2026-03-04T09:30:00.000Z"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"is_directed": None}, 400),
        ({"title": "A title", "description": "long enough it is"}, 400),
        ({"description": "long enough it is", "community_id": NOBODY}, 403),
    ],
)
def test_a_faulty_request_is_refused(body: dict[str, object], status: int) -> None:
    here = scene()
    answer = here.served.call("POST", "/api/requests", body, by=here.requester)

    fits(answer, status, "POST /requests")


@pytest.mark.parametrize(
    ("reader", "relation"), [("requester", "own_request"), ("helper", "can_offer")]
)
def test_a_request_tells_its_reader_how_they_stand_to_it(reader: str, relation: str) -> None:
    here = scene(request_type="ride", payload=RIDE)
    by: Person = getattr(here, reader)
    answer = here.served.call("GET", f"/api/requests/{here.request_id}", by=by)

    fits(answer, 200, "GET /requests/{id}")
    data = answer.json()["data"]
    assert (data["viewer_relation"], data["payload_type"]) == (relation, "transportation")


def test_a_request_shows_a_helper_their_live_match() -> None:
    here = scene()
    match_id = here.served.offer(here.helper, here.request_id)
    answer = here.served.call("GET", f"/api/requests/{here.request_id}", by=here.helper)

    fits(answer, 200, "GET /requests/{id}")
    assert answer.json()["data"]["viewer_match"] == {"id": match_id, "status": "proposed"}
    assert "payload_type" not in answer.json()["data"]


@pytest.mark.parametrize(
    ("operation", "path"),
    [("GET /requests/{id}", "/api/requests/{}"), ("GET /matches/{matchId}", "/api/matches/{}")],
)
def test_what_is_unknown_is_404_and_a_malformed_id_400(operation: str, path: str) -> None:
    here = scene()

    fits(here.served.call("GET", path.format(NOBODY), by=here.helper), 404, operation)
    fits(here.served.call("GET", path.format("no-id"), by=here.helper), 400, operation)


def test_the_listing_of_matches_shows_the_callers_own() -> None:
    here = scene()
    here.served.offer(here.helper, here.request_id)
    stranger = here.served.person("ada")
    path = f"/api/matches?user_id={here.helper.id}"
    own = here.served.call("GET", path, by=here.helper)
    foreign = here.served.call("GET", path, by=stranger)

    fits(own, 200, "GET /matches")
    assert own.json()["data"]["matches"][0]["responder_name"] == "Tom"
    assert foreign.json()["data"]["matches"] == []


def test_an_offer_answers_with_the_whole_row() -> None:
    here = scene()
    body = {"request_id": here.request_id, "responder_id": here.requester.id}
    answer = here.served.call("POST", "/api/matches", body, by=here.helper)

    fits(answer, 201, "POST /matches")
    assert answer.json()["data"]["responder_id"] == here.helper.id


@pytest.mark.parametrize("today", [(), ("error-shapes",)])
def test_every_refusal_of_an_offer_fits(today: tuple[str, ...]) -> None:
    here = scene(*today)
    served, stranger = here.served, here.served.person("ada")
    body = {"request_id": here.request_id}

    fits(served.call("POST", "/api/matches", {}, by=here.helper), 400, "POST /matches")
    fits(
        served.call("POST", "/api/matches", {"request_id": NOBODY}, by=stranger),
        404,
        "POST /matches",
    )
    fits(served.call("POST", "/api/matches", body, by=here.requester), 400, "POST /matches")
    fits(served.call("POST", "/api/matches", body, by=stranger), 403, "POST /matches")
    served.offer(here.helper, here.request_id)
    fits(served.call("POST", "/api/matches", body, by=here.helper), 409, "POST /matches")


def test_one_match_shows_emails_and_no_done_stamps() -> None:
    here = scene()
    match_id = here.served.offer(here.helper, here.request_id)
    answer = here.served.call("GET", f"/api/matches/{match_id}", by=here.requester)

    fits(answer, 200, "GET /matches/{matchId}")
    assert answer.json()["data"]["requester_email"] == here.requester.email
    assert "requester_done_at" not in answer.json()["data"]


def test_accepting_answers_with_the_match_and_what_it_is_about() -> None:
    here = scene(request_type="ride", payload=RIDE)
    match_id = here.served.offer(here.helper, here.request_id)
    answer = here.served.act(here.requester, match_id, "accept")

    fits(answer, 200, "PUT /matches/{matchId}/accept")
    data = answer.json()["data"]
    assert (data["status"], data["scheduled_at"]) == ("matched", "2026-03-04T09:30:00.000Z")


@pytest.mark.parametrize("today", [(), ("error-shapes",)])
def test_every_refusal_of_accept_reject_and_complete_fits(today: tuple[str, ...]) -> None:
    here = scene(*today)
    act, match_id = here.served.act, here.served.offer(here.helper, here.request_id)

    fits(act(here.helper, match_id, "accept"), 403, "PUT /matches/{matchId}/accept")
    fits(act(here.helper, match_id, "complete"), 409, "PUT /matches/{matchId}/complete")
    for what in ("accept", "reject", "complete"):
        fits(act(here.helper, NOBODY, what), 404, f"PUT /matches/{{matchId}}/{what}")
    act(here.requester, match_id, "reject")
    fits(act(here.requester, match_id, "accept"), 400, "PUT /matches/{matchId}/accept")
    fits(act(here.requester, match_id, "reject"), 409, "PUT /matches/{matchId}/reject")


def test_rejecting_answers_with_a_message_alone() -> None:
    here = scene()
    match_id = here.served.offer(here.helper, here.request_id)
    answer = here.served.act(here.requester, match_id, "reject")

    fits(answer, 200, "PUT /matches/{matchId}/reject")
    assert answer.json().keys() == {"success", "message"}


def test_completing_says_whose_half_is_missing_and_then_that_none_is() -> None:
    here = scene()
    match_id = here.served.offer(here.helper, here.request_id)
    here.served.act(here.requester, match_id, "accept")
    first = here.served.act(here.helper, match_id, "complete")
    second = here.served.act(here.requester, match_id, "complete")

    fits(first, 200, "PUT /matches/{matchId}/complete")
    assert first.json()["data"] == {"fully_completed": False, "waiting_for": "requester"}
    fits(second, 200, "PUT /matches/{matchId}/complete")
    assert second.json()["data"] == {"fully_completed": True, "waiting_for": None}
