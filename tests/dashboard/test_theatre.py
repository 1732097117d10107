"""The process that plays: what it is told, what it answers, and how it ends."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from math import inf
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from commands.app import main
from dashboard.page.studio import Studio
from dashboard.protocol import Begin, Look, Pause, Play, Scene, Seek, Speed, Step, Story, Trouble
from dashboard.theatre.process import Opening, Theatre
from dashboard.theatre.stage import Stage
from tests.dashboard.stages import quiet_day, unwatched

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    """A day of the quiet week, ready to be played."""
    found = Studio(Begin(quiet_day()))
    yield found
    found.close()
    assert found.exit_code == 0


def until(studio: Studio, wanted: str) -> Scene:
    """The first scene of which an expression is true: `scene.ended`, say."""
    end, seen = monotonic() + PATIENCE_S, -1
    while monotonic() < end:
        seen = studio.news(seen, 0.5)
        scene = studio.scene
        if scene is not None and eval(wanted, {"scene": scene, "studio": studio}):
            return scene
    raise AssertionError(f"never {wanted}; trouble: {studio.trouble}, {studio.scene}")


def begun_anew(studio: Studio, *changes: str) -> None:
    studio.tell(Begin(quiet_day(*changes)))
    until(studio, "scene.hour == 0")


def test_it_waits_for_the_first_order(studio: Studio) -> None:
    scene = until(studio, "scene.hour == 0")

    assert not scene.playing
    assert scene.date == "2026-03-02T08:00-08:00"
    assert scene.measures["users_registered"] == 20


def test_a_step_goes_on_by_so_much_and_stops(studio: Studio) -> None:
    begun_anew(studio)

    studio.tell(Step(3))

    assert not until(studio, "scene.hour == 3").playing


def test_play_goes_on_until_pause(studio: Studio) -> None:
    begun_anew(studio)

    studio.tell(Speed(2.0))
    studio.tell(Play())
    until(studio, "scene.hour > 0.2 and scene.playing")
    studio.tell(Pause())

    assert 0 < until(studio, "not scene.playing").hour < 24


def test_the_end_has_the_figures_of_a_run_that_nobody_watched(studio: Studio) -> None:
    begun_anew(studio, "seed=3")

    studio.tell(Speed(inf))
    studio.tell(Play())
    scene = until(studio, "scene.ended")

    result = unwatched(quiet_day("seed=3"))
    assert scene.measures == result.measures
    assert scene.actions == result.events
    assert not scene.playing
    (verdict,) = scene.verdicts
    assert (verdict.measure, verdict.target) == ("time_to_first_offer_median_h", "below 24")
    assert (verdict.value, verdict.met) == (scene.measures[verdict.measure], True)


def test_a_simulation_does_not_turn_back(studio: Studio) -> None:
    begun_anew(studio)
    studio.tell(Step(2))
    until(studio, "scene.hour == 2")

    studio.tell(Seek(1))
    studio.tell(Step(1))

    assert until(studio, "scene.hour > 2").hour == 3


def test_whoever_is_looked_at_has_a_history(studio: Studio) -> None:
    begun_anew(studio)
    studio.tell(Step(24))
    scene = until(studio, "scene.hour == 24")
    member, town = scene.feed[0].member, scene.towns[0]

    studio.tell(Look("member", member))
    until(studio, f"studio.story.key == {member!r}")
    story: Story = studio.story
    studio.tell(Look("community", town.id))
    until(studio, f"studio.story.key == {town.id!r}")

    assert story.lines
    assert {"profile", "asked", "helped"} <= story.about.keys()
    assert studio.story.title == town.name
    assert studio.story.about["members"] == str(town.members)


def test_a_stored_run_is_played_once_more_from_its_beginning(tmp_path: Path) -> None:
    run = tmp_path / "run"
    assert main(["run", "quiet_week", "--days", "0.5", "--out", str(run), "--quiet"]) == 0
    replay = Studio(str(run))
    try:
        replay.tell(Seek(12))
        until(replay, "scene.ended and scene.hour == 12")
        replay.tell(Speed(1.0))
        replay.tell(Play())
        again = until(replay, "scene.hour < 12")
    finally:
        replay.close()

    assert again.playing
    assert again.title == quiet_day().about


def test_a_process_that_is_killed_is_missed() -> None:
    studio = Studio(Begin(quiet_day()))
    until(studio, "scene.hour == 0")

    os.kill(studio.process_id, signal.SIGKILL)

    end = monotonic() + PATIENCE_S
    while not studio.trouble and monotonic() < end:
        studio.news(studio.version, 0.5)
    assert "has ended unexpectedly" in studio.trouble
    studio.tell(Play())
    studio.close()


def test_what_fails_on_the_way_is_one_sentence_and_another_beginning_is_possible() -> None:
    ours, theirs = multiprocessing.Pipe()
    thread = Thread(target=_perform, args=(theirs,))
    thread.start()

    trouble = ours.recv()
    ours.close()
    thread.join(PATIENCE_S)

    assert isinstance(trouble, Trouble)
    assert trouble.sentence == (
        "The run failed on the way (LookupError: no such stage); start it again."
    )
    assert not thread.is_alive()


def _perform(connection: Connection) -> None:
    Theatre(connection, _nothing_opens).perform(Begin(quiet_day()))
    connection.close()


def _nothing_opens(_opening: Opening) -> Stage:
    raise LookupError("no such stage")
