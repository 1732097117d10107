"""One Python call for each command, with the same results."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import experiments
from experiments import Where
from scenarios import ScenarioError
from tests.commands.told import Terminal
from tests.docs.pages import blocks, page

ONE = Where(workers=1, progress=False)
HOURS = ("--days", "0.1", "--json", "--quiet", "--workers", "1", "--replications", "2")


type Typed = Callable[..., dict[str, Any]]


@pytest.fixture
def as_typed(terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Types a command in an empty folder, and reads what it prints."""
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str) -> dict[str, Any]:
        told = terminal(*arguments)
        assert told.code == 0, told.err
        printed: dict[str, Any] = json.loads(told.out)
        return printed

    return typed


def test_simulate_is_run_with_days_seed_and_changes(as_typed: Typed) -> None:
    run = experiments.simulate("quiet_week", days=0.1, seed=3, workers__count=4)
    options = ("--days", "0.1", "--seed", "3", "--set", "workers.count=4")
    typed = as_typed("run", "quiet_week", *options, "--json", "--quiet")

    assert run.digest == typed["event_digest"]
    assert run.measures == typed["measures"]
    assert [hour for hour, _ in run.hourly] == [1, 2]


def test_ensemble_is_the_command(as_typed: Typed) -> None:
    changes: dict[str, Any] = {"growth.users_per_day": 3}
    called = experiments.ensemble("quiet_week", 2, days=0.1, where=ONE, **changes)
    typed = as_typed("ensemble", "quiet_week", *HOURS, "--set", "growth.users_per_day=3")

    assert called.as_dict()["points"] == typed["points"]
    assert called.digest == typed["experiment_digest"]


def test_sweep_is_the_command(as_typed: Typed) -> None:
    called = experiments.sweep("quiet_week", {"workers.count": [1, 3]}, 2, days=0.1, where=ONE)
    typed = as_typed(
        "sweep",
        "quiet_week",
        *HOURS,
        "--vary",
        "workers.count=1,3",
        "--measure",
        "offers_made",
    )

    assert called.digest == typed["experiment_digest"]
    assert list(called.frame()["workers.count"]) == [1, 1, 3, 3]


def test_compare_is_the_command(as_typed: Typed) -> None:
    called = experiments.compare("reference", "legacy", 2, days=0.02, where=ONE)
    options = ("--days", "0.02", *HOURS[2:])
    typed = as_typed("compare", "reference", "legacy", *options)

    assert called.as_dict() == typed["comparison"]


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    experiments.ensemble("quiet_week", 1, days=0.1, where=ONE)

    assert list(tmp_path.iterdir()) == []


def test_with_a_folder_an_ensemble_is_kept_and_extended(tmp_path: Path) -> None:
    where = Where(workers=1, out=tmp_path / "e", progress=False)
    experiments.ensemble("quiet_week", 1, days=0.1, where=where)
    more = experiments.ensemble("quiet_week", 2, days=0.1, where=where)

    assert len(more.done) == 2
    assert (tmp_path / "e/replications.csv").is_file()


def test_samples_are_taken_by_design() -> None:
    varied = {"growth.users_per_day": "0:9"}
    swept = experiments.sweep("quiet_week", varied, 1, days=0.05, samples=("lhs", 3), where=ONE)

    assert len(swept.points) == 3


def test_a_wrong_key_is_the_scenarios_own_error() -> None:
    wrong: dict[str, Any] = {"time.dais": 3}

    with pytest.raises(ScenarioError, match='no key is called "dais"'):
        experiments.simulate("quiet_week", **wrong)


@pytest.mark.slow
def test_the_calls_of_the_page_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (shown,) = [one for one in blocks(page("docs/experiments.md")) if one.language == "python"]
    made: dict[str, Any] = {}

    exec(shown.text, made)

    assert len(made["many"].done) == 4
    assert len(made["varied"].points) == 3
    assert "Estimate(replications=4" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
