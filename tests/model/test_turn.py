"""A turn: thinking is saved up until the next call, within the settings' bounds."""

import pytest
from mesa import Model

from adapters.port import Call
from agents.facts import MemberRegistered
from model.scheduler import Scheduler, Story
from model.streams import WorkerStreams
from model.turn import Turn
from tests.model.world import World, account


def turn_of(world: World, name: str | None = "rosa") -> Turn:
    streams = WorkerStreams.of(1, "w0")
    return world.society.turn(streams, None if name is None else account(name))


def slept(world: World) -> list[float]:
    """From now on, the seconds that turns sleep."""
    seconds: list[float] = []

    async def sleep(how_long_s: float) -> None:
        seconds.append(how_long_s)

    world.society._stage.sleep = sleep
    return seconds


async def thinks_twice_and_calls(turn: Turn) -> None:
    await turn.think(5.0, 20.0)
    await turn.think(3.0, 10.0)
    await turn.before_call()
    await turn.before_call()


def run(scheduler: Scheduler, story: Story) -> None:
    scheduler.start(story)
    scheduler.run_until(1)


def test_thinking_in_a_row_is_one_sleep_before_the_call() -> None:
    world = World()
    seconds = slept(world)

    run(Scheduler(Model(rng=1)), thinks_twice_and_calls(turn_of(world)))

    assert len(seconds) == 1


def test_thinking_times_lie_within_their_bounds() -> None:
    world = World()
    seconds = slept(world)

    async def thinks_often(turn: Turn) -> None:
        for _ in range(500):
            await turn.think(5.0, 20.0)
            await turn.before_call()

    run(Scheduler(Model(rng=1)), thinks_often(turn_of(world)))

    assert len(seconds) == 500
    assert 5.0 <= min(seconds) < 5.5
    assert 19.5 < max(seconds) <= 20.0


def test_thinking_passes_virtual_time() -> None:
    world = World()
    hours: list[float] = []

    async def thinks(turn: Turn) -> None:
        await turn.think(36.0, 36.0)
        await turn.before_call()
        hours.append(world.scheduler.hours)

    run(world.scheduler, thinks(turn_of(world)))

    assert hours == [0.01]


def test_thinking_draws_from_its_own_stream_alone() -> None:
    world = World()
    slept(world)
    streams, untouched = WorkerStreams.of(1, "w0"), WorkerStreams.of(1, "w0")

    run(Scheduler(Model(rng=1)), thinks_twice_and_calls(world.society.turn(streams, None)))

    others = [name for name in streams._fields if name != "thinking"]
    assert [getattr(streams, name).between(0, 1) for name in others] == [
        getattr(untouched, name).between(0, 1) for name in others
    ]


def test_calls_and_facts_are_kept_in_order() -> None:
    turn = turn_of(World())
    reads, joins = Call("my_communities", "", 200), Call("join_community", "c1", 200)
    turn.called(reads)
    turn.called(joins)
    turn.leave(MemberRegistered("u1"))

    assert turn.calls == [reads, joins]
    assert turn.facts == [MemberRegistered("u1")]


def test_a_call_lets_the_model_catch_up_first() -> None:
    world = World()
    world.scheduler.wall_hours = lambda: 0.5
    turn = turn_of(world)

    turn.called(Call("my_communities", "", 200))

    assert world.scheduler.hours == 0.5


def test_somebody_who_has_not_registered_has_no_account() -> None:
    turn = turn_of(World(), None)

    with pytest.raises(LookupError, match="has not registered"):
        _ = turn.account


def test_words_limits_and_karmyqs_time_are_the_runs() -> None:
    world = World("limits.memberships=4")
    turn = turn_of(world)

    assert turn.limits.memberships == 4
    assert turn.words is world.society.words
    assert turn.now() == world.platform.now()
