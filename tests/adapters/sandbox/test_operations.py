"""What holds for every operation."""

import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Served, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


@pytest.mark.parametrize(
    "operation",
    [
        "GET /communities",
        "POST /communities",
        "GET /communities/my/communities",
        "POST /communities/{communityId}/join",
        "PUT /communities/{communityId}",
        "DELETE /communities/{communityId}",
        "GET /communities/{communityId}/members",
        "POST /communities/{communityId}/members",
        "PUT /communities/{communityId}/members/{userId}",
        "DELETE /communities/{communityId}/members/{userId}",
        "GET /communities/{communityId}/governance",
        "POST /communities/{communityId}/governance/nominate",
        "POST /communities/{communityId}/governance/ratify/{nominationId}",
        "GET /requests",
        "POST /requests",
        "GET /requests/{id}",
        "GET /matches",
        "POST /matches",
        "GET /matches/{matchId}",
        "PUT /matches/{matchId}/accept",
        "PUT /matches/{matchId}/reject",
        "PUT /matches/{matchId}/complete",
    ],
)
def test_nobody_gets_anything_without_a_token(operation: str) -> None:
    method, template = operation.split()
    answer = Served().call(method, "/api" + template.replace("{", "").replace("}", ""))

    fits(answer, 401, operation)
    assert answer.json()["error"] == "UNAUTHORIZED"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/communities?search=lane", None),
        ("GET", "/api/requests?type=ride", None),
        ("POST", f"/api/communities/{NOBODY}/members", {"invited_by": NOBODY}),
        ("POST", "/api/matches", {"request_id": NOBODY, "offer_id": NOBODY}),
    ],
)
def test_what_the_rules_in_memory_do_not_know_is_said_and_not_passed_over(
    method: str, path: str, body: dict[str, str] | None
) -> None:
    here = scene()
    answer = here.served.call(method, path, body, by=here.helper)

    assert (answer.status_code, answer.json()["error"]) == (501, "NOT_EMULATED")
