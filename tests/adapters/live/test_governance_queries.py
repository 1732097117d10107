"""Approvals and ratifications that wait, asked of a real PostgreSQL with karmyq's tables."""

import pytest

from adapters.contract.tables import governance_nominations, governance_ratifications
from tests.adapters.live.town import Town


class Lane:
    """A community with an admin, a helper and others."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.ada, self.bo, self.cy = (town.user(f"{one}@test.karmyq.com") for one in "abc")
        self.place = town.community(self.ada, "Lane")
        town.member(self.ada, self.place, role="admin")

    def nominate(self, nominee: str, nominator: str, status: str = "pending") -> str:
        return self.town.add(
            governance_nominations,
            community_id=self.place,
            nominated_user_id=nominee,
            nominator_id=nominator,
            nominated_for_role="moderator",
            status=status,
        )

    def ratify(self, nomination: str, by: str) -> None:
        row = {"nomination_id": nomination, "ratifier_id": by}
        self.town.connection.execute(governance_ratifications.insert().values(row))

    def approvals(self, user: str) -> int:
        return self.town.standing(user).memberships_to_approve

    def voices(self, user: str) -> int:
        return self.town.standing(user).ratifications_due


@pytest.fixture
def lane(town: Town) -> Lane:
    return Lane(town)


def test_those_who_wait_are_due_to_admins_and_moderators(lane: Lane) -> None:
    lane.town.member(lane.bo, lane.place, role="moderator")
    lane.town.member(lane.cy, lane.place, "pending")

    assert [lane.approvals(user) for user in (lane.ada, lane.bo, lane.cy)] == [1, 1, 0]


def test_former_members_and_those_in_ended_communities_wait_for_nothing(lane: Lane) -> None:
    lane.town.member(lane.bo, lane.place, "inactive")
    ended = lane.town.community(lane.ada, "Ended", "archived")
    lane.town.member(lane.ada, ended, role="admin")
    lane.town.member(lane.cy, ended, "pending")

    assert lane.approvals(lane.ada) == 0


def test_in_a_full_community_nobody_can_be_approved_whatever_the_counter_says(lane: Lane) -> None:
    changed = "UPDATE communities.communities SET max_members = 2, current_members = 0"
    lane.town.connection.exec_driver_sql(changed)
    lane.town.member(lane.bo, lane.place, "pending")
    with_room = lane.approvals(lane.ada)
    lane.town.member(lane.cy, lane.place)

    assert (with_room, lane.approvals(lane.ada)) == (1, 0)


def test_a_nomination_is_due_to_other_members_until_they_have_spoken(lane: Lane) -> None:
    lane.town.member(lane.bo, lane.place)
    lane.town.member(lane.cy, lane.place)
    nomination = lane.nominate(lane.bo, lane.cy)
    before = [lane.voices(user) for user in (lane.ada, lane.bo, lane.cy)]
    lane.ratify(nomination, lane.ada)

    assert before == [1, 0, 0]
    assert lane.voices(lane.ada) == 0


def test_a_ratified_nomination_and_one_elsewhere_are_due_to_nobody(lane: Lane) -> None:
    lane.nominate(lane.bo, lane.cy, "ratified")
    other = lane.town.community(lane.cy, "Elsewhere")
    lane.place = other
    lane.nominate(lane.bo, lane.cy)

    assert lane.voices(lane.ada) == 0
