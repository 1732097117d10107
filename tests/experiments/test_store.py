"""The result file keeps each result at once, and knows what is missing."""

from pathlib import Path

import pytest

from experiments.engine import failed
from experiments.errors import StoreError
from experiments.experiment import missing
from experiments.store import ASKED, DONE, FAILED, Store
from tests.experiments.cases import plan, point, result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "experiment.sqlite"


def test_what_was_asked_is_taken_down_with_a_command_line_for_each_replication(
    file: Path,
) -> None:
    store = Store(file)
    store.plan(plan(2))
    first, second = store.replications()

    assert (first.state, second.state) == (ASKED, ASKED)
    assert first.seed == plan(2).seeds()[0]
    assert first.command == (f"run.py run quiet_week --seed {first.seed} --set time.days=0.1")


def test_a_result_is_there_for_whoever_opens_the_file_next(file: Path) -> None:
    store = Store(file)
    store.plan(plan(2))
    store.keep(result(1, completion_rate=0.25, accept_rate=None))
    again = Store(file)

    assert [kept.state for kept in again.replications()] == [ASKED, DONE]
    assert again.measures() == {(0, 1): {"accept_rate": None, "completion_rate": 0.25}}


def test_a_failure_is_kept_and_replaced_by_a_result() -> None:
    store, asked = Store(), plan(1)
    store.plan(asked)
    (only,) = asked.all_replications()
    store.keep(failed(only, "ValueError: no"))
    (before,) = store.replications()
    still_missing = missing(asked, store)
    store.keep(result(0, completion_rate=1.0))

    assert (before.state, before.failure) == (FAILED, "ValueError: no")
    assert still_missing == [only]
    assert [kept.state for kept in store.replications()] == [DONE]
    assert missing(asked, store) == []


def test_extending_asks_only_for_what_is_new() -> None:
    store = Store()
    store.plan(plan(2))
    store.keep(result(0, completion_rate=1.0))
    store.plan(plan(4, point(), point("seed=1")))

    assert [(one.point, one.number) for one in missing(plan(4, point(), point()), store)] == [
        *((1, 0), (0, 1), (1, 1), (0, 2), (1, 2), (0, 3), (1, 3))
    ]
    assert len(store.points()) == 2


def test_hourly_measures_are_kept_beside_the_final_ones() -> None:
    store = Store()
    store.plan(plan(1))
    one = result(0, completion_rate=1.0)
    store.keep(
        type(one)(0, 0, 0, 1.0, hourly=((1.0, {"a": 1}), (2.0, {"a": 2})), measures=one.measures)
    )

    assert store.hours() == 2


def test_notes_are_replaced_by_name() -> None:
    store = Store()
    store.plan(plan(1))
    store.note(kind="ensemble", seconds=1.0)
    store.note(seconds=2.5)

    assert store.notes() == {"kind": "ensemble", "seconds": 2.5}


def test_a_file_that_is_no_database_is_one_sentence(file: Path) -> None:
    file.write_text("not a database at all, but long enough to be looked at" * 30)

    with pytest.raises(StoreError, match=r"^\S+experiment.sqlite: the result file says: file is"):
        Store(file).notes()
