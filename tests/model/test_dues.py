"""Answers that are owed: each kind comes due, is answered in time or too late, or lapses."""

import pytest

from agents import facts
from model.clock import milliseconds
from model.due_measures import DUE_MEASURES
from model.dues import KINDS
from model.event import Event
from model.measures import measured
from tests.model.story import told
from tests.model.world import World, event

LATER_H = 24.0 * 30
ROSA = event(1, "rosa", "register", facts.MemberRegistered("u1"))
POSTED = event(1, "omar", "create_request", facts.RequestCreated("r1", "service"))
OFFERED = event(1, "rosa", "offer_help", facts.HelpOffered("m1", "r1"))
PROVIDES = event(1, "rosa", "register_provider", facts.ProviderRegistered("p1", "ride"))
WAITS = event(1, "rosa", "join_community", facts.CommunityJoined("c1", "pending"))

BEGIN: dict[str, tuple[Event | facts.Fact, ...]] = {
    "offers": (facts.HelpOffered("m1", "r1"),),
    "messages": (facts.OfferAccepted("m1", "r1"),),
    "feedback": (facts.MatchCompleted("m1", "r1"),),
    "reviews": (POSTED, OFFERED, PROVIDES, facts.MatchCompleted("m1", "r1")),
    "completions": (facts.DibsAccepted("d1", "r1"),),
    "dibs": (facts.DibsCalled("d1", "r1"),),
    "proposals": (facts.HelperProposed("m1", "r1"),),
    "memberships": (ROSA, WAITS),
    "nominations": (facts.MemberNominated("n1", "c1", "moderator"),),
    "governance": (facts.SplitProposed("s1", "c1"),),
}
ANSWERS: tuple[tuple[str, facts.Fact], ...] = (
    ("offers", facts.OfferAccepted("m1", "r1")),
    ("offers", facts.OfferRejected("m1", "r1")),
    ("offers", facts.DibsAccepted("d1", "r1")),
    ("offers", facts.OfferAccepted("m2", "r1")),
    ("messages", facts.MessageSent("x1", "m1", "first_contact")),
    ("reviews", facts.ProviderReviewed("w1", "p1", "m1", 5)),
    ("dibs", facts.DibsAccepted("d1", "r1")),
    ("dibs", facts.DibsDeclined("d1", "r1")),
    ("proposals", facts.ProposalAccepted("m1", "r1")),
    ("proposals", facts.ProposalRejected("m1", "r1")),
    ("memberships", facts.MembershipApproved("c1", "u1")),
    ("nominations", facts.NominationRatified("n1", "c1", True)),
    ("governance", facts.SplitVoteStarted("s1", "c1")),
)


def begun(kind: str) -> list[Event]:
    rows = BEGIN[kind]
    return [row if isinstance(row, Event) else event(1, "rosa", "x", row) for row in rows]


def rate(kind: str, *rows: Event, at_h: float = LATER_H) -> float | int | None:
    return measured(told(*rows), milliseconds(at_h))[f"obligations_answered_rate_{kind}"]


def test_every_kind_is_tested_here_and_has_its_measure() -> None:
    assert set(BEGIN) == set(KINDS)
    assert [measure.name for measure in DUE_MEASURES] == [
        "obligations_answered_rate",
        *(f"obligations_answered_rate_{kind}" for kind in KINDS),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_answers_counts_once_its_three_days_are_over(kind: str) -> None:
    rows = begun(kind)

    assert rate(kind) is None
    assert rate(kind, *rows, at_h=1 + 72) is None
    assert rate(kind, *rows, at_h=1 + 73) == 0.0


@pytest.mark.parametrize(("kind", "answer"), ANSWERS)
@pytest.mark.parametrize(("hour", "share"), [(2, 1.0), (73, 1.0), (73.1, 0.0)])
def test_an_answer_is_in_time_within_three_days(
    kind: str, answer: facts.Fact, hour: float, share: float
) -> None:
    assert rate(kind, *begun(kind), event(hour, "omar", "x", answer)) == share


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("completions", facts.HalfCompleted("m1", "r1"), facts.MatchCompleted("m1", "r1")),
        (
            "feedback",
            facts.FeedbackGiven("m1", "r1", 5, 5, 5),
            facts.FeedbackGiven("m1", "r1", 4, 4, 4),
        ),
    ],
    ids=["completions", "feedback"],
)
def test_both_sides_owe_an_answer(kind: str, first: facts.Fact, second: facts.Fact) -> None:
    rows = [*begun(kind), event(2, "rosa", "x", first)]

    assert rate(kind, *rows) == 0.5
    assert rate(kind, *rows, event(3, "omar", "x", second)) == 1.0
    assert rate(kind, *rows, event(90, "omar", "x", second)) == 0.5


def test_a_fusion_waits_for_the_other_side_and_then_for_its_vote() -> None:
    rows = [
        event(1, "rosa", "propose_fusion", facts.FusionProposed("f1", "c1", "c2")),
        event(2, "omar", "answer_fusion", facts.FusionAccepted("f1")),
        event(3, "rosa", "start_fusion_vote", facts.FusionVoteStarted("f1")),
    ]
    refused = event(2, "omar", "answer_fusion", facts.FusionRejected("f1"))

    rates = [rate("governance", *rows[:n]) for n in (1, 2, 3)]

    assert rates == [0.0, 0.5, 1.0]
    assert rate("governance", rows[0], refused) == 1.0


@pytest.mark.parametrize("kind", ["offers", "dibs", "proposals"])
def test_of_a_withdrawn_request_nothing_is_owed(kind: str) -> None:
    withdrawn = event(5, "omar", "withdraw_request", facts.RequestWithdrawn("r1"))

    assert rate(kind, *begun(kind), withdrawn) is None


def test_a_proposal_is_owed_no_answer_once_somebody_else_helps() -> None:
    accepted = event(5, "omar", "accept_offer", facts.OfferAccepted("m2", "r1"))

    assert rate("proposals", *begun("proposals"), accepted) is None


def test_a_service_of_somebody_without_a_profile_needs_no_review() -> None:
    completed = event(2, "omar", "complete_match", facts.MatchCompleted("m1", "r1"))

    assert rate("reviews", POSTED, OFFERED, completed) is None


def test_a_voice_that_does_not_suffice_ends_no_nomination() -> None:
    voice = event(2, "omar", "ratify_nomination", facts.NominationRatified("n1", "c1", False))

    assert rate("nominations", *begun("nominations"), voice) == 0.0


def test_an_answer_to_what_came_due_before_the_run_is_passed_over() -> None:
    rows = [event(2, "omar", "x", answer) for kind, answer in ANSWERS if kind == "dibs"]
    old = event(1, "old", "join_community", facts.CommunityJoined("c1", "pending"))

    assert rate("dibs", *rows) is None
    assert rate("memberships", old) is None


def test_all_kinds_are_weighed_by_their_number() -> None:
    rows = [*begun("dibs"), *begun("nominations"), *begun("feedback")]
    answer = event(2, "omar", "answer_dibs", facts.DibsDeclined("d1", "r1"))

    measures = measured(told(*rows, answer), milliseconds(LATER_H))

    assert measures["obligations_answered_rate"] == 1 / 4


def test_who_is_obliged_to_nothing_answers_less() -> None:
    dutiful, free = (
        World(*changes).open().run(24 * 6).simulation.latest["obligations_answered_rate"]
        for changes in ((), ("obligations.enabled=false",))
    )

    assert free < 0.9 * dutiful
