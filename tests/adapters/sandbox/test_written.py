"""What the sandbox tells of the writes that it has carried out."""

from typing import Any

from tests.adapters.sandbox.served import Served, scene

WRITES = "/sandbox/writes"


def told(served: Served) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = served.call("GET", WRITES).json()["data"]["writes"]
    return rows


def test_a_write_is_told_with_who_where_and_what_it_made() -> None:
    here = scene()
    before = len(told(here.served))
    body = {"request_id": here.request_id, "responder_id": here.helper.id}
    made = here.served.call("POST", "/api/matches", body, by=here.helper).json()["data"]["id"]

    (row,) = told(here.served)[before:]
    assert (row["endpoint"], row["who"], row["made"]) == ("POST /matches", here.helper.id, made)


def test_what_is_refused_or_only_read_is_not_told() -> None:
    here = scene()
    before = told(here.served)
    here.served.call("GET", "/api/requests", by=here.helper)
    here.served.call("POST", "/api/matches", {}, by=here.helper)

    assert told(here.served) == before


def test_a_registration_is_told_without_what_was_sent() -> None:
    served = Served()
    words = {"email": "ada@test.karmyq.com", "name": "Ada", "password": "quiet-orchard-7"}
    served.call("POST", "/api/auth/register", words)

    (row,) = told(served)
    assert (row["endpoint"], row["who"]) == ("POST /auth/register", "")
    assert row["made"]
    assert "orchard" not in str(row)


def test_a_reset_forgets_all_of_it() -> None:
    here = scene()
    here.served.call("POST", "/sandbox/reset", {"seed": 1})

    assert told(here.served) == []
