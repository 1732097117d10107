"""What benchmarks/README.md says that Mesa's `batch_run` lacks, asked of the pinned Mesa."""

import inspect

import mesa
import pytest
from mesa import DataCollector, Model
from mesa.batchrunner import batch_run

from benchmarks import batch_runner
from benchmarks.row import Effort
from scenarios.wording import CHECKOUT

README = (CHECKOUT / "benchmarks" / "README.md").read_text(encoding="utf-8")


class Counted(Model):  # type: ignore[misc]  # Mesa ships no types
    """Counts what is built, and fails for one value."""

    built: int = 0

    def __init__(self, value: int, rng: int | None = None) -> None:
        super().__init__(rng=rng)
        Counted.built += 1
        if value == 1:
            raise ValueError("no luck")
        self.datacollector = DataCollector({"value": lambda _model: value})

    def step(self) -> None:
        self.datacollector.collect(self)


def run(**parameters: object) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = batch_run(
        Counted, parameters, max_steps=2, display_progress=False, rng=[1, 2]
    )
    return rows


def test_it_is_the_version_that_the_page_speaks_of() -> None:
    assert f"Mesa {mesa.__version__}" in README


def test_the_first_failure_ends_a_batch_run_and_nothing_of_it_is_left() -> None:
    with pytest.raises(ValueError, match="no luck"):
        run(value=[0, 1, 2])


def test_a_batch_run_asked_again_runs_everything_again() -> None:
    Counted.built = 0
    run(value=[0, 2])
    run(value=[0, 2])

    assert Counted.built == 8


def test_values_are_a_full_grid_and_rows_are_all_in_memory() -> None:
    assert [row["value"] for row in run(value=[0, 2])] == [0, 2, 0, 2]
    assert isinstance(run(value=[0]), list)


def test_no_parameter_of_it_speaks_of_a_file_a_cluster_or_a_design() -> None:
    assert set(inspect.signature(batch_run).parameters) == {
        "model_cls",
        "parameters",
        "number_processes",
        "iterations",
        "data_collection_period",
        "max_steps",
        "display_progress",
        "rng",
    }


@pytest.mark.slow
def test_our_model_runs_under_it_and_both_times_are_measured() -> None:
    theirs, ours = batch_runner.measure(Effort(1, quick=True))

    assert theirs.value > 0
    assert ours.peer == theirs.name
    assert ours.ratio is not None
    assert ours.ratio > 0
