"""A stored run on the stage: any of its moments, its end, and its growing."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

import reports
from commands.app import main
from dashboard.theatre.recorded import RecordedStage
from dashboard.theatre.simulated import SimulatedStage
from model.run_folder import RunFolder
from tests.dashboard.stages import CUT_OFF, quiet_day
from tests.dashboard.test_simulated import EVERYTHING

HALF = 12.0


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day of the quiet week, run and kept."""
    run = tmp_path_factory.mktemp("runs") / "day"
    day = ("quiet_week", "--days", "1", *(f"--set={change}" for change in CUT_OFF))
    assert main(["run", *day, "--out", str(run), "--quiet"]) == 0
    return run


def staged(run: Path) -> RecordedStage:
    """The run on the stage, all of it read."""
    stage = RecordedStage(str(run))
    while stage.refresh():
        pass
    return stage


def test_a_finished_run_begins_at_its_beginning(stored: Path) -> None:
    stage = staged(stored)

    assert (stage.hour, stage.end_hour, stage.growing) == (0.0, 24.0, False)


def test_the_last_moment_shows_the_figures_of_the_summary(stored: Path) -> None:
    stage = staged(stored)

    stage.seek(1000)

    summary = RunFolder(stored).summary()
    assert summary is not None
    assert stage.measures() == summary["measures"]


def test_a_moment_is_as_the_simulation_had_it(stored: Path) -> None:
    recorded, simulated = staged(stored), SimulatedStage(quiet_day(*CUT_OFF))

    for stage in (recorded, simulated):
        stage.seek(HALF)

    assert recorded.measures() == simulated.measures()
    assert recorded.date() == simulated.date()
    assert recorded.chronicle.feed(HALF) == simulated.chronicle.feed(HALF)
    assert recorded.chronicle.towns(HALF) == simulated.chronicle.towns(HALF)
    for name, table in simulated.frames(EVERYTHING - {"turns"}).items():
        other = recorded.frames(frozenset({name}))[name]
        pd.testing.assert_frame_equal(
            other.reset_index(drop=name != "measures"),
            table.reset_index(drop=name != "measures"),
            check_like=True,
            check_dtype=False,
        )
    simulated.close()


def test_turning_back_forgets_what_came_later(stored: Path) -> None:
    stage = staged(stored)
    stage.seek(HALF)
    before = stage.chronicle.feed(stage.hour), stage.chronicle.towns(stage.hour)

    stage.seek(20)
    stage.seek(HALF)

    assert (stage.chronicle.feed(stage.hour), stage.chronicle.towns(stage.hour)) == before


def test_the_tables_of_the_end_are_those_of_the_report(stored: Path) -> None:
    stage, report = staged(stored), reports.load(stored)
    stage.seek(stage.end_hour)

    for name, table in stage.frames(EVERYTHING).items():
        whole = getattr(report, name)
        assert len(table) == len(whole), name
        assert set(table.columns) - {"community", "name"} <= set(whole.columns), name


def test_a_running_run_is_followed_to_its_end(stored: Path, tmp_path: Path) -> None:
    run = tmp_path / "running"
    folder = _cut_off(stored, run)
    stage = staged(run)
    half = (stage.growing, stage.end_hour, len(stage.chronicle.feed(stage.hour)) > 0)

    _complete(stored, run, folder)
    stage.look_again()
    while stage.refresh():
        pass

    summary = folder.summary()
    assert half == (True, HALF, True)
    assert summary is not None
    assert (stage.growing, stage.hour) == (False, 24.0)
    assert stage.measures() == summary["measures"]


def test_a_locked_log_is_read_later(stored: Path, tmp_path: Path) -> None:
    stage = staged(_cut_off(stored, tmp_path / "busy").path)
    log = tmp_path / "busy" / "run.sqlite"
    away = log.rename(tmp_path / "away")
    log.write_bytes(b"somebody is writing this" * 100)

    stage.look_again()
    assert not stage.refresh()
    log.unlink()
    away.rename(log)

    stage.look_again()
    stage.refresh()
    assert stage.growing


def test_a_run_in_its_first_hour_has_figures_already(stored: Path, tmp_path: Path) -> None:
    stage, simulated = (
        staged(_cut_off(stored, tmp_path / "begun", 0.9).path),
        SimulatedStage(quiet_day(*CUT_OFF)),
    )

    simulated.seek(stage.hour + 1e-6)  # events are logged to the millisecond

    assert 0.5 < stage.hour < 0.9
    assert stage.measures() == simulated.measures()
    simulated.close()


def _cut_off(stored: Path, run: Path, hour: float = HALF) -> RunFolder:
    """A copy of a run as it was at an hour, without the platform and without names."""
    shutil.copytree(stored, run)
    (run / "platform.sqlite").unlink()
    (run / "summary.json").unlink()
    with closing(sqlite3.connect(run / "run.sqlite")) as log, log:
        log.execute("DELETE FROM events WHERE time_ms > ?", (hour * 3_600_000,))
        log.execute("DELETE FROM measures WHERE hour > ?", (hour,))
    folder = RunFolder(run)
    folder.write_manifest(status="running")
    return folder


def _complete(stored: Path, run: Path, folder: RunFolder) -> None:
    for file in ("run.sqlite", "summary.json"):
        shutil.copy(stored / file, run / file)
    folder.write_manifest(status="done")


def test_a_live_run_has_no_names_but_those_of_the_addresses(stored: Path, tmp_path: Path) -> None:
    stage = staged(_cut_off(stored, tmp_path / "nameless").path)

    names = [town.name for town in stage.chronicle.towns(HALF)]

    assert names == ["Community 1", "Community 2", "Community 3"]
    assert "“" not in " ".join(line.text for line in stage.chronicle.feed(HALF))
