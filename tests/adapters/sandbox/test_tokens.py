"""Who may call: bearer tokens, signed with the secret, in the sandbox's own time."""

from datetime import timedelta
from typing import Any

import jwt
import pytest

from tests.adapters.sandbox.served import NOW, SECRET, Person, Served, scene

ISSUED = int(NOW.timestamp())


def said_by(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def status_for(served: Served, authorization: str | None) -> int:
    headers = {} if authorization is None else {"Authorization": authorization}
    return served.call("GET", "/api/requests", headers=headers).status_code


def test_a_newcomers_token_lives_an_hour_and_lists_nothing() -> None:
    person = Served().person("nadia")

    assert said_by(person.token) == {
        "userId": person.id,
        "email": person.email,
        "communities": [],
        "iat": ISSUED,
        "exp": ISSUED + 3600,
    }


def test_a_founders_token_lives_a_week_and_lists_all_communities_by_name() -> None:
    served = Served()
    person = served.person("nadia")
    second = served.community(person, "Willow Lane")
    answer = served.call("POST", "/api/communities", {"name": "Alder Lane"}, by=person)

    data = answer.json()["data"]
    said = said_by(data["token"])
    assert said["exp"] - said["iat"] == 7 * 24 * 3600
    assert said["currentCommunityId"] == data["community"]["id"]
    assert said["communities"] == [
        {"id": data["community"]["id"], "role": "admin", "name": "Alder Lane"},
        {"id": second, "role": "admin", "name": "Willow Lane"},
    ]


def test_a_joiners_token_has_no_current_community() -> None:
    served = Served()
    place = served.community(served.person("nadia"))
    answer = served.call("POST", f"/api/communities/{place}/join", by=served.person("tom"))

    said = said_by(answer.json()["data"]["token"])
    assert [row["role"] for row in said["communities"]] == ["member"]
    assert "currentCommunityId" not in said


def test_a_token_made_elsewhere_with_the_secret_is_taken() -> None:
    served = Served()
    person = served.person("nadia")
    token = jwt.encode({"userId": person.id, "exp": ISSUED + 60}, SECRET, "HS256")

    assert status_for(served, f"Bearer {token}") == 200


@pytest.mark.parametrize("authorization", [None, "", "Basic {}", "bearer {}", "{}", "Bearer {}x"])
def test_a_missing_foreign_or_broken_token_is_401(authorization: str | None) -> None:
    served = Served()
    token = served.person("nadia").token
    header = None if authorization is None else authorization.format(token)

    assert status_for(served, header) == 401


@pytest.mark.parametrize(("secret", "algorithm"), [("x" * 40, "HS256"), (SECRET * 2, "HS512")])
def test_a_token_of_another_secret_or_algorithm_is_401(secret: str, algorithm: str) -> None:
    served = Served()
    said = {"userId": served.person("nadia").id, "exp": ISSUED + 60}

    assert status_for(served, f"Bearer {jwt.encode(said, secret, algorithm)}") == 401


def test_a_token_ends_when_the_sandboxs_clock_says_so() -> None:
    served = Served()
    person = served.person("nadia")
    served.wall = NOW + timedelta(minutes=59, seconds=59)
    before = served.call("GET", "/api/requests", by=person)
    served.wall = NOW + timedelta(hours=1)
    after = served.call("GET", "/api/requests", by=person)

    assert (before.status_code, after.status_code) == (200, 401)


def test_a_token_of_the_computers_past_is_good_in_the_sandboxs_present() -> None:
    served = Served()
    served.wall = NOW - timedelta(days=4000)
    old = Served()
    old.wall = NOW

    assert status_for(old, f"Bearer {old.person('nadia').token}") == 200


@pytest.mark.parametrize("user_id", ["no-id", None, ["a"]])
def test_a_token_of_nobody_is_401(user_id: object) -> None:
    token = jwt.encode({"userId": user_id, "exp": ISSUED + 60}, SECRET, "HS256")

    assert status_for(Served(), f"Bearer {token}") == 401


def test_the_token_decides_who_acts_and_no_id_in_a_body() -> None:
    here = scene()
    body = {
        "community_id": here.community_id,
        "description": "long enough to be taken",
        "requester_id": here.helper.id,
    }
    answer = here.served.call("POST", "/api/requests", body, by=here.requester)

    assert answer.json()["data"]["requester_id"] == here.requester.id


def test_an_id_that_is_malformed_is_looked_at_after_the_token() -> None:
    assert Served().call("GET", "/api/requests/no-id", by=Person("", "", "x")).status_code == 401
