"""`run.py ensemble`: side by side, with uncertainty, extended, resumed, and never void."""

import csv
import json
import signal
import time
from pathlib import Path

import pytest

from commands.folders import alone
from experiments import pool
from experiments.errors import StoreError
from experiments.replication import Replication, Result, replicate
from experiments.store import DONE, Store
from model.measures import MEASURE_NAMES
from model.run_folder import RunFolder
from tests.commands.process import PATIENCE_SECONDS, started
from tests.commands.told import Terminal, manifest_of
from tests.experiments.cases import Deadly

HOURS = ("quiet_week", "--days", "0.1", "--workers", "1", "--quiet")


def digest_in(folder: Path) -> str:
    return str(manifest_of(folder)["event_digest"])


def done_in(folder: Path) -> int:
    if not (folder / "experiment.sqlite").exists():
        return 0
    store = Store(folder / "experiment.sqlite")
    try:
        return sum(kept.state == DONE for kept in store.replications())
    except StoreError:  # its tables are not made yet
        return 0
    finally:
        store.close()


def test_each_measure_has_its_mean_median_band_and_interval(terminal: Terminal) -> None:
    told = terminal("ensemble", *HOURS, "--replications", "3")
    line = next(line for line in told.out.splitlines() if line.startswith("offers_made "))

    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("quiet_week: 3 replications, base seed 7, ")
    assert len(line.split()) == 8
    assert "95 % confidence interval of the mean, Student's t over replications" in told.out
    assert "kept in       runs/quiet_week-ensemble-1\n" in told.out


def test_json_is_complete_and_alone(terminal: Terminal, home: Path) -> None:
    told = terminal("ensemble", *HOURS, "--replications", "2", "--json", "--out", "e")
    summary = json.loads(told.out)

    assert (told.code, told.err) == (0, "")
    assert summary["points"][0]["measures"].keys() == MEASURE_NAMES
    assert summary["replications_done"] == 2
    assert json.loads((home / "e/summary.json").read_text()) == summary


def test_the_folder_holds_what_is_needed_to_repeat_it(terminal: Terminal, home: Path) -> None:
    terminal("ensemble", *HOURS, "--replications", "2", "--out", "e", "--set", "workers.count=4")
    rows = list(csv.DictReader((home / "e/replications.csv").read_text().splitlines()))
    seed = rows[1]["seed"]
    again = terminal("run", "e/scenario.yaml", "--seed", seed, "--json", "--quiet")

    assert manifest_of(home / "e")["versions"]["code"]
    assert manifest_of(home / "e")["seconds"] > 0
    assert json.loads(again.out)["event_digest"] == rows[1]["digest"]


def test_two_workers_give_what_one_gives(terminal: Terminal, home: Path) -> None:
    terminal("ensemble", *HOURS, "--replications", "3", "--out", "one")
    terminal("ensemble", *HOURS, "--replications", "3", "--workers", "2", "--out", "two")

    assert digest_in(home / "one") == digest_in(home / "two")


def test_the_same_command_with_the_same_folder_extends_it(terminal: Terminal, home: Path) -> None:
    terminal("ensemble", *HOURS, "--replications", "2", "--out", "grown")
    before = (home / "grown/replications.csv").read_text()
    told = terminal("ensemble", *HOURS, "--replications", "4", "--out", "grown")
    terminal("ensemble", *HOURS, "--replications", "4", "--out", "whole")

    assert told.code == 0
    assert (home / "grown/replications.csv").read_text().startswith(before)
    assert digest_in(home / "grown") == digest_in(home / "whole")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (["--days", "0.2"], "in it time.days is 0.1, and 0.2 was asked for"),
        (["--set", "workers.count=9"], "in it workers.count is 2, and 9 was asked for"),
        (["--seed", "8"], "it has the base seed 7, and 8 was asked for"),
        (["--hourly"], "it keeps hourly measures: False, and True was asked for"),
    ],
)
def test_a_folder_of_another_ensemble_is_not_extended(
    terminal: Terminal, change: list[str], sentence: str
) -> None:
    terminal("ensemble", *HOURS, "--replications", "1", "--out", "e")
    told = terminal("ensemble", *HOURS, "--replications", "2", "--out", "e", *change)

    assert (told.code, told.out) == (2, "")
    assert told.sentence == f"e cannot go on: {sentence}; choose another --out"


def test_code_that_makes_other_replications_now_does_not_extend_old_ones(
    terminal: Terminal, home: Path
) -> None:
    terminal("ensemble", *HOURS, "--replications", "1", "--out", "e")
    store = Store(home / "e/experiment.sqlite")
    store.note(versions={"code": "another"})
    harmless = terminal("ensemble", *HOURS, "--replications", "2", "--out", "e")
    store.keep(Result(0, 0, 0, 0.0, digest="of old"))
    store.note(versions={"code": "another"})
    store.close()
    told = terminal("ensemble", *HOURS, "--replications", "3", "--out", "e")

    assert harmless.code == 0
    assert told.code == 2
    assert "its replication 0 is another one now (digest of old then, " in told.sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--replications", "0"], "replications: expects a number from 1 to 1,000,000; found 0"),
        (["--workers", "0"], "workers: expects a number from 1 up; found 0"),
        (["--measure", "ofers_made"], '--measure: no measure is called "ofers_made". Did you mean'),
        (["--set", "time.dais=1"], "--set time.dais=1: time: no key is called"),
        (["--out", "."], ". exists already and is no experiment; choose another --out"),
    ],
)
def test_bad_input_is_refused_before_anything_is_made(
    terminal: Terminal, home: Path, arguments: list[str], sentence: str
) -> None:
    told = terminal("ensemble", *HOURS, *arguments)

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith(sentence)
    assert list(home.iterdir()) == []


def test_a_failed_replication_is_told_with_seed_and_command_and_voids_nothing(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlucky(asked: Replication, stopped: object) -> Result:
        if asked.number == 1:
            raise ZeroDivisionError("no luck")
        return replicate(asked)

    with monkeypatch.context() as bad:
        bad.setattr(pool, "replicate", unlucky)
        told = terminal("ensemble", *HOURS, "--replications", "3", "--out", "e")
    status = manifest_of(home / "e")["status"]
    seed, command = told.sentence.split("seed ")[1].split()[0], told.sentence.split(": run.py ")[1]
    resumed = terminal("resume", "e", "--quiet", "--workers", "1")

    assert told.code == 3
    assert told.out.startswith("quiet_week: 2 replications (1 failed), ")
    assert told.sentence.startswith("quiet_week, replication 1 with seed ")
    assert "failed: ZeroDivisionError: no luck; repeat it with: run.py run" in told.sentence
    assert command == f"run e/scenario.yaml --seed {seed}"
    assert terminal(*command.split()).code == 0
    assert status == "failed"
    assert (resumed.code, manifest_of(home / "e")["status"]) == (0, "done")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_ensemble_keeps_what_is_done_and_is_resumed(
    terminal: Terminal, home: Path, number: signal.Signals
) -> None:
    asked = ("ensemble", "quiet_week", "--days", "1", "--replications", "12", "--workers", "2")
    with started(home, *asked, "--out", "e", "--quiet") as process:
        end = time.monotonic() + PATIENCE_SECONDS
        while not done_in(home / "e"):
            assert process.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)
        process.send_signal(number)
        out, err = process.communicate()
    done, status = done_in(home / "e"), manifest_of(home / "e")["status"]
    shown, resumed = terminal("show", "e"), terminal("resume", "e", "--quiet", "--workers", "1")

    assert (process.returncode, out, status) == (130, "", "interrupted")
    assert err == (
        "interrupted; the replications that are done are kept, go on with: run.py resume e\n"
    )
    assert 0 < done < 12
    assert shown.out.startswith(f"quiet_week: {done} replications, ")
    assert resumed.code == 0
    assert done_in(home / "e") == 12


def test_progress_is_plain_lines_where_nobody_looks(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.progress.SECONDS_BETWEEN_LINES", 0.0)
    told = terminal("ensemble", *HOURS[:-1], "--replications", "2")

    assert told.err.splitlines()[0].startswith(" 50%  1 of 2 replications  ")


def test_a_done_ensemble_is_shown_and_needs_no_resuming(terminal: Terminal) -> None:
    printed = terminal("ensemble", *HOURS, "--replications", "2", "--out", "e").out
    shown, resumed = terminal("show", "e"), terminal("resume", "e")

    assert shown.out == printed
    assert (resumed.code, resumed.sentence) == (
        2,
        "e is done already; look at it with: run.py show e",
    )


def test_what_is_for_single_runs_or_for_many_says_so(terminal: Terminal) -> None:
    terminal("ensemble", *HOURS, "--replications", "1", "--out", "e")
    terminal("run", "quiet_week", "--days", "0.1", "--quiet", "--out", "r")
    manifest = Path("r/run.json")
    manifest.write_text(manifest.read_text().replace('"done"', '"interrupted"'))
    exported, resumed = terminal("export", "e"), terminal("resume", "r", "--workers", "2")

    assert exported.sentence == (
        "e is an experiment of many runs; its table is e/replications.csv, and its result file "
        "opens with pandas.read_sql"
    )
    assert resumed.sentence == "--workers and --cluster are for experiments, and r is a run"
    assert (exported.code, resumed.code) == (2, 2)


def test_an_experiment_is_listed_among_the_runs(terminal: Terminal) -> None:
    terminal("ensemble", *HOURS, "--replications", "1")
    line = terminal("runs").out.splitlines()[1]

    assert line.split()[:4] == ["quiet_week-ensemble-1", "done", "ensemble", "quiet_week"]


def test_hourly_measures_are_kept_where_they_are_asked_for(terminal: Terminal, home: Path) -> None:
    terminal("ensemble", *HOURS, "--replications", "2", "--hourly", "--out", "e")
    store = Store(home / "e/experiment.sqlite")
    hours = store.hours()
    store.close()

    assert hours == 2 * 2 * len(MEASURE_NAMES)


def test_nobody_else_runs_in_the_same_folder_meanwhile(terminal: Terminal, home: Path) -> None:
    terminal("ensemble", *HOURS, "--replications", "1", "--out", "e")
    with alone(RunFolder(home / "e")):
        told = terminal("ensemble", *HOURS, "--replications", "2", "--out", "e")

    assert told.code == 2
    assert told.sentence.startswith("e is still running in another process; wait for its end")
    assert manifest_of(home / "e")["status"] == "done"


def test_workers_that_are_lost_on_the_way_are_a_failure_and_what_is_done_stays(
    terminal: Terminal, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal("ensemble", *HOURS, "--replications", "1", "--out", "e")
    (marks := tmp_path / "marks").mkdir()
    with monkeypatch.context() as deadly:
        engine = Deadly(2, marks, numbers=[1, 2], times=99)
        deadly.setattr("experiments.job.local_engine", lambda *_: engine)
        told = terminal("ensemble", *HOURS, "--replications", "3", "--out", "e")
    kept, resumed = done_in(home / "e"), terminal("resume", "e", "--quiet", "--workers", "1")

    assert told.code == 3
    assert told.sentence.startswith("2 replications lost their worker 3 times, and none has")
    assert (kept, resumed.code, done_in(home / "e")) == (1, 0, 3)
