"""What real people offer, ask or propose waits for nobody, unless they are dealt with as well.

One case per number of a standing that concerns somebody else: with a person of ours it counts, with
a real one, or a protected one, it does not, and with `everyone` it does again.
"""

from collections.abc import Callable
from datetime import UTC, timedelta
from uuid import UUID

import pytest

from adapters.contract.tables import (
    conversations,
    fusion_proposals,
    governance_nominations,
    messages,
    provider_profiles,
    split_member_assignments,
    split_proposals,
)
from tests.adapters.live.town import START, Town

OURS, REAL, PROTECTED = "bo@test.karmyq.com", "bo@mail.example", "boss@test.karmyq.com"
Scene = Callable[[Town, str, str], object]


def offers_to_accept(town: Town, ada: str, other: str) -> None:
    town.match(town.request(ada), other, "proposed")


def matches_to_complete(town: Town, ada: str, other: str) -> None:
    town.match(town.request(ada, "matched"), other, "matched")


def matches_to_complete_as_helper(town: Town, ada: str, other: str) -> None:
    town.match(town.request(other, "matched"), ada, "matched")


def feedback_to_give(town: Town, ada: str, other: str) -> None:
    town.match(town.request(ada, "completed"), other, "completed")


def feedback_to_give_as_helper(town: Town, ada: str, other: str) -> None:
    town.match(town.request(other, "completed"), ada, "completed")


def dibs_to_answer(town: Town, ada: str, other: str) -> None:
    town.dibs(town.request(other, "dibs_pending"), other, ada)


def proposals_to_answer(town: Town, ada: str, other: str) -> None:
    town.match(town.request(other), ada, "proposed", admin_proposed=True)


def messages_to_write_as_helper(town: Town, ada: str, other: str) -> None:
    town.match(town.request(other, "matched"), ada, "matched")


def messages_to_write(town: Town, ada: str, other: str) -> None:
    match = town.match(town.request(ada, "matched"), other, "matched")
    talk = town.add(conversations, request_match_id=match)
    town.add(messages, conversation_id=talk, sender_id=other, content="Hi", created_at=START)


def reviews_to_write(town: Town, ada: str, other: str) -> None:
    town.add(provider_profiles, user_id=other, service_type="ride", display_name="Rides")
    town.match(town.request(ada, "completed", request_type="service"), other, "completed")


def memberships_to_approve(town: Town, ada: str, other: str) -> None:
    town.member(other, led(town, ada), "pending")


def ratifications_due(town: Town, ada: str, other: str) -> None:
    cy = town.user("cy@test.karmyq.com")
    town.add(
        governance_nominations,
        community_id=led(town, ada),
        nominated_user_id=other,
        nominator_id=cy,
        nominated_for_role="moderator",
    )


def votes_due(town: Town, ada: str, other: str) -> None:
    split(town, led(town, ada), other, "voting")


def votes_due_on_a_fusion(town: Town, ada: str, other: str) -> None:
    fusion(town, led(town, ada), led(town, other, "Mill"), other, "voting")


def splits_to_propose(town: Town, ada: str, other: str) -> None:
    place = led(town, ada)
    town.member(other, place)
    town.connection.exec_driver_sql("UPDATE communities.communities SET current_members = 140")


def split_votes_to_start(town: Town, ada: str, other: str) -> None:
    assigned(town, split(town, led(town, ada), ada, "discussion"), other)


def splits_to_execute(town: Town, ada: str, other: str) -> None:
    assigned(town, split(town, led(town, ada), ada, "approved"), other)


def fusions_to_answer(town: Town, ada: str, other: str) -> None:
    fusion(town, led(town, other, "Mill"), led(town, ada), other, "pending_acceptance")


def fusions_to_answer_for_strangers_inside(town: Town, ada: str, other: str) -> None:
    place = led(town, ada)
    town.member(other, place)
    cy = town.user("cy@test.karmyq.com")
    fusion(town, led(town, cy, "Mill"), place, cy, "pending_acceptance")


def fusion_votes_to_start(town: Town, ada: str, other: str) -> None:
    fusion(town, led(town, ada), led(town, other, "Mill"), other, "discussion")


def fusions_to_execute(town: Town, ada: str, other: str) -> None:
    fusion(town, led(town, ada), led(town, other, "Mill"), other, "approved")


SCENES: dict[Scene, str] = {
    scene: scene.__name__.partition("_as_helper")[0].partition("_on_")[0].partition("_for_")[0]
    for scene in (
        offers_to_accept,
        matches_to_complete,
        matches_to_complete_as_helper,
        feedback_to_give,
        feedback_to_give_as_helper,
        dibs_to_answer,
        proposals_to_answer,
        messages_to_write_as_helper,
        messages_to_write,
        reviews_to_write,
        memberships_to_approve,
        ratifications_due,
        votes_due,
        votes_due_on_a_fusion,
        splits_to_propose,
        split_votes_to_start,
        splits_to_execute,
        fusions_to_answer,
        fusions_to_answer_for_strangers_inside,
        fusion_votes_to_start,
        fusions_to_execute,
    )
}


def led(town: Town, admin: str, name: str = "Lane") -> str:
    """A community with its admin."""
    place = town.community(admin, name)
    town.member(admin, place, role="admin")
    return place


def split(town: Town, place: str, by: str, status: str, **values: object) -> str:
    names = {"group_a_name": "A", "group_b_name": "B", "split_type": "admin_initiated"}
    row = {"community_id": place, "proposed_by": by, "status": status, **names, **values}
    return town.add(split_proposals, **row)


def fusion(town: Town, a: str, b: str, by: str, status: str, **values: object) -> str:
    sides = {"community_a_id": a, "community_b_id": b, "merged_community_name": "One"}
    return town.add(fusion_proposals, **sides, proposed_by=by, status=status, **values)


def assigned(town: Town, proposal: str, user: str) -> None:
    town.add(split_member_assignments, proposal_id=proposal, user_id=user)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
@pytest.mark.parametrize(
    ("other", "everyone", "due"),
    [(OURS, False, 1), (REAL, False, 0), (PROTECTED, False, 0), (REAL, True, 1)],
    ids=["ours", "real", "protected", "everyone"],
)
def test_a_number_counts_what_concerns_people_to_deal_with(
    town: Town, scene: Scene, other: str, everyone: bool, due: int
) -> None:
    ada = town.user("ada@test.karmyq.com", id=str(UUID(int=2**100)))
    scene(town, ada, town.user(other))

    assert getattr(town.standing(ada, everyone=everyone), SCENES[scene]) == due


@pytest.mark.parametrize(("left_s", "due"), [(-1, 0), (0, 0), (1, 2)])
def test_a_vote_past_its_end_waits_for_nobody_whatever_its_status(
    town: Town, left_s: int, due: int
) -> None:
    ada = town.user("ada@test.karmyq.com")
    place, now = led(town, ada), START.replace(tzinfo=UTC)
    ends = now + timedelta(seconds=left_s)
    split(town, place, ada, "voting", voting_ends_at=ends)
    fusion(town, place, led(town, ada, "Mill"), ada, "voting", voting_ends_at=ends)

    assert town.standing(ada, now=now).votes_due == due


def test_a_vote_without_an_end_waits(town: Town) -> None:
    ada = town.user("ada@test.karmyq.com")
    split(town, led(town, ada), ada, "voting")

    assert town.standing(ada, now=START.replace(tzinfo=UTC)).votes_due == 1
