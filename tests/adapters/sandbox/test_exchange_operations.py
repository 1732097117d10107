"""Changes, admin actions, dibs and feedback over HTTP, measured by karmyq's OpenAPI files."""

import httpx2
import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Person, Scene, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
TODAY = pytest.mark.parametrize("today", [(), ("error-shapes",)])


def call(here: Scene, what: str, by: Person, body: object = None) -> httpx2.Response:
    method, path = what.split()
    return here.served.call(method, f"/api{path}", body, by=by)


def completed(here: Scene) -> str:
    """A match that both have completed."""
    match = here.served.offer(here.helper, here.request_id)
    here.served.act(here.requester, match, "accept")
    here.served.act(here.requester, match, "complete")
    here.served.act(here.helper, match, "complete")
    return match


def asked(here: Scene) -> str:
    """The id of a dibs on a new request, of somebody who has helped."""
    completed(here)
    request = here.served.request(here.requester, here.community_id)
    body = {"provider_user_id": here.helper.id}
    answer = call(here, f"POST /requests/{request}/dibs", here.requester, body)

    fits(answer, 201, "POST /requests/{id}/dibs")
    return str(answer.json()["data"]["id"])


def test_a_changed_request_is_the_whole_row() -> None:
    here = scene()
    body = {"urgency": "urgent", "title": "A ride to the dentist", "requester_id": NOBODY}
    answer = call(here, f"PUT /requests/{here.request_id}", here.requester, body)

    fits(answer, 200, "PUT /requests/{id}")
    assert answer.json()["data"]["urgency"] == "urgent"
    assert answer.json()["data"]["requester_id"] == here.requester.id


@TODAY
def test_every_refusal_of_a_change_and_a_cancellation_fits(today: tuple[str, ...]) -> None:
    here = scene(*today)
    body = {"user_id": here.helper.id}

    for method in ("PUT", "DELETE"):
        operation = f"{method} /requests/{{id}}"
        own, unknown = (f"{method} /requests/{key}" for key in (here.request_id, NOBODY))
        fits(call(here, own, here.helper, body), 403, operation)
        fits(call(here, unknown, here.helper, body), 404, operation)


def test_a_cancelled_request_answers_with_a_message_alone() -> None:
    here = scene()
    body = {"user_id": here.requester.id}
    answer = call(here, f"DELETE /requests/{here.request_id}", here.requester, body)

    fits(answer, 200, "DELETE /requests/{id}")
    assert answer.json().keys() == {"success", "message"}


@TODAY
def test_a_match_is_called_off(today: tuple[str, ...]) -> None:
    here = scene(*today)
    match = here.served.offer(here.helper, here.request_id)
    unknown = call(here, f"DELETE /matches/{NOBODY}", here.helper)

    fits(unknown, 404, "DELETE /matches/{matchId}")
    fits(call(here, f"DELETE /matches/{match}", here.helper), 200, "DELETE /matches/{matchId}")
    assert here.served.platform.store.matches[match].status == "cancelled"


def test_a_proposed_helper_is_told_by_the_matchs_id() -> None:
    here = scene()
    path = f"POST /requests/{here.request_id}/propose-match"
    answer = call(here, path, here.requester, {"user_id": here.helper.id})

    fits(answer, 201, "POST /requests/{id}/propose-match")
    assert answer.json()["data"]["matchId"] in here.served.platform.store.matches


@TODAY
def test_every_refusal_of_a_proposal_fits(today: tuple[str, ...]) -> None:
    here, operation = scene(*today), "POST /requests/{id}/propose-match"
    path, body = f"POST /requests/{here.request_id}/propose-match", {"user_id": here.helper.id}
    unknown = path.replace(here.request_id, NOBODY)

    fits(call(here, path, here.requester, {}), 400, operation)
    fits(call(here, unknown, here.requester, body), 404, operation)
    fits(call(here, path, here.helper, body), 403, operation)
    fits(call(here, path, here.requester, {"user_id": NOBODY}), 400, operation)
    call(here, path, here.requester, body)
    fits(call(here, path, here.requester, body), 409, operation)


@TODAY
@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("POST /requests/{id}/boost", None),
        ("DELETE /requests/{id}/boost", None),
        ("PATCH /requests/{id}/urgent", {"urgent": True}),
    ],
)
def test_an_admin_makes_a_request_more_visible(
    today: tuple[str, ...], operation: str, body: object
) -> None:
    here = scene(*today)
    path, unknown = (operation.replace("{id}", key) for key in (here.request_id, NOBODY))

    fits(call(here, path, here.requester, body), 200, operation)
    fits(call(here, path, here.helper, body), 403, operation)
    fits(call(here, unknown, here.requester, body), 404, operation)


def test_a_dibs_is_listed_and_answered() -> None:
    here = scene()
    dibs = asked(here)
    pending = call(here, "GET /requests/dibs/pending-for-provider", here.helper)
    accepted = call(here, f"PUT /requests/dibs/{dibs}/accept", here.helper)

    fits(pending, 200, "GET /requests/dibs/pending-for-provider")
    assert [row["id"] for row in pending.json()["data"]] == [dibs]
    fits(accepted, 200, "PUT /requests/dibs/{dibsId}/accept")
    assert accepted.json()["data"]["status"] == "accepted"


def test_a_dibs_is_declined() -> None:
    here = scene()
    dibs = asked(here)
    answer = call(here, f"PUT /requests/dibs/{dibs}/decline", here.helper)

    fits(answer, 200, "PUT /requests/dibs/{dibsId}/decline")
    assert here.served.platform.store.dibs.rows[dibs].status == "declined"


def test_the_candidate_is_told_without_a_score() -> None:
    here, operation = scene(), "GET /requests/{id}/dibs-candidate"
    path = operation.replace("{id}", here.request_id)
    nobody = call(here, path, here.requester)
    completed(here)
    answer = call(here, path, here.requester)

    fits(nobody, 200, operation)
    assert nobody.json()["data"] is None
    fits(answer, 200, operation)
    assert answer.json()["data"]["relationshipContext"]["priorCompletedMatches"] == 1


@TODAY
def test_every_refusal_of_a_dibs_fits(today: tuple[str, ...]) -> None:
    here, operation = scene(*today), "POST /requests/{id}/dibs"
    path, body = operation.replace("{id}", here.request_id), {"provider_user_id": here.helper.id}
    unknown = operation.replace("{id}", NOBODY)

    fits(call(here, path, here.requester, {}), 400, operation)
    fits(call(here, unknown, here.requester, body), 404, operation)
    fits(call(here, path, here.helper, body), 403, operation)
    fits(call(here, path, here.requester, body), 403, operation)
    dibs = asked(here)
    fits(call(here, path, here.requester, body), 409, operation)
    for answer in ("accept", "decline"):
        what, named = (
            f"PUT /requests/dibs/{dibs}/{answer}",
            f"PUT /requests/dibs/{{dibsId}}/{answer}",
        )
        fits(call(here, what, here.requester), 403, named)
        fits(call(here, what.replace(dibs, NOBODY), here.helper), 404, named)


def test_feedback_answers_200_and_is_read_by_both() -> None:
    here, operation = scene(), "/matches/{matchId}/feedback"
    path = operation.replace("{matchId}", completed(here))
    body = {"helpfulness": 5, "comment": "On time and kind", "from_user_id": NOBODY}
    given = call(here, f"POST {path}", here.requester, body)
    read = call(here, f"GET {path}", here.helper)

    fits(given, 200, f"POST {operation}")
    fits(read, 200, f"GET {operation}")
    assert read.json()["data"]["feedback_from_requester"]["helpfulness"] == 5
    assert "both_allow_featuring" not in read.json()["data"]


@TODAY
def test_every_refusal_of_feedback_fits(today: tuple[str, ...]) -> None:
    here, operation = scene(*today), "/matches/{matchId}/feedback"
    path = operation.replace("{matchId}", completed(here))
    unknown, stranger = operation.replace("{matchId}", NOBODY), here.served.person("ada")

    fits(call(here, f"POST {path}", here.helper, {"clarity": 6}), 400, f"POST {operation}")
    for method in ("POST", "GET"):
        fits(call(here, f"{method} {unknown}", here.helper), 404, f"{method} {operation}")
        fits(call(here, f"{method} {path}", stranger), 403, f"{method} {operation}")


def test_todays_500_of_feedback_tells_no_code() -> None:
    here = scene("feedback-500", "error-shapes")
    path = f"POST /matches/{completed(here)}/feedback"
    answer = call(here, path, here.helper, {"clarity": 5})

    fits(answer, 500, "POST /matches/{matchId}/feedback")
    assert answer.json().keys() == {"success", "message"}


@pytest.mark.parametrize(
    "operation",
    [
        "PUT /requests/{id}",
        "DELETE /requests/{id}",
        "DELETE /matches/{matchId}",
        "POST /requests/{id}/propose-match",
        "POST /requests/{id}/boost",
        "DELETE /requests/{id}/boost",
        "PATCH /requests/{id}/urgent",
        "GET /requests/{id}/dibs-candidate",
        "POST /requests/{id}/dibs",
        "GET /requests/dibs/pending-for-provider",
        "PUT /requests/dibs/{dibsId}/accept",
        "PUT /requests/dibs/{dibsId}/decline",
        "POST /matches/{matchId}/feedback",
        "GET /matches/{matchId}/feedback",
    ],
)
def test_nobody_gets_anything_without_a_token(operation: str) -> None:
    method, template = operation.split()
    path = "/api" + template.replace("{", "").replace("}", "")
    answer = scene().served.call(method, path, {"urgent": True})

    fits(answer, 401, operation)
    assert answer.json()["error"] == "UNAUTHORIZED"
