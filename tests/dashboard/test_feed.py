"""What the feed says of each action, and of each fact."""

from typing import Any

import pytest

from agents import facts
from agents.actions import ACTIONS
from agents.facts import Fact
from dashboard.words.clauses import clause
from dashboard.words.feed import is_news, sentence
from dashboard.words.intents import INTENTS
from tests.dashboard.names import event, known

WEI = "wei@x.org"

TOLD: dict[str, tuple[tuple[Fact, ...], str]] = {
    "join_community": (
        (facts.CommunityJoined("c1", "active"), facts.CommunityJoined("c2", "active")),
        "Priya joined Cully Circle and Lents Garden.",
    ),
    "create_request": (
        (facts.RequestCreated("r1", "ride"),),
        "Priya asked for a ride: “Early flight from PDX”.",
    ),
    "offer_help": (
        (facts.HelpOffered("m1", "r1"),),
        "Priya offered Wei a ride: “Early flight from PDX”.",
    ),
    "accept_offer": (
        (facts.OfferAccepted("m2", "r1"), facts.OfferRejected("m9", "r1")),
        "Priya accepted the help of Omar: “Early flight from PDX” and turned down the help of "
        "somebody: “Early flight from PDX”.",
    ),
    "complete_match": (
        (facts.MatchCompleted("m1", "r1"),),
        "Priya agreed with Wei that it is done: “Early flight from PDX”.",
    ),
    "create_community": ((facts.CommunityCreated("c1"),), "Priya founded Cully Circle."),
    "send_message": (
        (facts.ConversationOpened("t1", "m1"), facts.MessageSent("x1", "m1", "first_contact")),
        "Priya began a conversation with Wei and wrote to Wei.",
    ),
    "rate_exchange": ((facts.ExchangeRated("m1", 4),), "Priya gave Wei 4 of 5 stars."),
    "view_profiles": (
        (facts.StandingSeen("c1", 10, 60, 2),),
        "Priya looked at the own standing in Cully Circle (60 karma).",
    ),
    "review_provider": (
        (facts.ProviderReviewed("v1", "p1", "m1", 5),),
        "Priya reviewed a provider with 5 of 5 stars.",
    ),
    "browse_providers": ((), "Priya looked for a provider."),
    "register_provider": (
        (facts.ProviderRegistered("p1", "tutor"), facts.ProviderOnDuty("p1")),
        "Priya now offers lessons as a provider and went on duty.",
    ),
    "create_collective": (
        (facts.CollectiveCreated("k1"), facts.CollectiveLinked("k1", "c1")),
        "Priya founded a collective of providers and presented it in Cully Circle.",
    ),
    "join_collective": (
        (facts.CollectiveJoined("k1"),),
        "Priya joined a collective of providers.",
    ),
    "schedule_activity": (
        (facts.ActivityPlanned("a1", "c2"),),
        "Priya planned an activity for Lents Garden.",
    ),
    "join_activity": ((facts.ActivityJoined("a1"),), "Priya will take part in an activity."),
    "offer_as_provider": (
        (facts.ProviderOfferMade("o1", "r1"),),
        "Priya offered Wei a service, as a provider: “Early flight from PDX”.",
    ),
    "answer_provider_offer": (
        (facts.ProviderOfferDeclined("o1", "r1"),),
        "Priya declined a provider's offer: “Early flight from PDX”.",
    ),
    "browse_requests": ((), "Priya looked through the open requests."),
    "submit_feedback": (
        (facts.FeedbackGiven("m1", "r1", 5, 4, 3),),
        "Priya gave Wei feedback (5, 4 and 3 of 5): “Early flight from PDX”.",
    ),
    "call_dibs": (
        (facts.DibsCalled("d1", "r1"),),
        "Priya asked somebody first: “Early flight from PDX”.",
    ),
    "answer_dibs": (
        (facts.DibsAccepted("d1", "r1"),),
        "Priya said yes to Wei, who had asked first: “Early flight from PDX”.",
    ),
    "propose_helper": (
        (facts.HelperProposed("m3", "r1"),),
        "Priya proposed a helper to Wei: “Early flight from PDX”.",
    ),
    "answer_proposal": (
        (facts.ProposalAccepted("m3", "r1"),),
        "Priya agreed to help Wei, as proposed: “Early flight from PDX”.",
    ),
    "withdraw_request": (
        (facts.RequestWithdrawn("r1"),),
        "Priya withdrew a request: “Early flight from PDX”.",
    ),
    "vote_on_governance": (
        (facts.VoteCast("f1", "c1", "fusion", "yes"),),
        "Priya voted yes on the merger of Cully Circle.",
    ),
    "propose_split": ((facts.SplitProposed("s1", "c1"),), "Priya proposed to split Cully Circle."),
    "start_split_vote": (
        (facts.SplitVoteStarted("s1", "c1"),),
        "Priya put the split of Cully Circle to the vote.",
    ),
    "execute_split": (
        (facts.SplitExecuted("s1", "c3", "c1", "c2", 70, 71),),
        "Priya split Cully and Lents into Cully Circle (70 members) and Lents Garden (71).",
    ),
    "propose_fusion": (
        (facts.FusionProposed("f1", "c1", "c2"),),
        "Priya proposed to merge Cully Circle and Lents Garden.",
    ),
    "answer_fusion": (
        (facts.FusionAccepted("f1"),),
        "Priya took up the merger of Cully Circle and Lents Garden.",
    ),
    "start_fusion_vote": (
        (facts.FusionVoteStarted("f1"),),
        "Priya put the merger of Cully Circle and Lents Garden to the vote.",
    ),
    "execute_fusion": (
        (facts.FusionExecuted("f1", "c1", "c2", "c3", 30),),
        "Priya merged Cully Circle and Lents Garden into Cully and Lents (30 members).",
    ),
    "approve_membership": (
        (facts.MembershipApproved("c1", "u-omar"),),
        "Priya let Omar into Cully Circle.",
    ),
    "leave_community": ((facts.CommunityLeft("c1"),), "Priya left Cully Circle."),
    "nominate_member": (
        (facts.MemberNominated("n1", "c1", "moderator"),),
        "Priya nominated somebody as moderator of Cully Circle.",
    ),
    "ratify_nomination": (
        (facts.NominationRatified("n1", "c1", True),),
        "Priya spoke for a nomination in Cully Circle, the last voice needed.",
    ),
    "register": ((facts.MemberRegistered("u-priya"),), "Priya arrived at karmyq."),
}
"""Each action with what it leaves, and how that is told."""

KINDS = [getattr(facts, name) for name in facts.__all__ if name != "Fact"]


def test_every_action_is_told_here() -> None:
    assert set(TOLD) == set(ACTIONS) == set(INTENTS)


@pytest.mark.parametrize("action", TOLD)
def test_an_action_is_told_in_plain_words(action: str) -> None:
    left, expected = TOLD[action]
    done = event(action, *left)

    assert sentence(done, known([done])) == expected


@pytest.mark.parametrize("action", TOLD)
def test_what_came_to_nothing_says_why(action: str) -> None:
    skipped = event(action, outcome="skipped", reason="too_shy")
    refused = event(action, outcome="refused", reason="NOT_A_MEMBER")
    failed = event(action, outcome="failed", reason="TIMEOUT")

    assert sentence(skipped, known()).endswith(f"did not {INTENTS[action]}: too shy.")
    assert sentence(refused, known()).endswith("but karmyq refused: not a member.")
    assert sentence(failed, known()).endswith("but got no usable answer: timeout.")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_fact_has_its_clause_without_identifiers(kind: type[Fact]) -> None:
    values: list[Any] = [
        {"int": 3, "bool": True}.get(str(hint.__name__), f"id-{name}")
        for name, hint in kind.__annotations__.items()
    ]

    told = clause(kind(*values), WEI, known(named=False))

    assert told
    assert "id-" not in told.replace("id-vote", "").replace("id-role", "")


def test_without_names_people_are_called_by_their_address() -> None:
    done = event("offer_help", facts.HelpOffered("m1", "r1"))

    assert sentence(done, known(named=False)) == "Priya offered Wei a ride."


def test_a_turn_that_the_end_cut_off_says_so() -> None:
    opened = facts.ConversationOpened("t1", "m1")
    cut_off = event("send_message", opened, outcome="skipped", reason="run_ended")

    assert sentence(cut_off, known()) == (
        "Priya began a conversation with Wei, then was about to write to somebody when the run "
        "ended."
    )


def test_two_of_the_same_first_name_are_told_apart() -> None:
    other = event("create_request", facts.RequestCreated("r2", "generic"), who="priya.diaz@x.org")
    done = event("offer_help", facts.HelpOffered("m4", "r2"))

    assert sentence(done, known([other, done])) == "Priya offered Priya Diaz help."


def test_the_same_said_twice_is_said_once() -> None:
    done = event("send_message", *[facts.MessageSent(n, "m1", "thanks") for n in ("x1", "x2")])

    assert sentence(done, known()) == "Priya wrote to Wei."


def test_looking_is_no_news() -> None:
    assert not is_news(event("browse_requests"))
    assert not is_news(event("view_profiles", facts.StandingSeen("c1", 10, 60, 2)))
    assert is_news(event("offer_help", facts.HelpOffered("m1", "r1")))


def test_a_turn_that_was_nobodys_says_so() -> None:
    nobody = event("wake", who="", outcome="skipped", reason="nobody_idle")

    assert sentence(nobody, known()) == "Nobody was woken: nobody idle."
