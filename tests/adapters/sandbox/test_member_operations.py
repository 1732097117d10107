"""Logging in, members and governance over HTTP, measured by karmyq's OpenAPI files."""

from datetime import timedelta
from typing import Any

import httpx2
import jwt
import pytest
from jwt.types import Options

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import PASSWORD, SECRET, Person, Served, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
MEMBERS = "/communities/{communityId}/members"
MEMBER = f"{MEMBERS}/{{userId}}"
GOVERNANCE = "/communities/{communityId}/governance"
NOMINATE = f"POST {GOVERNANCE}/nominate"
RATIFY = f"POST {GOVERNANCE}/ratify/{{nominationId}}"


def claims(token: str) -> dict[str, Any]:
    options: Options = {"verify_exp": False, "verify_iat": False}
    said: dict[str, Any] = jwt.decode(token, SECRET, algorithms=["HS256"], options=options)
    return said


def login(served: Served, email: str, password: str = PASSWORD) -> httpx2.Response:
    return served.call("POST", "/api/auth/login", {"email": email, "password": password})


def trusted(served: Served, requester: Person, helper: Person, place: str) -> None:
    """Five completed matches, and what follows from them."""
    for _ in range(5):
        match = served.offer(helper, served.request(requester, place))
        served.act(requester, match, "accept")
        for side in (requester, helper):
            served.act(side, match, "complete")
    served.wall += timedelta(seconds=2)


def test_logging_in_answers_with_memberships_and_two_tokens() -> None:
    here = scene()
    answer = login(here.served, here.requester.email)

    fits(answer, 200, "POST /auth/login")
    data = answer.json()["data"]
    assert [(row["id"], row["role"]) for row in data["user"]["communities"]] == [
        (here.community_id, "admin")
    ]
    assert claims(data["token"])["currentCommunityId"] == here.community_id


def test_a_login_token_lists_fifteen_communities_the_newest_first() -> None:
    served = Served()
    by = served.person("nadia")
    places = []
    for number in range(17):
        served.wall += timedelta(minutes=1)
        places.append(served.community(by, f"Lane {number}"))
    data = login(served, by.email).json()["data"]

    listed = [row["id"] for row in claims(data["token"])["communities"]]
    assert listed == places[::-1][:15]
    assert len(data["user"]["communities"]) == 17


def test_who_belongs_nowhere_has_no_current_community() -> None:
    served = Served()
    data = login(served, served.person("nadia").email).json()["data"]

    assert "currentCommunityId" not in claims(data["token"])
    assert data["user"]["communities"] == []


def test_a_wrong_password_and_an_unknown_email_are_not_told_apart() -> None:
    served = Served()
    wrong = login(served, served.person("nadia").email, "quiet-orchard-8")
    unknown = login(served, "nobody@example.org")

    for answer in (wrong, unknown):
        fits(answer, 401, "POST /auth/login")
    assert wrong.json()["message"] == unknown.json()["message"]


def test_a_login_without_a_password_is_400() -> None:
    fits(login(Served(), "nadia@example.org", ""), 400, "POST /auth/login")


def test_members_are_listed_with_their_layer_and_a_count() -> None:
    here = scene()
    path = f"/api/communities/{here.community_id}/members"
    answer = here.served.call("GET", path, by=here.served.person("eve"))

    fits(answer, 200, f"GET {MEMBERS}")
    assert (answer.json()["count"], "meta" in answer.json()) == (2, False)
    assert {row["layer"] for row in answer.json()["data"]} == {"extended_network"}


def test_an_approval_answers_with_the_row() -> None:
    served = Served()
    founder, asking = served.person("nadia"), served.person("tom")
    place = served.community(founder, access_type="private")
    served.join(asking, place)
    path = f"/api/communities/{place}/members/{asking.id}"
    answer = served.call("PUT", path, {"status": "active"}, by=founder)

    fits(answer, 200, f"PUT {MEMBER}")
    assert answer.json()["data"]["status"] == "active"


@pytest.mark.parametrize("switches", [(), ("error-shapes",)])
def test_what_is_refused_of_an_update(switches: tuple[str, ...]) -> None:
    here = scene(*switches)
    path = f"/api/communities/{here.community_id}/members"
    cases: tuple[tuple[Person, str, dict[str, object], int], ...] = (
        (here.helper, here.requester.id, {"status": "active"}, 403),
        (here.requester, here.helper.id, {}, 400),
        (here.requester, here.helper.id, {"role": 7}, 400),
        (here.requester, NOBODY, {"role": "member"}, 404),
        (here.requester, here.requester.id, {"role": "member"}, 400),
    )

    for by, whom, body, status in cases:
        answer = here.served.call("PUT", f"{path}/{whom}", body, by=by)
        fits(answer, status, f"PUT {MEMBER}")


def test_an_addition_is_201() -> None:
    here = scene()
    path, eve = f"/api/communities/{here.community_id}/members", here.served.person("eve")
    answer = here.served.call("POST", path, {"user_id": eve.id}, by=here.requester)
    again = here.served.call("POST", path, {"user_id": eve.id}, by=here.requester)
    nobody = here.served.call("POST", path, {}, by=here.requester)

    fits(answer, 201, f"POST {MEMBERS}")
    assert answer.json()["data"]["role"] == "member"
    fits(again, 400, f"POST {MEMBERS}")
    fits(nobody, 400, f"POST {MEMBERS}")


@pytest.mark.parametrize("switches", [(), ("error-shapes",)])
def test_a_removal_ignores_the_body(switches: tuple[str, ...]) -> None:
    here = scene(*switches)
    path = f"/api/communities/{here.community_id}/members"
    body = {"admin_user_id": here.requester.id, "user_id": here.requester.id}
    refused = here.served.call("DELETE", f"{path}/{here.requester.id}", body, by=here.helper)
    last = here.served.call("DELETE", f"{path}/{here.requester.id}", by=here.requester)
    left = here.served.call("DELETE", f"{path}/{here.helper.id}", by=here.helper)

    fits(refused, 403, f"DELETE {MEMBER}")
    fits(last, 400, f"DELETE {MEMBER}")
    fits(left, 200, f"DELETE {MEMBER}")


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_community_is_changed_or_ended_by_its_admin(method: str) -> None:
    here = scene()
    path, operation = (
        f"/api/communities/{here.community_id}",
        f"{method} /communities/{{communityId}}",
    )
    body = {"user_id": here.helper.id, "description": None, "max_members": 20}
    refused = here.served.call(method, path, body, by=here.helper)
    done = here.served.call(method, path, body, by=here.requester)

    fits(refused, 403, operation)
    fits(done, 200, operation)


def test_a_change_moves_the_rows_stamp() -> None:
    here = scene()
    here.served.wall += timedelta(minutes=30)
    path, body = f"/api/communities/{here.community_id}", {"description": "Soup", "name": "Quay"}
    data = here.served.call("PUT", path, body, by=here.requester).json()["data"]

    assert (data["name"], data["description"]) == ("Quay", "Soup")
    assert data["updated_at"] > data["created_at"]


def test_the_governance_state_has_the_published_shape() -> None:
    here = scene()
    trusted(here.served, here.requester, here.helper, here.community_id)
    path = f"/api/communities/{here.community_id}/governance"
    body = {"nominated_user_id": here.helper.id, "role": "moderator"}
    nominated = here.served.call("POST", f"{path}/nominate", body, by=here.requester)
    nomination = nominated.json()["data"]["id"]
    ratified = here.served.call("POST", f"{path}/ratify/{nomination}", by=here.requester)
    state = here.served.call("GET", path, by=here.helper)

    fits(nominated, 201, NOMINATE)
    fits(ratified, 200, RATIFY)
    assert ratified.json()["data"] == {"ratified": False, "ratification_count": 1}
    fits(state, 200, f"GET {GOVERNANCE}")
    data = state.json()["data"]
    assert len(data["eligible_members"]) == 2
    assert data["nominations"][0]["ratifiers"] == [{"user_id": here.requester.id, "name": "Nadia"}]


@pytest.mark.parametrize("switches", [(), ("error-shapes",)])
def test_what_governance_refuses(switches: tuple[str, ...]) -> None:
    here = scene(*switches)
    path, stranger = f"/api/communities/{here.community_id}/governance", here.served.person("eve")
    body = {"nominated_user_id": here.helper.id, "role": "moderator"}
    call = here.served.call

    fits(call("GET", path, by=stranger), 403, f"GET {GOVERNANCE}")
    fits(call("POST", f"{path}/nominate", {}, by=here.requester), 400, NOMINATE)
    untrusted = call("POST", f"{path}/nominate", body, by=here.requester)
    fits(untrusted, 422, NOMINATE)
    assert untrusted.json()["error"] == "GOVERNANCE_ELIGIBILITY_NOT_MET"
    trusted(here.served, here.requester, here.helper, here.community_id)
    nomination = call("POST", f"{path}/nominate", body, by=here.requester).json()["data"]["id"]
    fits(call("POST", f"{path}/nominate", body, by=here.requester), 409, NOMINATE)
    fits(call("POST", f"{path}/ratify/{nomination}", by=here.helper), 422, RATIFY)
    fits(call("POST", f"{path}/ratify/{NOBODY}", by=here.helper), 404, RATIFY)
    fits(call("POST", f"{path}/ratify/{nomination}", by=stranger), 403, RATIFY)
