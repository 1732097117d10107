"""Whom the platform would ask first (rules, section 9)."""

from tests.contract.asked_first import known, on_duty
from tests.contract.payloads import EVENT, SERVICE
from tests.contract.town import NOBODY, Town


def test_the_candidate_is_who_has_helped_most_often(town: Town) -> None:
    here = known(town)
    best = town.neighbour(here.community_id, "Bo")
    for _ in range(2):
        town.completed(here.requester, best, here.community_id)
    found = here.requester.dibs_candidate(here.request_id)

    assert found is not None
    assert (found.provider_user_id, found.display_name) == (best.id, "Bo")
    assert (found.prior_interactions, found.similar_prior_interactions) == (2, 2)
    assert (found.kind, found.is_available) == ("neighbor", True)


def test_of_equal_candidates_the_one_with_similar_help_comes_first(town: Town) -> None:
    here = town.scene(request_type="event", payload=EVENT)
    other = town.neighbour(here.community_id)
    town.completed(
        here.requester, here.helper, here.community_id, request_type="event", payload=EVENT
    )
    town.completed(here.requester, other, here.community_id)
    found = here.requester.dibs_candidate(here.request_id)

    assert found is not None
    assert found.provider_user_id == here.helper.id


def test_a_service_has_a_provider_on_duty_for_candidate(town: Town) -> None:
    here = known(town, request_type="service", payload=SERVICE)

    assert here.requester.dibs_candidate(here.request_id) is None
    on_duty(town, here.helper)
    found = here.requester.dibs_candidate(here.request_id)
    assert found is not None
    assert (found.kind, found.display_name) == ("provider", "Tom's tools")


def test_the_candidate_is_for_the_requester_alone(town: Town) -> None:
    here = known(town)
    refusal = town.refusal(lambda: here.helper.dibs_candidate(here.request_id))

    assert refusal == (403, "FORBIDDEN")
    assert town.refusal(lambda: here.helper.dibs_candidate(NOBODY)) == (404, "NOT_FOUND")
