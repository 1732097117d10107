"""Providers, collectives and activities over HTTP, measured by karmyq's OpenAPI files."""

from typing import Any, NamedTuple

import httpx2
import pytest

from adapters.sandbox import activity_operations, collective_operations, provider_operations
from adapters.sandbox.calls import Operation
from tests.adapters.sandbox.published import fits
from tests.adapters.sandbox.served import Person, Scene, Served, scene

NOBODY = "3f0c1a52-8d0e-4d7b-9a55-1f3f6b0c7e11"
RIDE = {"vehicle_type": "minivan", "max_passengers": 4}
PROFILE = {"service_type": "ride", "display_name": "Tom drives", "ride_details": RIDE}
ONE = "/providers/{providerId}"
ACTIVITIES = "/communities/{communityId}/activities"


EVERY = (
    *provider_operations.OPERATIONS,
    *collective_operations.OPERATIONS,
    *activity_operations.OPERATIONS,
)


@pytest.mark.parametrize("operation", EVERY, ids=lambda one: f"{one.method} {one.path}")
def test_nobody_gets_anything_without_a_token(operation: Operation) -> None:
    path = operation.path.replace("{", "").replace("}", "")
    answer = Served().call(operation.method, f"/api{path}")

    fits(answer, 401, f"{operation.method} {operation.path}")


def test_filters_of_the_listing_that_are_not_emulated_are_said() -> None:
    served = Served()
    path = f"/api/collectives?unlinked_from={NOBODY}"
    answer = served.call("GET", path, by=served.person("nadia"))

    assert (answer.status_code, answer.json()["error"]) == (501, "NOT_EMULATED")


class Trade(NamedTuple):
    """A scene whose helper is a provider."""

    here: Scene
    provider: str

    def call(self, method: str, path: str, body: Any = None, *, by: Person) -> httpx2.Response:
        return self.here.served.call(method, f"/api{path}", body, by=by)


def trade(*defects: str) -> Trade:
    here = scene(*defects)
    answer = here.served.call("POST", "/api/providers", PROFILE, by=here.helper)
    return Trade(here, answer.json()["data"]["id"])


def test_registering_answers_with_the_whole_profile() -> None:
    here = scene()
    answer = here.served.call("POST", "/api/providers", PROFILE, by=here.helper)
    faulty = here.served.call("POST", "/api/providers", {}, by=here.helper)

    fits(answer, 201, "POST /providers")
    fits(faulty, 400, "POST /providers")


def test_the_directory_has_ride_columns_and_common_communities() -> None:
    town = trade()
    answer = town.call("GET", "/providers?service_type=ride", by=town.here.requester)

    fits(answer, 200, "GET /providers")
    [row] = answer.json()["data"]
    assert (row["avg_stars"], row["max_passengers"]) == ("0.00", 4)
    assert [place["name"] for place in row["shared_communities"]] == ["Harbour Lane"]


def test_twenty_rows_are_a_page_where_nobody_says_more() -> None:
    served = Served()
    by = served.person("nadia")
    for number in range(21):
        body = {"service_type": f"kind {number}", "display_name": "Nadia"}
        served.call("POST", "/api/providers", body, by=by)

    assert len(served.call("GET", "/api/providers", by=by).json()["data"]) == 20
    assert len(served.call("GET", "/api/providers/my", by=by).json()["data"]) == 21


def test_ones_own_profiles_tell_duty_and_rates() -> None:
    town = trade()
    answer = town.call("GET", "/providers/my", by=town.here.helper)

    fits(answer, 200, "GET /providers/my")
    [row] = answer.json()["data"]
    assert (row["is_available"], row["completion_rate"]) == (False, "0.00")


def test_one_profile_is_read_and_one_that_is_not_there_is_404() -> None:
    town = trade()
    by = town.here.requester

    fits(town.call("GET", f"/providers/{town.provider}", by=by), 200, f"GET {ONE}")
    fits(town.call("GET", f"/providers/{NOBODY}", by=by), 404, f"GET {ONE}")


def test_going_on_duty() -> None:
    town = trade()
    path, endpoint = f"/providers/{town.provider}/availability", f"PATCH {ONE}/availability"
    here = town.here

    fits(town.call("PATCH", path, {"is_available": True}, by=here.helper), 200, endpoint)
    fits(town.call("PATCH", path, {"is_available": "yes"}, by=here.helper), 400, endpoint)
    fits(town.call("PATCH", path, {"is_available": True}, by=here.requester), 403, endpoint)


def test_deleting_answers_with_a_message_alone() -> None:
    town = trade()
    answer = town.call("DELETE", f"/providers/{town.provider}", by=town.here.helper)

    fits(answer, 200, f"DELETE {ONE}")
    assert "data" not in answer.json()


def test_an_offer_and_its_answers() -> None:
    town = trade()
    requester, helper = town.here.requester, town.here.helper
    body = {"request_id": town.here.request_id, "price": "12.5"}
    made = town.call("POST", "/providers/offers", body, by=helper)
    offer = made.json()["data"]["id"]
    seen = town.call("GET", f"/requests/{town.here.request_id}/offers", by=requester)
    taken = town.call("PUT", f"/requests/offers/{offer}/accept", by=requester)
    again = town.call("PUT", f"/requests/offers/{offer}/accept", by=requester)

    fits(made, 201, "POST /providers/offers")
    fits(seen, 200, "GET /requests/{id}/offers")
    fits(taken, 200, "PUT /requests/offers/{offerId}/accept")
    fits(again, 404, "PUT /requests/offers/{offerId}/accept")
    assert made.json()["data"]["price"] == "12.50"
    assert seen.json()["data"][0]["provider_email"] == helper.email
    assert taken.json()["data"]["requester_user_id"] == requester.id


def test_an_offer_is_declined_or_withdrawn() -> None:
    town = trade()
    requester, helper = town.here.requester, town.here.helper
    body = {"request_id": town.here.request_id}
    first = town.call("POST", "/providers/offers", body, by=helper).json()["data"]["id"]
    declined = town.call("PUT", f"/requests/offers/{first}/decline", by=requester)
    second = town.call("POST", "/providers/offers", body, by=helper).json()["data"]["id"]
    withdrawn = town.call("PUT", f"/providers/offers/{second}/withdraw", by=helper)
    mine = town.call("GET", "/providers/offers", by=helper)

    fits(declined, 200, "PUT /requests/offers/{offerId}/decline")
    fits(withdrawn, 200, "PUT /providers/offers/{offerId}/withdraw")
    assert {row["status"] for row in mine.json()["data"]} == {"withdrawn", "declined"}


def test_the_refusals_of_an_offer_have_their_codes() -> None:
    town = trade("error-shapes")
    nobodys = town.call("POST", "/providers/offers", {}, by=town.here.helper)
    body = {"request_id": town.here.request_id}
    without = town.call("POST", "/providers/offers", body, by=town.here.requester)

    fits(nobodys, 400, "POST /providers/offers")
    fits(without, 403, "POST /providers/offers")
    assert (nobodys.json()["error"], without.json()["error"]) == (
        "MISSING_FIELDS",
        "NO_PROVIDER_PROFILE",
    )


def test_a_review_at_both_paths_and_read_again() -> None:
    town = trade()
    by, body = town.here.requester, {"provider_id": town.provider, "stars": 4, "review_text": None}
    for path in ("/reputation", "/reputation/provider-reviews"):
        fits(town.call("POST", path, body, by=by), 201, f"POST {path}")
        fits(town.call("POST", path, {"stars": 4}, by=by), 400, f"POST {path}")
        lost = body | {"provider_id": NOBODY}
        fits(town.call("POST", path, lost, by=by), 404, f"POST {path}")
    read = town.call("GET", f"/reputation/provider-reviews/{town.provider}", by=by)

    fits(read, 200, "GET /reputation/provider-reviews/{providerId}")
    assert len(read.json()["data"]) == 2


def test_today_nothing_is_at_the_documented_path() -> None:
    town = trade("provider-review-path", "error-shapes")
    body = {"provider_id": town.provider, "stars": 4}
    answer = town.call("POST", "/reputation/provider-reviews", body, by=town.here.requester)

    fits(answer, 404, "POST /reputation/provider-reviews")
    assert answer.json()["details"] == {"path": "/reputation/provider-reviews"}


def test_collectives_are_founded_joined_listed_and_left() -> None:
    town = trade()
    helper, requester = town.here.helper, town.here.requester
    body = {"name": "Drivers", "service_types": ["ride"]}
    made = town.call("POST", "/collectives", body, by=requester)
    one = f"/collectives/{made.json()['data']['id']}"
    member = "/collectives/{collectiveId}/members"

    fits(made, 201, "POST /collectives")
    fits(town.call("POST", "/collectives", {}, by=requester), 400, "POST /collectives")
    fits(town.call("POST", f"{one}/members", by=helper), 201, f"POST {member}")
    fits(town.call("POST", f"{one}/members", by=requester), 400, f"POST {member}")
    fits(town.call("GET", "/collectives", by=helper), 200, "GET /collectives")
    fits(town.call("GET", "/collectives/my", by=helper), 200, "GET /collectives/my")
    left = town.call("DELETE", f"{one}/members/{town.provider}", by=helper)
    fits(left, 200, f"DELETE {member}/{{providerId}}")


def test_a_collective_is_linked_by_those_who_may() -> None:
    town = trade()
    here = town.here
    stranger = here.served.person("eve")
    made = town.call("POST", "/collectives", {"name": "Drivers"}, by=here.helper)
    path = f"/collectives/{made.json()['data']['id']}/communities"
    endpoint, body = (
        "POST /collectives/{collectiveId}/communities",
        {"community_id": here.community_id},
    )

    fits(town.call("POST", path, body, by=here.helper), 201, endpoint)
    fits(town.call("POST", path, {}, by=here.helper), 400, endpoint)
    fits(town.call("POST", path, body, by=stranger), 403, endpoint)


def test_activities_are_planned_listed_joined_and_left() -> None:
    here = scene()
    place, call = here.community_id, here.served.call
    body = {"title": "Run", "activity_type": "group_run", "scheduled_at": "2026-03-05T10:00:00Z"}
    path = f"/api/communities/{place}/activities"
    made = call("POST", path, body, by=here.requester)
    one = f"{path}/{made.json()['data']['activity']['id']}"
    listed = call("GET", path, by=here.helper)
    joined = call("POST", f"{one}/join", by=here.helper)
    again = call("POST", f"{one}/join", by=here.helper)
    left = call("DELETE", f"{one}/leave", by=here.helper)

    fits(made, 201, f"POST {ACTIVITIES}")
    fits(listed, 200, f"GET {ACTIVITIES}")
    fits(joined, 200, f"POST {ACTIVITIES}/{{activityId}}/join")
    fits(again, 409, f"POST {ACTIVITIES}/{{activityId}}/join")
    fits(left, 200, f"DELETE {ACTIVITIES}/{{activityId}}/leave")
    assert joined.json()["data"]["activity"]["current_participants"] == 1


def test_the_refusals_of_activities() -> None:
    here = scene("error-shapes")
    path = f"/api/communities/{here.community_id}/activities"
    faulty = here.served.call("POST", path, {"title": "Run"}, by=here.requester)
    forbidden = here.served.call("POST", path, {"title": "Run"}, by=here.helper)
    unknown = here.served.call("POST", f"{path}/{NOBODY}/join", by=here.helper)

    fits(faulty, 400, f"POST {ACTIVITIES}")
    fits(forbidden, 403, f"POST {ACTIVITIES}")
    fits(unknown, 404, f"POST {ACTIVITIES}/{{activityId}}/join")


def test_one_community_is_shown_with_members_pending_ones_first() -> None:
    served = Served()
    nadia = served.person("nadia")
    place = served.community(nadia, access_type="private")
    tom = served.person("tom")
    served.join(tom, place)
    answer = served.call("GET", f"/api/communities/{place}", by=tom)
    unknown = served.call("GET", f"/api/communities/{NOBODY}", by=tom)

    fits(answer, 200, "GET /communities/{communityId}")
    fits(unknown, 404, "GET /communities/{communityId}")
    names = [row["user_name"] for row in answer.json()["data"]["members"]]
    assert names == ["Tom", "Nadia"]
