"""Growth: when newcomers arrive, how many at most, and what they do first."""

import pytest

from tests.model.world import ASLEEP, World

AT_EVERY_TICK = (ASLEEP, "growth.users_per_day=480", "growth.max_per_day=480")
UNLIMITED = (*AT_EVERY_TICK, "growth.max_users=100000")
TICK_MS = 180_000
DAY_MS = 86_400_000


def arrivals(world: World) -> list[int]:
    """When somebody registered after the opening, in ms."""
    return [one.time_ms for one in world.done("register", since_h=0)]


def test_a_day_has_480_ticks_at_exactly_three_minutes_each() -> None:
    world = World(*UNLIMITED).open().run(48)

    assert arrivals(world) == [tick * TICK_MS for tick in range(1, 961)]


def test_the_number_of_ticks_can_be_set() -> None:
    world = World(ASLEEP, "growth={users_per_day: 4, ticks_per_day: 4, max_per_day: 9}")

    world.open().run(24)

    assert arrivals(world) == [hour * 3_600_000 for hour in (6, 12, 18, 24)]


def test_people_arrive_about_as_often_as_expected() -> None:
    world = World(ASLEEP, "growth={users_per_day: 10, max_per_day: 480, max_users: 100000}")

    world.open().run(24 * 100)

    assert len(arrivals(world)) == pytest.approx(1000, abs=100)


def test_no_more_than_the_most_arrive_within_any_24_hours() -> None:
    world = World(*UNLIMITED, "growth.max_per_day=5").open().run(24 * 4)

    first_five = [tick * TICK_MS for tick in range(1, 6)]
    assert arrivals(world) == [day * DAY_MS + tick for day in range(4) for tick in first_five]


def test_arrivals_stop_at_the_largest_number_of_people() -> None:
    world = World(*AT_EVERY_TICK, "growth.max_users=23").open().run(24)

    assert len(arrivals(world)) == 3
    assert len(world.members()) == 23


def test_without_growth_nobody_arrives() -> None:
    world = World(ASLEEP, "growth.users_per_day=0").open().run(24)

    assert arrivals(world) == []


def test_a_newcomer_joins_a_community_at_once() -> None:
    world = World(*AT_EVERY_TICK, "growth.max_users=21").open().run(1)

    [registers] = world.done("register", since_h=0)
    [joins] = world.done("join_community", since_h=0)
    assert (joins.member, joins.outcome) == (registers.member, "done")
    assert (joins.worker, registers.worker) == ("growth", "growth")
    assert joins.facts != ()


def test_without_onboarding_a_newcomer_waits_to_be_drawn() -> None:
    world = World(*AT_EVERY_TICK, "growth.max_users=21", "growth.onboarding=false").open().run(1)

    assert len(arrivals(world)) == 1
    assert world.done("join_community", since_h=0) == []


def test_a_newcomer_has_the_profile_of_its_e_mail() -> None:
    world = World(*AT_EVERY_TICK, "growth.max_users=21").open().run(1)

    [row] = world.done("register", since_h=0)
    assert row.profile == world.society.profiles.of(row.member)
    assert [row.profile] == [
        one.profile for one in world.members() if one.account.email == row.member
    ]


def test_a_taken_e_mail_is_refused_and_counted_and_other_digits_are_drawn_at_once() -> None:
    expected = World(*AT_EVERY_TICK, "growth.max_users=21").open().run(1)
    taken = expected.done("register", since_h=0)[0].member
    world = World(*AT_EVERY_TICK, "growth.max_users=21").open()
    world.platform.accounts.register(taken, "Somebody Else", "not a secret")

    world.run(0.15)

    refused, registered, *_ = world.done("register", since_h=0)
    assert (refused.member, refused.outcome, refused.reason) == (taken, "refused", "CONFLICT")
    assert (registered.outcome, registered.time_ms) == ("done", refused.time_ms)
    assert _letters(registered.member) == _letters(taken)
    assert registered.member != taken
    assert world.simulation.ledger.outcomes["register", "refused", "CONFLICT"] == 1


def test_who_was_refused_joins_nothing() -> None:
    expected = World(*AT_EVERY_TICK, "growth.max_users=21").open().run(1)
    taken = expected.done("register", since_h=0)[0].member
    world = World(*AT_EVERY_TICK, "growth.max_users=21").open()
    world.platform.accounts.register(taken, "Somebody Else", "not a secret")

    world.run(1)

    assert taken not in {row.member for row in world.done("join_community", since_h=0)}


def _letters(email: str) -> str:
    return "".join(character for character in email if not character.isdigit())
