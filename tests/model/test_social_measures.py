"""Each measure of what people do beside asking and helping, by hand on a tiny story."""

import pytest

from agents import facts
from model.clock import milliseconds
from model.measures import measured
from model.social_measures import SOCIAL_MEASURES
from model.tallies import gini
from tests.model.story import STORY, told
from tests.model.world import event

LATER = (
    event(11, "omar", "create_request", facts.RequestCreated("r5", "borrow")),
    event(12, "rosa", "offer_help", facts.HelpOffered("m5", "r5")),
    event(13, "omar", "accept_offer", facts.OfferAccepted("m5", "r5")),
    event(14, "omar", "complete_match", facts.MatchCompleted("m5", "r5")),
    event(15, "omar", "send_message", facts.ConversationOpened("k1", "m1")),
    event(15, "omar", "send_message", facts.MessageSent("x1", "m1", "first_contact")),
    event(16, "rosa", "send_message", facts.MessageSent("x2", "m1", "thanks")),
    event(17, "rosa", "submit_feedback", facts.FeedbackGiven("m1", "r1", 5, 4, 3)),
    event(18, "ines", "register_provider", facts.ProviderRegistered("p1", "ride")),
    event(18, "rosa", "review_provider", facts.ProviderReviewed("w1", "p1", "m1", 4)),
    event(18, "ines", "create_collective", facts.CollectiveCreated("g1")),
    event(18, "omar", "join_collective", facts.CollectiveJoined("g1")),
    event(19, "rosa", "schedule_activity", facts.ActivityPlanned("a1", "c1")),
    event(19, "omar", "join_activity", facts.ActivityJoined("a1")),
    event(19, "ines", "join_activity", facts.ActivityJoined("a1")),
    event(20, "rosa", "call_dibs", facts.DibsCalled("d1", "r2")),
    event(20, "rosa", "call_dibs", facts.DibsCalled("d2", "r2")),
    event(21, "omar", "answer_dibs", facts.DibsAccepted("d1", "r2")),
    event(21, "omar", "answer_dibs", facts.DibsDeclined("d2", "r2")),
    event(22, "rosa", "propose_helper", facts.HelperProposed("m6", "r3")),
    event(22, "omar", "answer_proposal", facts.ProposalAccepted("m6", "r3")),
    event(23, "rosa", "nominate_member", facts.MemberNominated("n1", "c1", "moderator")),
    event(23, "rosa", "approve_membership", facts.MembershipApproved("c1", "u3")),
    event(23, "omar", "leave_community", facts.CommunityLeft("c1")),
    event(24, "rosa", "propose_split", facts.SplitProposed("s1", "c1")),
    event(24, "rosa", "propose_split", facts.SplitProposed("s2", "c2")),
    event(25, "rosa", "start_split_vote", facts.SplitVoteStarted("s1", "c1")),
    event(25, "ines", "start_split_vote", facts.SplitVoteStarted("s2", "c2")),
    event(26, "omar", "vote_on_governance", facts.VoteCast("s1", "c1", "split", "yes")),
    event(26, "omar", "vote_on_governance", facts.VoteCast("s1", "c1", "split", "yes")),
    event(26, "ines", "vote_on_governance", facts.VoteCast("s1", "c1", "split", "no")),
    event(26, "omar", "vote_on_governance", facts.VoteCast("s2", "c2", "split", "yes")),
    event(26, "ines", "view_profiles", facts.StandingSeen("c2", 0, 0, 0)),  # she has earned none
    event(26, "rosa", "view_profiles", facts.StandingSeen("c2", 0, 0, 0)),
    event(26, "rosa", "view_profiles", facts.StandingSeen("c1", 60, 40, 1)),
    event(27, "rosa", "execute_split", facts.SplitExecuted("s1", "c1", "c3", "c4", 1, 1)),
    event(28, "rosa", "propose_fusion", facts.FusionProposed("f1", "c3", "c4")),
    event(29, "rosa", "execute_fusion", facts.FusionExecuted("f1", "c3", "c4", "c5", 2)),
    event(29, "ines", "withdraw_request", facts.RequestWithdrawn("r4")),
)
BY_HAND: dict[str, float | None] = {
    "messages_sent": 2,
    "conversations_opened": 1,
    "feedback_given": 1,
    "feedback_rate": 1 / 4,
    "feedback_score_mean": 4,
    "reciprocity": 1,
    "karma_mean": 200 / 3,
    "karma_gini": 0,
    "karma_seen_rate": 1 / 2,
    "helps_given_max": 1,
    "providers_registered": 1,
    "provider_reviews": 1,
    "collectives_created": 1,
    "collectives_joined": 1,
    "activities_planned": 1,
    "activities_joined": 2,
    "activity_attendance_mean": 2,
    "dibs_called": 2,
    "dibs_accept_rate": 1 / 2,
    "helpers_proposed": 1,
    "proposals_accepted": 1,
    "members_nominated": 1,
    "memberships_approved": 1,
    "communities_left": 1,
    "splits_proposed": 2,
    "split_votes_started": 2,
    "splits_executed": 1,
    "splits_in_voting": 1,
    "split_vote_passed_rate": None,  # no vote has had its 14 days
    "split_unproposed_longest_d": 0,
    "votes_cast": 3,  # omar's second word about s1 is the same vote
    "fusions_proposed": 1,
    "fusions_executed": 1,
    "requests_withdrawn": 1,
}
ALL = measured(told(*STORY, *LATER), milliseconds(30))


def test_every_social_measure_is_tested_here() -> None:
    assert list(BY_HAND) == [measure.name for measure in SOCIAL_MEASURES]


@pytest.mark.parametrize(("name", "value"), BY_HAND.items(), ids=BY_HAND)
def test_a_measure_of_the_longer_story(name: str, value: float | None) -> None:
    assert ALL[name] == pytest.approx(value)


def test_a_dibs_and_an_admins_proposal_count_as_acceptance() -> None:
    ledger = told(*STORY, *LATER)

    assert ledger.accepted == 4  # r1 and r2 by offer, r5 by offer, r3 by proposal


def test_a_split_and_a_fusion_move_the_members() -> None:
    ledger = told(*STORY, *LATER)

    assert dict(ledger.members_of) == {"c2": 1, "c5": 2}


@pytest.mark.parametrize(("hour", "looks"), [(9.5, 0), (10.9, 0), (11, 1)])
def test_a_look_counts_from_an_hour_after_the_first_completed_match(
    hour: float, looks: int
) -> None:
    look = event(hour, "omar", "view_profiles", facts.StandingSeen("c1", 0, 0, 0))

    assert told(*STORY, look).tallies.looks_at_karma == looks


@pytest.mark.parametrize(
    ("amounts", "value"),
    [([1, 1, 1], 0), ([0, 0, 3], 2 / 3), ([1, 2, 3], 2 / 9), ([], None), ([0, 0], None)],
    ids=["equal", "one has all", "a slope", "nobody", "nothing"],
)
def test_gini(amounts: list[float], value: float | None) -> None:
    assert gini(amounts) == (None if value is None else pytest.approx(value))


def test_reciprocity_counts_every_help_of_a_pair_that_helped_both_ways() -> None:
    helps = [
        ("omar", "rosa"),
        ("omar", "rosa"),
        ("rosa", "omar"),
        ("rosa", "omar"),
        ("ines", "omar"),
    ]
    rows = []
    for number, (helper, requester) in enumerate(helps):
        request, match = f"r{number}", f"m{number}"
        rows += [
            event(1, requester, "create_request", facts.RequestCreated(request, "generic")),
            event(2, helper, "offer_help", facts.HelpOffered(match, request)),
            event(3, helper, "complete_match", facts.MatchCompleted(match, request)),
        ]

    assert told(*rows).tallies.reciprocated == 4  # all but the one of ines
