"""Open requests of one person: the most at once."""

from agents.facts import (
    DibsAccepted,
    DibsCalled,
    DibsDeclined,
    Fact,
    OfferAccepted,
    ProposalAccepted,
    RequestCreated,
    RequestWithdrawn,
)
from model.event import Event
from tests.model.story import told
from tests.model.world import World, event


def posts(hour: float, request: str, name: str = "rosa") -> Event:
    return event(hour, name, "create_request", RequestCreated(request, "generic"))


def happens(hour: float, fact: Fact) -> Event:
    return event(hour, "rosa", "something", fact)


def most(*rows: Event) -> int:
    """The most at once."""
    return told(*rows).tallies.asking.most_open


def test_each_person_is_counted_alone() -> None:
    assert most(posts(1, "r1"), posts(2, "r2"), posts(3, "r3", "omar")) == 2


def test_what_has_a_helper_or_was_withdrawn_is_open_no_longer() -> None:
    ends = (
        OfferAccepted("m1", "r1"),
        ProposalAccepted("m1", "r1"),
        DibsAccepted("d1", "r1"),
        RequestWithdrawn("r1"),
    )

    assert {most(posts(1, "r1"), happens(2, end), posts(3, "r2")) for end in ends} == {1}


def test_what_expired_is_open_no_longer() -> None:
    assert most(posts(1, "r1"), posts(24 * 60 + 1, "r2")) == 1
    assert most(posts(1, "r1"), posts(24 * 60, "r2")) == 2


def test_a_request_with_a_private_ask_out_counts_all_along() -> None:
    asks, declined = happens(2, DibsCalled("d1", "r1")), happens(3, DibsDeclined("d1", "r1"))

    assert most(posts(1, "r1"), asks, posts(3, "r2")) == 2
    assert most(posts(1, "r1"), asks, declined, posts(4, "r2")) == 2


def test_a_request_from_before_the_run_is_nobodys() -> None:
    assert most(happens(1, OfferAccepted("m1", "old")), posts(2, "r1")) == 1


def test_two_days_of_the_reference_keep_to_its_limit() -> None:
    world = World("population.initial=120", "population.communities=3", base="reference").open()

    measures = world.run(48).simulation.latest

    assert measures["requests_open_per_user_max"] == 2
    assert measures["limit_stops_open_requests"] > 0
