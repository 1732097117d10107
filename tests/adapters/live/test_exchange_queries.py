"""What waits for somebody beside offers: feedback, dibs and proposals, asked of a PostgreSQL."""

from tests.adapters.live.town import Town


def two(town: Town) -> tuple[str, str]:
    return town.user("ada@test.karmyq.com"), town.user("bo@test.karmyq.com")


def test_feedback_is_missing_on_completed_matches_of_either_side(town: Town) -> None:
    ada, bo = two(town)
    request = town.request(ada, "completed")
    rated = town.match(request, bo, "completed")
    town.match(request, bo, "completed")
    for status in ("proposed", "matched", "rejected", "cancelled"):
        town.match(request, bo, status)
    town.feedback(rated, bo, ada)

    assert town.standing(ada).feedback_to_give == 2
    assert town.standing(bo).feedback_to_give == 1


def test_who_is_both_sides_counts_once(town: Town) -> None:
    ada, _ = two(town)
    town.match(town.request(ada, "completed"), ada, "completed")

    assert town.standing(ada).feedback_to_give == 1


def test_pending_dibs_wait_for_the_nominee(town: Town) -> None:
    ada, bo = two(town)
    for status in ("pending", "accepted", "declined", "expired"):
        town.dibs(town.request(ada), ada, bo, status)

    assert town.standing(bo).dibs_to_answer == 1
    assert town.standing(ada).dibs_to_answer == 0


def test_an_admins_proposal_on_an_open_request_waits_for_its_helper(town: Town) -> None:
    ada, bo = two(town)
    request = town.request(ada)
    town.match(request, bo, "proposed", admin_proposed=True)
    town.match(request, bo, "proposed")
    town.match(request, bo, "rejected", admin_proposed=True)
    town.match(town.request(ada, "matched"), bo, "proposed", admin_proposed=True)
    town.match(town.request(ada, expired=True), bo, "proposed", admin_proposed=True)

    assert town.standing(bo).proposals_to_answer == 1
    assert town.standing(ada).proposals_to_answer == 0
