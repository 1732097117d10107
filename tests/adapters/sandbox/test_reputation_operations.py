"""One's own reputation over HTTP, measured by karmyq's OpenAPI files."""

from datetime import timedelta

import pytest

from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Scene, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"


def completed(*defects: str) -> tuple[Scene, str]:
    """A scene whose match was completed long enough ago to be heard of."""
    here = scene(*defects)
    match = here.served.offer(here.helper, here.request_id)
    here.served.act(here.requester, match, "accept")
    for person in (here.requester, here.helper):
        here.served.act(person, match, "complete")
    here.served.wall += timedelta(seconds=1)
    return here, match


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("me/karma?community_id={place}", "me/karma"),
        ("me/community-summary?community_id={place}", "me/community-summary"),
        ("karma/{helper}", "karma/{userId}"),
        ("karma/{helper}?community_id={place}", "karma/{userId}"),
        ("history/{helper}?limit=2", "history/{userId}"),
        ("trust/{helper}/{place}", "trust/{userId}/{communityId}"),
    ],
)
def test_ones_own_numbers_have_the_published_shape(path: str, operation: str) -> None:
    here, _ = completed()
    filled = path.format(place=here.community_id, helper=here.helper.id)
    answer = here.served.call("GET", f"/api/reputation/{filled}", by=here.helper)

    fits(answer, 200, f"GET /reputation/{operation}")


def test_sums_by_community_are_texts() -> None:
    here, _ = completed()
    answer = here.served.call("GET", f"/api/reputation/karma/{here.helper.id}", by=here.helper)

    assert answer.json()["data"]["by_community"] == [
        {"community_id": here.community_id, "total_karma": "75", "transaction_count": "2"}
    ]


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("karma/{helper}", "karma/{userId}"),
        ("history/{helper}", "history/{userId}"),
        ("trust/{helper}/{place}", "trust/{userId}/{communityId}"),
    ],
)
def test_nobody_sees_the_numbers_of_others(path: str, operation: str) -> None:
    here, _ = completed("error-shapes")
    filled = path.format(place=here.community_id, helper=here.helper.id)
    answer = here.served.call("GET", f"/api/reputation/{filled}", by=here.requester)

    fits(answer, 404, f"GET /reputation/{operation}")
    assert answer.json()["error"] == "REPUTATION_NOT_FOUND"


@pytest.mark.parametrize("query", ["", "?community_id=", "?community_id=no-id"])
def test_a_summary_without_a_community_is_refused(query: str) -> None:
    here, _ = completed("error-shapes")
    answer = here.served.call("GET", f"/api/reputation/me/community-summary{query}", by=here.helper)

    fits(answer, 400, "GET /reputation/me/community-summary")
    assert answer.json()["error"] == "INVALID_COMMUNITY_ID"


def test_karma_without_a_community_is_refused() -> None:
    here, _ = completed("error-shapes")
    answer = here.served.call("GET", "/api/reputation/me/karma", by=here.helper)

    fits(answer, 400, "GET /reputation/me/karma")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({}, 200, None),
        ({"rating": "4 stars"}, 200, None),
        ({"rating": 4.9}, 200, None),
        ({"rating": "many"}, 400, None),
        ({"rating": None}, 400, None),
        ({"rating": True}, 400, None),
        ({"match_id": NOBODY}, 404, "MATCH_NOT_FOUND"),
        ({"to_user_id": NOBODY}, 400, "INVALID_RATEE"),
        ({"community_id": NOBODY}, 400, "INVALID_COMMUNITY"),
    ],
)
def test_a_rating_is_read_by_its_leading_number(
    changes: dict[str, object], status: int, code: str | None
) -> None:
    here, match = completed("error-shapes")
    body = {
        "match_id": match,
        "to_user_id": here.helper.id,
        "community_id": here.community_id,
        "rating": 5,
    }
    answer = here.served.call("POST", "/api/reputation/feedback", body | changes, by=here.requester)

    fits(answer, status, "POST /reputation/feedback")
    assert answer.json().get("error") == code


def test_a_profile_is_public() -> None:
    here = scene()
    path = f"/api/users/{here.helper.id}"

    fits(here.served.call("GET", path), 200, "GET /users/{userId}")
    fits(here.served.call("GET", f"/api/users/{NOBODY}"), 404, "GET /users/{userId}")
