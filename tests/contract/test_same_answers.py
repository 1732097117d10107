"""Dry run and live say the same, call by call, identifiers included."""

from typing import ClassVar

from hypothesis import settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from adapters.dryrun.defects import DEFECTS
from tests.contract.books import snapshot
from tests.contract.walk import Walk
from tests.contract.world import ADAPTERS, Adapter

BOUNDED = settings(
    max_examples=40, stateful_step_count=40, deadline=None, derandomize=True, database=None
)


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


def test_both_adapters_answer_the_same_calls_alike() -> None:
    run_state_machine_as_test(TwinWalk, settings=BOUNDED)


def test_both_adapters_answer_alike_with_todays_defects() -> None:
    run_state_machine_as_test(TodaysTwinWalk, settings=settings(BOUNDED, max_examples=20))
