"""`run.py tune`: from a targets file to a scenario, kept, resumed, shown, and refused."""

import csv
import json
from pathlib import Path

import pytest

import experiments
from experiments import pool
from experiments.replication import Replication, Result, replicate
from model.vocabulary import VOCABULARY
from scenarios import load
from tests.commands.told import Terminal, manifest_of

TARGETS = """\
about: Does everybody thank half of the time?
scenario: quiet_week
days: 0.2
replications: 2
trials: 5
targets:
  feedback_rate: {value: 0.3, tolerance: 0.2}
parameters:
  profiles.*.actions.submit_feedback: {low: 0.01, high: 1, scale: log, start: 0.5}
"""
THANK = "profiles.*.actions.submit_feedback"
ONE = ("--workers", "1", "--fresh-seeds", "2", "--quiet")


@pytest.fixture(autouse=True)
def targets(home: Path) -> Path:
    file = home / "thanks.yaml"
    file.write_text(TARGETS, encoding="utf-8")
    return file


def test_a_search_ends_with_a_scenario_its_proof_and_its_folder(
    terminal: Terminal, home: Path
) -> None:
    told = terminal("tune", "thanks.yaml", *ONE, "--out", "t")
    shown, again = terminal("show", "t"), terminal("tune", "thanks.yaml", *ONE, "--out", "t")
    summary = json.loads((home / "t/summary.json").read_text())
    chosen = summary["parameters"][THANK]["tuned"]
    found = load("t/tuned.yaml", vocabulary=VOCABULARY).scenario
    trials = list(csv.DictReader((home / "t/trials.csv").read_text().splitlines()))

    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("thanks: 5 trials, 2 seeds each, search seed 7, ")
    assert "before and after on 2 fresh seeds" in told.out
    assert told.out == shown.out
    assert found.profiles["requester"].actions["submit_feedback"] == chosen
    assert found.time.days == 0.2
    assert "extends: quiet_week\n" in (home / "t/tuned.yaml").read_text()
    assert (len(trials), float(trials[0][THANK])) == (5, 0.5)
    assert (home / "t/search.svg").read_text().count("submit_feedback") == 1
    assert (manifest_of(home / "t")["status"], manifest_of(home / "t")["mode"]) == ("done", "tune")
    assert (again.code, len(list((home / "t").glob("after-*")))) == (0, 1)


def test_what_chose_and_what_shows_the_choice_are_experiments_with_seeds_of_their_own(
    terminal: Terminal, home: Path
) -> None:
    told = terminal("tune", "thanks.yaml", *ONE, "--out", "t", "--trials", "1", "--json")
    summary = json.loads(told.out)
    best = csv.DictReader((home / "t/after-1/best/replications.csv").read_text().splitlines())
    proof = set(map(str, summary["fresh_seeds"]))

    assert (told.code, told.err) == (0, "")
    assert json.loads((home / "t/summary.json").read_text()) == summary
    assert len(proof) == 2
    assert proof.isdisjoint({row["seed"] for row in best})
    assert terminal("show", "t/after-1/validation").code == 0
    assert terminal("export", "t").sentence.startswith(
        "t is a search; look at it with: run.py show"
    )
    assert terminal("report", "t").sentence.startswith(
        "t is a search; look at it with: run.py show"
    )
    assert terminal("compare", "t", "t").sentence.startswith(
        "t is a search; compare t/scenario.yaml"
    )
    assert terminal("runs", "--root", ".").out.splitlines()[1].split()[:3] == ["t", "done", "tune"]
    assert terminal("show", "t/after-1/best").code == 0


def test_a_missed_target_is_exit_code_1_where_somebody_minds(
    terminal: Terminal, targets: Path
) -> None:
    targets.write_text(TARGETS.replace("value: 0.3, tolerance: 0.2", "value: 1, tolerance: 0.01"))
    told = terminal("tune", "thanks.yaml", *ONE, "--trials", "1", "--strict")

    assert told.code == 1
    assert "NOT MET" in told.out
    assert "unknown, since no trial has met all targets" in told.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--trials", "0"], "--trials: expects a number from 1 up; found 0."),
        (["--fresh-seeds", "1"], "--fresh-seeds: expects a number from 2 up; found 1"),
        (["--workers", "0"], "workers: expects a number from 1 up; found 0"),
        (["--out", "."], ". exists already and is no search; choose another --out"),
        (["--storage", "nowhere"], "--storage: expects the address of a database, postgresql:"),
        (["--storage", "mysql://a/b"], "--storage: takes postgresql and sqlite; found mysql"),
        (["--days", "1", "--until", "2026-03-04"], "--days and --until both say when to stop"),
        (["--set", "time.dais=1"], "thanks.yaml: changes: time.dais=1: time: no key is called"),
    ],
)
def test_bad_input_is_refused_before_anything_is_made(
    terminal: Terminal, home: Path, arguments: list[str], sentence: str
) -> None:
    told = terminal("tune", "thanks.yaml", *ONE, *arguments)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.sentence
    assert [file.name for file in home.iterdir()] == ["thanks.yaml"]


def test_a_missing_extra_says_what_to_install(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(module: str, *_: object) -> object:
        raise ModuleNotFoundError(name=module)

    monkeypatch.setattr("experiments.errors.import_module", missing)
    told = terminal("tune", "thanks.yaml", *ONE)

    assert told.code == 2
    assert told.sentence == (
        "run.py tune needs optuna, which is missing: .venv/bin/pip install -e '.[tune]'"
    )
    assert not (home / "runs").exists()


def test_a_storage_that_does_not_answer_is_told_without_its_password(
    terminal: Terminal,
) -> None:
    address = "postgresql://somebody:hidden-word@127.0.0.1:9/karmyq"
    told = terminal("tune", "thanks.yaml", *ONE, "--storage", address)

    assert told.code == 3
    assert "the study cannot be used: " in told.sentence
    assert "hidden-word" not in told.out + told.err


def test_progress_says_what_is_best_and_another_start_is_not_gone_on_with(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.progress.SECONDS_BETWEEN_LINES", 0.0)
    few = ("tune", "thanks.yaml", *ONE[:-1], "--trials", "1", "--out", "t")
    progress = terminal(*few).err
    told = terminal(*few, "--days", "0.1")

    assert progress.splitlines()[0].startswith("100%  1 of 1 trials; best 0: ")
    assert told.code == 2
    assert told.sentence == (
        "t cannot go on: it started from another scenario; choose another --out"
    )


def test_a_trial_that_fails_is_told_and_takes_nothing_from_the_others(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def unlucky(asked: Replication, stopped: object) -> Result:
        begun.append(asked.seed)
        if len(begun) == 3:
            raise ZeroDivisionError("no luck")
        return replicate(asked)

    monkeypatch.setattr(pool, "replicate", unlucky)
    told = terminal("tune", "thanks.yaml", *ONE, "--trials", "2", "--out", "t")

    assert told.code == 3
    assert told.sentence.startswith("trial 1 failed: replication 0 with seed ")
    assert told.sentence.endswith(": ZeroDivisionError: no luck")
    assert told.out.startswith("thanks: 1 trials (1 failed), ")
    assert manifest_of(home / "t")["status"] == "failed"


def test_an_interrupted_search_keeps_its_trials_and_is_resumed(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []

    def pressed(asked: Replication, stopped: object) -> Result:
        begun.append(asked.seed)
        if len(begun) == 4:
            raise KeyboardInterrupt
        return replicate(asked)

    with monkeypatch.context() as ctrl_c:
        ctrl_c.setattr(pool, "replicate", pressed)
        told = terminal("tune", "thanks.yaml", *ONE, "--trials", "3", "--out", "t")
    status = manifest_of(home / "t")["status"]
    shown, resumed = terminal("show", "t"), terminal("resume", "t", "--quiet", "--workers", "1")

    assert (told.code, told.out, status) == (130, "", "interrupted")
    assert told.sentence == (
        "interrupted; the trials that are done are kept, go on with: run.py resume t"
    )
    assert shown.sentence == "t has no result, it is interrupted; go on with: run.py resume t"
    assert resumed.code == 0
    assert resumed.out.startswith("thanks: 3 trials (1 repeated), 2 seeds each, ")


def test_the_python_call_has_the_same_result(terminal: Terminal) -> None:
    where = experiments.Where(workers=1, progress=False)
    called = experiments.tune("thanks.yaml", trials=1, fresh_seeds=2, where=where).as_dict()
    typed = json.loads(terminal("tune", "thanks.yaml", *ONE, "--trials", "1", "--json").out)

    assert called.pop("seconds") >= 0
    assert typed.pop("seconds") >= 0
    assert called == typed
