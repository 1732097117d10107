"""The society: who is known, who is drawn, and how a turn ends in the log."""

from collections import Counter
from random import Random

import pytest

from adapters.errors import Unavailable
from adapters.port import Karmyq
from agents.action import Perform
from agents.actions import ACTIONS
from agents.draw import Draw
from agents.facts import CommunityJoined
from agents.me import Me
from agents.outcome import DONE, Outcome
from model.streams import WorkerStreams
from model.turn import Turn
from tests.model.world import ASLEEP, NO_GROWTH, World, account

WHO = ("w0", "rosa@test.karmyq.com", "browser")


async def joins_and_thinks(me: Me, karmyq: Karmyq, _settings: object) -> Outcome:
    me.leave(CommunityJoined("c1", "active"))
    await me.think(60.0, 60.0)
    return DONE


async def thinks_before_a_call(me: Me, karmyq: Karmyq, _settings: object) -> Outcome:
    me.leave(CommunityJoined("c1", "active"))
    await me.think(60.0, 60.0)
    await karmyq.my_communities()
    return DONE


async def is_cut_off_by_karmyq(me: Me, karmyq: Karmyq, _settings: object) -> Outcome:
    me.leave(CommunityJoined("c1", "active"))
    raise Unavailable(503, "INTERNAL_ERROR", "down")


async def is_wrong(me: Me, karmyq: Karmyq, _settings: object) -> Outcome:
    raise ZeroDivisionError


def turn_of(world: World) -> Turn:
    return world.society.turn(WorkerStreams.of(1, "w0"), account("rosa"))


def perform(world: World, action: Perform) -> World:
    """Somebody begins this at time zero."""

    async def story() -> None:
        await world.society.perform(WHO, action, "join_community", turn_of(world), None)

    world.scheduler.start(story())
    return world


def test_an_end_is_recorded_with_worker_member_profile_and_facts() -> None:
    world = perform(World(), joins_and_thinks).run(1)

    [row] = world.events
    assert (row.worker, row.member, row.profile) == WHO
    assert (row.action, row.outcome, row.reason) == ("join_community", "done", "")
    assert row.facts == (CommunityJoined("c1", "active"),)


def test_thinking_at_the_end_passes_before_the_row_is_written() -> None:
    world = perform(World(), joins_and_thinks).run(1)

    assert [row.time_ms for row in world.events] == [60_000]


def test_an_error_of_the_port_is_an_outcome_that_keeps_what_was_done() -> None:
    world = perform(World(), is_cut_off_by_karmyq).run(1)

    [row] = world.events
    assert (row.outcome, row.reason) == ("failed", "INTERNAL_ERROR")
    assert row.facts == (CommunityJoined("c1", "active"),)


def test_any_other_error_rises_and_writes_no_row() -> None:
    world = perform(World(), is_wrong)

    with pytest.raises(ZeroDivisionError):
        world.run(1)

    assert world.events == []


def test_a_turn_that_the_end_cuts_is_recorded_as_run_ended_with_its_facts() -> None:
    world = perform(World(), thinks_before_a_call).run(0.01).cut()

    [row] = world.events
    assert (row.outcome, row.reason, row.time_ms) == ("skipped", "run_ended", 36_000)
    assert row.facts == (CommunityJoined("c1", "active"),)


def test_a_turn_that_had_come_to_its_outcome_keeps_it_when_it_is_cut() -> None:
    world = perform(World(), joins_and_thinks).run(0.01).cut()

    assert [row.outcome for row in world.events] == ["done"]


def test_without_a_cut_a_closed_turn_writes_no_row() -> None:
    world = perform(World(), thinks_before_a_call).run(0.01)

    world.scheduler.close()

    assert world.events == []


def test_a_whole_run_ends_with_at_most_one_cut_turn_for_each_worker() -> None:
    world = World("workers.count=5", "workers.delay_s=[5, 10]").open().run(6)
    before = [row.reason for row in world.events]

    world.cut()

    assert "run_ended" not in before
    assert 1 <= [row.reason for row in world.events].count("run_ended") <= 5


def test_only_idle_people_are_drawn() -> None:
    world = World(ASLEEP, NO_GROWTH).open()
    busy = world.members()[3]

    with world.society.acting(busy):
        drawn = {world.society.draw_idle(Draw(Random(seed))) for seed in range(300)}

    assert drawn == set(world.members()) - {busy}


def test_everybody_is_about_equally_often_drawn() -> None:
    world = World(ASLEEP, NO_GROWTH).open()
    stream = Draw(Random(1))

    drawn = Counter(world.society.draw_idle(stream) for _ in range(4000))

    assert len(drawn) == 20
    assert 140 < min(drawn.values()) <= max(drawn.values()) < 260


def test_who_has_acted_can_be_drawn_again() -> None:
    world = World()
    rosa = world.society.add(account("rosa"))

    with world.society.acting(rosa):
        nobody = world.society.draw_idle(Draw(Random(1)))

    assert nobody is None
    assert world.society.draw_idle(Draw(Random(1))) is rosa


def test_the_roster_is_in_order_of_registration_then_e_mail() -> None:
    world = World()
    for name in ("rosa", "elif", "omar"):  # all at the same moment
        world.society.add(account(name))

    assert [member.account.name for member in world.members()] == ["Elif", "Omar", "Rosa"]


def test_only_people_of_the_run_are_known() -> None:
    world = World()
    world.society.add(account("rosa"))

    assert world.society.knows("id-rosa")
    assert not world.society.knows("id-stranger")


def test_everyone_is_known_when_the_scenario_says_so() -> None:
    world = World("live.interact_with=everyone")

    assert world.society.knows("id-stranger")


def test_the_scenario_sets_the_numbers_of_an_action() -> None:
    world = World("actions.offer_help.offer_chance=0.25")

    settings = world.society._settings["offer_help"]

    assert settings == ACTIONS["offer_help"].settings(offer_chance=0.25, routing=1)
