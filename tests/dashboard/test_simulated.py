"""A simulation on the stage is the run that it would be elsewhere."""

import pytest

from dashboard.theatre.simulated import SimulatedStage
from model.measures import MEASURE_NAMES
from tests.dashboard.stages import CUT_OFF, quiet_day, unwatched

EVERYTHING = frozenset(
    {
        *("measures", "turns", "requests", "members", "communities"),
        *("sizes", "exchanges", "governance", "services"),
    }
)


@pytest.mark.parametrize(
    "changes",
    [
        (),
        CUT_OFF,
        ("population.history_days=1",),
    ],
    ids=["", "cut off", "with a past"],
)
def test_watching_changes_nothing(changes: tuple[str, ...]) -> None:
    scenario = quiet_day(*changes)
    stage = SimulatedStage(scenario)

    while stage.hour < stage.end_hour:
        stage.advance(0.37)
        stage.measures()
        stage.chronicle.feed(stage.hour)
    stage.frames(EVERYTHING)

    result = unwatched(scenario)
    assert stage.digest.hex() == result.digest
    assert stage.measures() == result.measures


def test_every_measure_is_there_from_the_beginning() -> None:
    stage = SimulatedStage(quiet_day())

    assert set(stage.measures()) == MEASURE_NAMES
    stage.close()


def test_a_stage_that_is_left_early_ends_its_processes() -> None:
    stage = SimulatedStage(quiet_day())
    stage.advance(2)

    stage.close()
    stage.advance(2)

    assert stage.hour == 2


def test_a_community_has_the_members_that_the_measures_count() -> None:
    stage = SimulatedStage(quiet_day())
    stage.advance(24)

    towns = stage.chronicle.towns(stage.hour)

    measures = stage.measures()
    assert len(towns) == measures["communities"]
    assert max(town.members for town in towns) == measures["members_per_community_max"]
