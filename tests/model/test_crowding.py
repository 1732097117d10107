"""Crowded communities: how long they wait for a proposal, and what comes of its vote."""

import pytest

from agents.facts import (
    CommunityCreated,
    CommunityJoined,
    CommunityLeft,
    FusionExecuted,
    SplitExecuted,
    SplitProposed,
    SplitVoteStarted,
)
from model.clock import milliseconds
from model.event import Event
from model.measures import measured
from tests.model.story import told
from tests.model.world import event

FULL = (
    event(0, "p0", "create_community", CommunityCreated("c1")),
    *(event(0, f"p{n}", "join_community", CommunityJoined("c1", "active")) for n in range(1, 139)),
    event(24, "p139", "join_community", CommunityJoined("c1", "active")),
)
"""140 members, since the end of the first day."""


def day(number: float) -> float:
    return 24.0 * number


def proposed(on: float, split: str = "s1") -> Event:
    return event(day(on), "p0", "propose_split", SplitProposed(split, "c1"))


def put_to_vote(on: float, split: str = "s1") -> Event:
    return event(day(on), "p0", "start_split_vote", SplitVoteStarted(split, "c1"))


def executed(on: float, split: str = "s1") -> Event:
    halves = SplitExecuted(split, "c1", "c2", "c3", 70, 70)
    return event(day(on), "p0", "execute_split", halves)


def on_day(number: float, *rows: Event) -> dict[str, float | int | None]:
    return measured(told(*FULL, *rows), milliseconds(day(number)))


def test_a_community_waits_from_its_140th_member_on() -> None:
    assert measured(told(*FULL[:-1]), milliseconds(day(5)))["split_unproposed_longest_d"] == 0
    assert on_day(5)["split_unproposed_longest_d"] == 4


def test_a_proposal_ends_the_wait_and_its_length_is_kept() -> None:
    assert on_day(9, proposed(3))["split_unproposed_longest_d"] == 2


def test_the_wait_ends_where_members_leave() -> None:
    left = event(day(4), "p5", "leave_community", CommunityLeft("c1"))

    assert on_day(9, left)["split_unproposed_longest_d"] == 3


def test_a_vote_that_ended_without_the_split_starts_the_wait_again() -> None:
    rows = (proposed(2), put_to_vote(3))

    assert on_day(10, *rows)["split_unproposed_longest_d"] == 1
    assert on_day(15, *rows)["split_unproposed_longest_d"] == 5  # since day 10
    assert on_day(15, *rows, proposed(13, "s2"))["split_unproposed_longest_d"] == 3


def test_a_split_ends_the_wait_and_so_does_a_fusion() -> None:
    fused = event(day(6), "p0", "execute_fusion", FusionExecuted("f1", "c1", "c9", "c4", 100))

    assert on_day(20, executed(4))["split_unproposed_longest_d"] == 3
    assert on_day(20, fused)["split_unproposed_longest_d"] == 5


def test_what_a_fusion_made_too_large_waits() -> None:
    fused = event(day(6), "p0", "execute_fusion", FusionExecuted("f1", "c1", "c9", "c4", 150))

    measures = on_day(20, proposed(2), fused)

    assert measures["split_unproposed_longest_d"] == 14
    assert measures["members_per_community_peak"] == 150


@pytest.mark.parametrize(("on", "open_votes"), [(3, 1), (9.9, 1), (10, 0)])
def test_a_vote_is_over_seven_days_after_its_start(on: float, open_votes: int) -> None:
    assert on_day(on, proposed(2), put_to_vote(3))["splits_in_voting"] == open_votes


def test_a_vote_is_over_with_the_split() -> None:
    assert on_day(5, proposed(2), put_to_vote(3), executed(4))["splits_in_voting"] == 0


def test_only_votes_that_have_had_their_fourteen_days_are_judged() -> None:
    rows = (put_to_vote(2, "s1"), executed(3, "s1"), put_to_vote(4, "s2"))

    rates = [on_day(number, *rows)["split_vote_passed_rate"] for number in (16, 17, 19)]

    assert rates == [None, 1.0, 0.5]


def test_a_split_that_came_too_late_has_not_passed() -> None:
    rates = [
        on_day(30, put_to_vote(2), executed(on))["split_vote_passed_rate"] for on in (16, 16.1)
    ]

    assert rates == [1.0, 0.0]


def test_peaks_are_kept_after_a_split() -> None:
    measures = on_day(5, proposed(2), executed(3))

    assert (measures["members_per_community_peak"], measures["members_per_community_max"]) == (
        *(140, 70),
    )
    assert (measures["communities"], measures["communities_peak"]) == (2, 2)
