"""Reviews of providers in live mode: which are due, and at which path they are sent."""

import json

import httpx2
import pytest

from adapters.contract.tables import provider_profiles, provider_reviews
from adapters.errors import Refused
from adapters.port import Karmyq
from tests.adapters.live.town import Town
from tests.adapters.live.world import TIME, World

BARE, DOCUMENTED = "/api/reputation", "/api/reputation/provider-reviews"
REVIEW = {
    "id": "v1",
    "provider_id": "p1",
    "reviewer_id": "u1",
    "match_id": "m1",
    "stars": 5,
    "review_text": "Fine",
    "created_at": TIME,
}


class Moved(World):
    """A karmyq that answers reviews at some of the two paths."""

    def __init__(self, *paths: str, known: bool = True) -> None:
        super().__init__(201, REVIEW)
        self.paths = paths
        self.known = known

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        if request.url.path in self.paths and self.known:
            return self.response
        body = {"success": False, "message": "not found"}
        return httpx2.Response(404, content=json.dumps(body))

    @property
    def asked(self) -> list[str]:
        return [request.url.path for request in self.requests]


async def review(karmyq: Karmyq) -> object:
    return await karmyq.review_provider("p1", 5, "Fine", "m1")


def test_the_documented_path_is_tried_first_and_kept() -> None:
    world = Moved(DOCUMENTED, BARE)
    world.do(review, review)

    assert world.asked == [DOCUMENTED, DOCUMENTED]


def test_on_a_404_the_other_path_is_used_and_remembered() -> None:
    world = Moved(BARE)
    world.do(review, review)

    assert world.asked == [DOCUMENTED, BARE, BARE]
    assert [(call.operation, call.about, call.status) for call in world.caller.calls] == [
        ("review_provider", "v1", 201),
        ("review_provider", "v1", 201),
    ]


def test_a_provider_who_is_unknown_at_both_paths_is_not_found() -> None:
    world = Moved(BARE, known=False)

    with pytest.raises(Refused, match="NOT_FOUND"):
        world.do(review)

    assert world.asked == [DOCUMENTED, BARE]
    assert [call.status for call in world.caller.calls] == [404]


def profile(town: Town, user: str, *, active: bool = True) -> str:
    return town.add(
        provider_profiles, user_id=user, service_type="tutor", display_name="Bo", is_active=active
    )


def test_a_service_waits_for_its_review_while_the_helper_has_an_active_profile(town: Town) -> None:
    ada, bo, cy = (town.user(f"{name}@test.karmyq.com") for name in ("ada", "bo", "cy"))
    profile(town, bo)
    profile(town, cy, active=False)
    for helper in (bo, cy):
        request = town.request(ada, "completed", request_type="service")
        town.match(request, helper, "completed")
    town.match(town.request(ada, "completed"), bo, "completed")
    town.match(town.request(ada, "matched", request_type="service"), bo, "matched")

    assert town.standing(ada).reviews_to_write == 1
    assert town.standing(bo).reviews_to_write == 0


def test_a_review_of_the_requester_for_that_match_ends_the_wait(town: Town) -> None:
    ada, bo = town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")
    bos = profile(town, bo)
    request = town.request(ada, "completed", request_type="service")
    match = town.match(request, bo, "completed")
    town.add(provider_reviews, provider_id=bos, reviewer_id=bo, match_id=match, stars=5)
    before = town.standing(ada).reviews_to_write
    town.add(provider_reviews, provider_id=bos, reviewer_id=ada, match_id=match, stars=5)

    assert (before, town.standing(ada).reviews_to_write) == (1, 0)
