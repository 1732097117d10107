"""`simulate` with a folder leaves what `run.py run` leaves; `mesa_model` is the model itself."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from mesa import Model

import experiments
import reports
from commands.app import main
from experiments import Where, kept_run
from experiments.sides import sides_of
from model.run_folder import RunFolder, RunFolderError

HOURS: dict[str, Any] = {"days": 0.2, "seed": 3}
TIMES = ("setup_seconds", "wall_seconds")


def rows(folder: Path, file: str, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / file)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()


def summary_of(folder: Path) -> dict[str, Any]:
    """All but the times that it took."""
    told: dict[str, Any] = json.loads((folder / "summary.json").read_text())
    return {key: value for key, value in told.items() if key not in TIMES}


def test_the_folder_is_that_of_the_command(tmp_path: Path) -> None:
    called, typed = tmp_path / "called", tmp_path / "typed"
    result = experiments.simulate("quiet_week", out=called, **HOURS)
    words = ("--days", "0.2", "--seed", "3", "--out", str(typed), "--json", "--quiet")
    main(["run", "quiet_week", *words, "--no-report"])

    assert summary_of(called) == summary_of(typed)
    assert RunFolder(called).manifest().keys() == RunFolder(typed).manifest().keys()
    assert RunFolder(called).manifest()["event_digest"] == result.digest
    assert rows(called, "run.sqlite", "events") == rows(typed, "run.sqlite", "events")
    assert rows(called, "run.sqlite", "measures") == rows(typed, "run.sqlite", "measures")
    assert rows(called, "platform.sqlite", "users") == rows(typed, "platform.sqlite", "users")


def test_it_is_the_same_run_with_and_without_a_folder(tmp_path: Path) -> None:
    kept = experiments.simulate("quiet_week", out=tmp_path / "run", **HOURS)
    passing = experiments.simulate("quiet_week", **HOURS)

    assert (kept.digest, kept.measures) == (passing.digest, passing.measures)
    assert kept.hourly == passing.hourly


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()

    with pytest.raises(RunFolderError, match="exists already"):
        experiments.simulate("quiet_week", out=tmp_path / "run", **HOURS)
    assert list((tmp_path / "run").iterdir()) == []


def test_a_run_that_is_interrupted_can_be_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_all: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kept_run, "live", interrupted)
    with pytest.raises(KeyboardInterrupt):
        experiments.simulate("quiet_week", out=tmp_path / "run", **HOURS)
    monkeypatch.undo()

    assert RunFolder(tmp_path / "run").manifest()["status"] == "interrupted"
    assert main(["resume", str(tmp_path / "run"), "--quiet"]) == 0
    whole = experiments.simulate("quiet_week", **HOURS)
    assert RunFolder(tmp_path / "run").manifest()["event_digest"] == whole.digest


def test_the_model_is_mesas_and_its_frame_is_that_of_the_run(tmp_path: Path) -> None:
    model = experiments.mesa_model("quiet_week", **HOURS)
    model.run_for(4)
    experiments.simulate("quiet_week", out=tmp_path / "run", **HOURS)
    kept = reports.load(tmp_path / "run").measures.reset_index(drop=True)

    frame = model.datacollector.get_model_vars_dataframe().astype(float)

    assert isinstance(model, Model)
    pd.testing.assert_frame_equal(frame[sorted(frame)], kept[sorted(kept)])


def test_an_hourly_ensemble_has_a_frame_with_every_run(tmp_path: Path) -> None:
    where = Where(workers=1, out=tmp_path / "many", progress=False)
    many = experiments.ensemble("quiet_week", 2, hourly=True, where=where, **HOURS)
    (side,) = sides_of(many)
    alone = [experiments.simulate("quiet_week", days=0.2, seed=kept.seed) for kept in many.done]

    assert side.hourly is not None
    assert side.hourly.groupby("replication").size().to_dict() == {0: 4, 1: 4}
    assert list(side.hourly.loc[4.0, "offers_made"]) == [
        run.hourly[-1][1]["offers_made"] for run in alone
    ]
