"""What somebody thinks of a proposal: kept, and spread as the leanings say."""

from collections import Counter

from agents.opinion import Leanings, opinion

USUAL = Leanings(0.8, 0.15)


def test_an_opinion_is_kept() -> None:
    assert len({opinion("rosa", "split", USUAL) for _ in range(10)}) == 1


def test_people_and_proposals_differ() -> None:
    even = Leanings(0.5, 0.0)

    assert {opinion(f"member {one}", "split", even) for one in range(20)} == {"yes", "no"}
    assert {opinion("rosa", f"split {one}", even) for one in range(20)} == {"yes", "no"}


def test_opinions_spread_as_the_leanings_say() -> None:
    votes = Counter(opinion(f"member {one}", "split", USUAL) for one in range(2000))

    assert 1550 < votes["yes"] < 1650
    assert 250 < votes["abstain"] < 350
    assert 70 < votes["no"] < 130


def test_certainty_is_certain() -> None:
    assert opinion("rosa", "split", Leanings(1.0, 0.0)) == "yes"
    assert opinion("rosa", "split", Leanings(0.0, 1.0)) == "abstain"
    assert opinion("rosa", "split", Leanings(0.0, 0.0)) == "no"
