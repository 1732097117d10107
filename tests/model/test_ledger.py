"""The ledger: what it learns from rows, and what it leaves alone."""

from sortedcontainers import SortedList

from agents.facts import (
    CommunityJoined,
    HelpOffered,
    MatchCompleted,
    OfferAccepted,
    RequestCreated,
)
from model.clock import milliseconds
from model.ledger import median
from tests.model.story import READ, STORY, told
from tests.model.world import event

POSTED = event(1, "rosa", "create_request", RequestCreated("r1", "ride"))


def test_a_request_keeps_its_milestones() -> None:
    life = told(*STORY).requests["r1"]

    milestones = (life.created_ms, life.first_offer_ms, life.accepted_ms, life.completed_ms)
    assert milestones == tuple(milliseconds(hour) for hour in (2, 4, 7, 10))
    assert (life.request_type, life.offers) == ("generic", 2)


def test_only_the_first_offer_starts_the_clock() -> None:
    offers = [event(hour, "omar", "offer_help", HelpOffered("m", "r1")) for hour in (3, 9)]

    ledger = told(POSTED, *offers)

    assert list(ledger.hours_to_offer) == [2.0]
    assert (ledger.offers, ledger.offered_on) == (2, 1)


def test_a_request_is_accepted_and_completed_once() -> None:
    accepted = event(3, "rosa", "accept_offer", OfferAccepted("m1", "r1"))
    completed = event(4, "rosa", "complete_match", MatchCompleted("m1", "r1"))

    ledger = told(POSTED, accepted, accepted, completed, completed)

    assert (ledger.accepted, ledger.completed) == (1, 1)
    assert (list(ledger.hours_to_accept), list(ledger.hours_to_complete)) == ([2.0], [3.0])


def test_an_offer_on_a_request_from_before_the_run_counts_as_an_offer_only() -> None:
    ledger = told(
        event(1, "omar", "offer_help", HelpOffered("m1", "old")),
        event(2, "rosa", "accept_offer", OfferAccepted("m1", "old")),
        event(3, "rosa", "complete_match", MatchCompleted("m1", "old")),
    )

    assert (ledger.offers, ledger.offered_on) == (1, 0)
    assert (ledger.accepted, ledger.completed) == (0, 0)


def test_a_membership_that_waits_for_approval_is_none_yet() -> None:
    ledger = told(event(1, "omar", "join_community", CommunityJoined("c1", "pending")))

    assert ledger.members_of.total() == 0


def test_facts_of_a_turn_that_was_refused_count_all_the_same() -> None:
    joined = CommunityJoined("c1", "active")

    ledger = told(event(1, "omar", "join_community", joined, outcome="refused", reason="CONFLICT"))

    assert ledger.members_of["c1"] == 1


def test_outcomes_are_counted_by_action_and_reason() -> None:
    outcomes = told(*STORY).outcomes

    assert outcomes["offer_help", "done", ""] == 3
    assert outcomes["offer_help", "refused", "OWN_REQUEST"] == 1


def test_calls_are_counted_with_the_refused_ones() -> None:
    assert told(*STORY).calls == 5


def test_somebody_is_active_for_24_hours_after_something_done() -> None:
    ledger = told(event(1, "rosa"), event(2, "omar"), event(2, "rosa"))

    active = [ledger.active_members(milliseconds(hour)) for hour in (2, 25, 25.99, 26)]

    assert active == [2, 2, 2, 0]


def test_a_skipped_turn_makes_nobody_active() -> None:
    ledger = told(event(1, "rosa", outcome="skipped", reason="no_offer", calls=(READ,)))

    assert ledger.active_members(milliseconds(1)) == 0


def test_the_median_is_the_upper_one_of_two() -> None:
    medians = [median(SortedList(values)) for values in ([], [7], [1, 9], [9, 1, 5])]

    assert medians == [None, 7, 9, 5]
