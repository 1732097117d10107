import json
import math
from collections.abc import Iterator

import pytest

from benchmarks import __main__ as suite
from benchmarks import locust_peer
from benchmarks.row import Effort, Row, alone, beside, in_turn
from benchmarks.table import as_text

ALWAYS_POSITIVE = ("mesa_events", "dry_run", "month", "population", "ensembles", "startup")


def measured(capsys: pytest.CaptureFixture[str], *names: str) -> list[Row]:
    asked = [f"--only={name}" for name in names]
    assert suite.main([*asked, "--quick", "--repeat=1", "--json"]) == 0
    return [Row(**row) for row in json.loads(capsys.readouterr().out)["rows"]]


def one_row(_effort: Effort) -> Iterator[Row]:
    yield Row("first", 1234.5, "things/s")


def cut_off(_effort: Effort) -> Iterator[Row]:
    yield Row("second", 2.0, "s", "first", 0.5)
    raise KeyboardInterrupt


@pytest.mark.parametrize("name", ALWAYS_POSITIVE)
def test_each_benchmark_gives_finite_positive_numbers(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = measured(capsys, name)

    assert rows
    assert all(math.isfinite(row.value) and row.value > 0 for row in rows)
    assert all(row.ratio is None or 0 < row.ratio < math.inf for row in rows)


def test_live_requests_are_measured_against_a_sandbox_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = measured(capsys, "live_requests")

    # What the adapter costs on top is a difference: in a run this short it may be mere noise.
    *rates, on_top = rows
    assert all(math.isfinite(row.value) and row.value > 0 for row in rates)
    assert all(row.ratio is None or 0 < row.ratio < math.inf for row in rates)
    assert math.isfinite(on_top.value)


def test_without_locust_its_rows_are_left_out_and_the_extra_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locust_peer, "find_spec", lambda _name: None)

    assert list(locust_peer.measure(Effort(1, quick=True))) == []
    assert capsys.readouterr().err.strip() == (
        "locust is not installed; for this row: pip install -c constraints.txt -e '.[bench]'"
    )


def test_every_ratio_names_a_row_of_the_same_benchmark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = measured(capsys, "dry_run")

    names = {row.name for row in rows}
    assert {row.peer for row in rows if row.ratio is not None} <= names
    assert all((row.ratio is None) == (row.peer == "") for row in rows)


def test_samples_are_taken_in_turn() -> None:
    order: list[str] = []

    in_turn(2, lambda: order.append("a"), lambda: order.append("b"))

    assert order == ["a", "b", "a", "b"]


def test_a_ratio_is_the_median_over_pairs_not_of_medians() -> None:
    peer = alone("peer", "events/s", [10.0, 100.0, 1.0])

    row = beside("mine", "actions/s", [5.0, 50.0, 3.0], peer, [10.0, 100.0, 1.0])

    assert (row.value, row.ratio) == (5.0, 0.5)


def test_the_table_says_versions_and_sets_numbers_to_three_digits() -> None:
    text = as_text([Row("first", 60412.3, "actions/s"), Row("second", 0.98765, "s", "first", 0.5)])

    head, _, titles, first, second = text.splitlines()
    assert head.startswith("Python 3.")
    assert titles.split() == ["name", "value", "unit", "peer", "ratio"]
    assert first.split() == ["first", "60", "400", "actions/s"]
    assert second.split() == ["second", "0.988", "s", "first", "0.5"]


def test_ctrl_c_keeps_the_rows_that_are_finished(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "BENCHMARKS", {"one": one_row, "two": cut_off, "three": one_row})

    code = suite.main([])

    told = capsys.readouterr()
    assert code == 130
    assert [line.split()[0] for line in told.out.splitlines()[3:]] == ["first", "second"]
    assert "interrupted" in told.err


def test_progress_goes_to_stderr(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suite, "BENCHMARKS", {"one": one_row})

    suite.main([])

    told = capsys.readouterr()
    assert "measuring one" in told.err
    assert "measuring" not in told.out


@pytest.mark.parametrize("wrong", [["--only=nothing"], ["--repeat=0"]])
def test_what_cannot_be_measured_is_refused(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as refused:
        suite.main(wrong)

    assert refused.value.code == 2
