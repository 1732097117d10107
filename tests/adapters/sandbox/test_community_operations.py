"""Accounts and communities over HTTP, measured by karmyq's OpenAPI files."""

import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Served, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
ACCOUNT = {"email": "a@example.org", "name": "A", "password": "long enough"}


def test_registering_answers_with_the_account_and_two_tokens() -> None:
    answer = Served().call("POST", "/api/auth/register", ACCOUNT)

    fits(answer, 201, "POST /auth/register")
    assert answer.json()["data"]["user"]["communities"] == []


@pytest.mark.parametrize("body", [{}, {**ACCOUNT, "password": "short"}, {**ACCOUNT, "name": 7}])
def test_registering_with_a_faulty_body_is_400(body: dict[str, object]) -> None:
    answer = Served().call("POST", "/api/auth/register", body)

    fits(answer, 400, "POST /auth/register")
    assert answer.json()["error"] == "VALIDATION_ERROR"


def test_registering_a_taken_email_is_409_with_the_email_in_details() -> None:
    served = Served()
    served.call("POST", "/api/auth/register", ACCOUNT)
    answer = served.call("POST", "/api/auth/register", ACCOUNT)

    fits(answer, 409, "POST /auth/register")
    assert answer.json()["details"] == {"email": "a@example.org"}


def test_the_listing_of_communities_counts_in_text() -> None:
    here = scene()
    answer = here.served.call("GET", "/api/communities", by=here.helper)

    fits(answer, 200, "GET /communities")
    [place] = answer.json()["data"]["communities"]
    assert place["current_members"] == 2
    assert place["extended_network_count"] == "2"


def test_a_page_ends_at_its_limit_and_total_is_the_pages_count() -> None:
    served = Served()
    by = served.person("nadia")
    names = ["One Lane", "Two Lane", "Three Lane"]
    for name in names:
        served.community(by, name)
    answer = served.call("GET", "/api/communities?limit=2&offset=0", by=by)

    data = answer.json()["data"]
    assert (len(data["communities"]), data["count"], data["total"]) == (2, 2, 2)


def test_fifty_rows_are_a_page_where_nobody_says_more() -> None:
    served = Served()
    by = served.person("nadia")
    for number in range(51):
        served.community(by, f"Lane {number}")
    answer = served.call("GET", "/api/communities", by=by)

    assert answer.json()["data"]["count"] == 50


def test_my_communities_are_those_of_the_user_who_is_named() -> None:
    here = scene()
    path = f"/api/communities/my/communities?user_id={here.requester.id}"
    answer = here.served.call("GET", path, by=here.helper)

    fits(answer, 200, "GET /communities/my/communities")
    assert [row["role"] for row in answer.json()["data"]["communities"]] == ["admin"]


@pytest.mark.parametrize("query", ["", "?user_id=", "?user_id=me"])
def test_my_communities_without_a_user_id_is_400(query: str) -> None:
    here = scene()
    answer = here.served.call("GET", f"/api/communities/my/communities{query}", by=here.helper)

    fits(answer, 400, "GET /communities/my/communities")


def test_a_new_community_is_201_with_its_config() -> None:
    served = Served()
    by = served.person("nadia")
    answer = served.call("POST", "/api/communities", {"name": "Harbour Lane"}, by=by)

    fits(answer, 201, "POST /communities")
    assert answer.json()["data"]["community"]["role"] == "admin"


def test_an_existing_public_community_is_200_and_joined() -> None:
    here = scene()
    newcomer = here.served.person("ada")
    body = {"name": " harbour lane ", "location": "TURKU"}
    answer = here.served.call("POST", "/api/communities", body, by=newcomer)

    fits(answer, 200, "POST /communities")
    data = answer.json()["data"]
    assert (data["existing"], data["joined"], data["community"]["role"]) == (True, True, "member")
    assert "token" in data


def test_an_existing_private_community_admits_nobody() -> None:
    served = Served()
    served.community(served.person("nadia"), access_type="private")
    body = {"name": "Harbour Lane", "location": "Turku"}
    answer = served.call("POST", "/api/communities", body, by=served.person("tom"))

    fits(answer, 200, "POST /communities")
    data = answer.json()["data"]
    assert (data["joined"], "token" in data, "message" in data) == (False, False, True)


@pytest.mark.parametrize("body", [{}, {"name": "ab"}, {"name": "Lane", "max_members": "many"}])
def test_a_faulty_community_is_400(body: dict[str, object]) -> None:
    served = Served()
    answer = served.call("POST", "/api/communities", body, by=served.person("nadia"))

    fits(answer, 400, "POST /communities")
    assert not served.platform.store.communities


def test_joining_answers_with_the_member_row_and_no_meta() -> None:
    served = Served()
    place = served.community(served.person("nadia"))
    answer = served.call("POST", f"/api/communities/{place}/join", by=served.person("tom"))

    fits(answer, 200, "POST /communities/{communityId}/join")
    assert "meta" not in answer.json()
    assert answer.json()["data"]["status"] == "active"


def test_asking_to_join_a_private_community_gives_no_token() -> None:
    served = Served()
    place = served.community(served.person("nadia"), access_type="private")
    answer = served.call("POST", f"/api/communities/{place}/join", by=served.person("tom"))

    fits(answer, 200, "POST /communities/{communityId}/join")
    data = answer.json()["data"]
    assert (data["status"], "token" in data) == ("pending", False)


def test_joining_twice_is_409_and_joining_nowhere_404() -> None:
    here = scene()
    path = f"/api/communities/{here.community_id}/join"
    again = here.served.call("POST", path, by=here.helper)
    nowhere = here.served.call("POST", f"/api/communities/{NOBODY}/join", by=here.helper)

    fits(again, 409, "POST /communities/{communityId}/join")
    fits(nowhere, 404, "POST /communities/{communityId}/join")
    assert here.served.platform.store.communities[here.community_id].active_members == 2


def test_joining_a_full_community_is_400() -> None:
    served = Served()
    place = served.community(served.person("nadia"), max_members=1)
    answer = served.call("POST", f"/api/communities/{place}/join", by=served.person("tom"))

    fits(answer, 400, "POST /communities/{communityId}/join")
    assert answer.json()["error"] == "COMMUNITY_FULL"
