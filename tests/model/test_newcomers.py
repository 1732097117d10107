"""Newcomers: how long they wait for a first membership, and how many come in a day."""

import pytest

from agents.facts import CommunityCreated, CommunityJoined, MemberRegistered, MembershipApproved
from model.clock import milliseconds
from model.event import Event
from model.measures import measured
from tests.model.story import told
from tests.model.world import event


def registers(hour: float, name: str) -> Event:
    return event(hour, name, "register", MemberRegistered(f"id-{name}"))


def joins(hour: float, name: str, status: str = "active") -> Event:
    return event(hour, name, "join_community", CommunityJoined("c1", status))


def after(*rows: Event) -> dict[str, float | int | None]:
    return measured(told(*rows), milliseconds(100))


def test_the_wait_lasts_from_registering_to_the_first_membership() -> None:
    rows = (registers(2, "rosa"), joins(5, "rosa"), joins(9, "rosa"))

    assert after(*rows)["time_to_first_membership_median_h"] == 3.0


def test_a_founder_belongs_to_what_he_founds() -> None:
    founds = event(6, "rosa", "create_community", CommunityCreated("c1"))

    assert after(registers(2, "rosa"), founds)["time_to_first_membership_median_h"] == 4.0


def test_who_waits_for_approval_belongs_nowhere_until_he_is_let_in() -> None:
    waits = (registers(2, "rosa"), joins(3, "rosa", "pending"))
    let_in = event(12, "omar", "approve_membership", MembershipApproved("c1", "id-rosa"))

    assert after(*waits)["users_never_member"] == 1
    assert after(*waits, let_in)["users_never_member"] == 0
    assert after(*waits, let_in)["time_to_first_membership_median_h"] == 10.0


def test_whoever_is_there_at_time_zero_is_no_newcomer() -> None:
    measures = after(registers(0, "rosa"), joins(0, "rosa"), registers(0, "omar"))

    assert measures["time_to_first_membership_median_h"] is None
    assert measures["arrivals_per_day_max"] == 0
    assert measures["users_never_member"] == 1


def test_an_approval_of_somebody_from_before_the_run_is_passed_over() -> None:
    let_in = event(12, "omar", "approve_membership", MembershipApproved("c1", "id-old"))

    assert after(let_in)["users_never_member"] == 0


@pytest.mark.parametrize(
    ("hours", "most"),
    [((1, 2, 30), 2), ((1, 24, 25, 48), 2), ((24.01, 30, 48), 3)],
    ids=["two and one", "the last moment of a day belongs to it", "the second day"],
)
def test_arrivals_are_counted_in_days_from_the_start(hours: tuple[float, ...], most: int) -> None:
    rows = [registers(hour, f"p{number}") for number, hour in enumerate(hours)]

    assert after(*rows)["arrivals_per_day_max"] == most
