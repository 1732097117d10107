"""Dry run and live say the same, call by call, identifiers included."""

from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from adapters.dryrun.defects import DEFECTS
from tests.contract.books import snapshot
from tests.contract.walk import Walk
from tests.contract.world import ADAPTERS, Adapter

BOUNDED = settings(stateful_step_count=40, deadline=None, derandomize=True, database=None)
FEW_AND_MANY = [25, pytest.param(100, marks=pytest.mark.slow)]


class TwinWalk(Walk):
    """The same steps on both adapters; each answer is compared where it is given."""

    adapters: ClassVar[tuple[Adapter, ...]] = ADAPTERS

    @invariant()
    def both_platforms_hold_the_same_rows(self) -> None:
        first, second = (snapshot(stage.town.store) for stage in self.stages)

        assert first == second


class TodaysTwinWalk(TwinWalk):
    """With every defect switched on."""

    defects = tuple(DEFECTS)


@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_both_adapters_answer_the_same_calls_alike(examples: int) -> None:
    run_state_machine_as_test(TwinWalk, settings=settings(BOUNDED, max_examples=examples))


@pytest.mark.parametrize("examples", FEW_AND_MANY)
def test_both_adapters_answer_alike_with_todays_defects(examples: int) -> None:
    halved = settings(BOUNDED, max_examples=examples // 2)
    run_state_machine_as_test(TodaysTwinWalk, settings=halved)
