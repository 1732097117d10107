"""Open requests of one person: the most at once."""

from agents.facts import RequestCreated
from tests.model.story import told
from tests.model.world import World, event


def most(*waiting: int) -> int:
    """The most at once, where posts found so many others waiting."""
    rows = [
        event(hour, "rosa", "create_request", RequestCreated(f"r{hour}", "generic", others))
        for hour, others in enumerate(waiting, 1)
    ]
    return told(*rows).tallies.asking.most_open


def test_where_nobody_posts_nobody_has_any() -> None:
    assert most() == 0


def test_the_new_one_counts_with_those_that_wait() -> None:
    assert most(0) == 1
    assert most(0, 2, 1) == 3


def test_two_days_of_the_reference_keep_to_its_limit() -> None:
    world = World("population.initial=120", "population.communities=3", base="reference").open()

    measures = world.run(48).simulation.latest

    assert measures["requests_open_per_user_max"] == 2
    assert measures["limit_stops_open_requests"] > 0


def test_who_would_not_keep_to_a_limit_would_be_seen() -> None:
    changes = ("population.initial=120", "population.communities=3", "limits.open_requests=4")
    world = World(*changes, base="reference").open()

    assert world.run(48).simulation.latest["requests_open_per_user_max"] > 2
