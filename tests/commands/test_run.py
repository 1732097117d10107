"""`run.py run`: results, and everything that it refuses before anything has started."""

import json
from pathlib import Path

import pytest

from model.measures import MEASURE_NAMES
from tests.commands.told import QUIET_HOURS, Terminal, is_empty, manifest_of

FILES = {
    "malformed.yaml": "about: [what\n",
    "empty.yaml": "",
    "key.yaml": "about: q\nextends: quiet_week\ntyme: {days: 1}\n",
    "action.yaml": "about: q\nextends: quiet_week\ncommon_actions: {ofer_help: 1}\n",
    "shares.yaml": "about: q\nextends: quiet_week\nprofiles: {browser: {share: 0.9}}\n",
    "days.yaml": "about: q\nextends: quiet_week\ntime: {days: -1}\n",
    "nobody.yaml": "about: q\nextends: quiet_week\nworkers: {count: 0}\n",
    "idle.yaml": (
        "about: q\nextends: quiet_week\ncommon_actions: {join_community: 0}\n"
        "profiles: {idle: {share: 1, actions: {offer_help: 0}}}\n"
    ),
}
BAD_SCENARIOS = [
    ("quite_week", 'no scenario is called "quite_week". Did you mean "quiet_week"?'),
    ("missing.yaml", "missing.yaml: there is no such file; check the path"),
    ("malformed.yaml", "malformed.yaml:2: this is not valid YAML: "),
    ("empty.yaml", "empty.yaml: this file is empty; a scenario begins with `about:`."),
    ("key.yaml", 'key.yaml:3: no key is called "tyme". Did you mean "time"?'),
    ("action.yaml", 'action.yaml:3: common_actions: no action is called "ofer_help". Did you mean'),
    ("shares.yaml", "shares.yaml:3: profiles: the shares add up to 0.9 instead of 1"),
    ("days.yaml", "days.yaml:3: time.days: expects a number greater than 0; found -1."),
    ("nobody.yaml", "nobody.yaml:3: workers.count: without a worker nobody is ever woken; found"),
    ("idle.yaml", "no action weighs more than 0, so nobody would ever act; give one a weight."),
]
BAD_OPTIONS = [
    (["--days", "-1"], "--days: expects a number greater than 0; found -1."),
    (["--days", "0"], "--days: expects a number greater than 0; found 0."),
    (["--days", "nan"], '--days: expects a number; found the text "nan".'),
    (["--days", "1e9"], "--days: the calendar ends before 1000000000 days are over."),
    (["--seed", "-1"], "--seed: expects a number from 0 up; found -1."),
    (
        ["--days", "1", "--until", "2026-03-09"],
        "--days and --until both say when to stop; give one of them",
    ),
    (
        ["--until", "2026-03-01"],
        "--until: 2026-03-01 is not after the start; write a moment after 2026-03-02T08:00",
    ),
    (
        ["--until", "2026-03-09T08:00+01:00"],
        "--until: leave the offset away, America/Los_Angeles is meant; "
        "found 2026-03-09T08:00+01:00",
    ),
    (
        ["--until", "tomorrow"],
        "--until: 'tomorrow' is no date and time; write one like 2026-03-09T08:00",
    ),
    (["--set", "days"], '--set "days": expects key.path=value, for example --set time.days=2.'),
    (
        ["--set", "time.dais=1"],
        '--set time.dais=1: time: no key is called "dais". Did you mean "days"?',
    ),
    (
        ["--set", "workers.count=0"],
        "--set workers.count=0: workers.count: without a worker nobody is ever woken; found 0. "
        "Write a number from 1 up.",
    ),
]


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenarios")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def test_a_run_prints_its_result_and_says_nothing_else(terminal: Terminal) -> None:
    told = terminal("run", *QUIET_HOURS)

    assert (told.code, told.err) == (0, "")
    assert "kept in       runs/quiet_week-s7-1\n" in told.out


def test_json_is_complete_and_alone(terminal: Terminal, home: Path) -> None:
    told = terminal("run", *QUIET_HOURS, "--json")
    summary = json.loads(told.out)

    assert (told.code, told.err) == (0, "")
    assert summary["virtual_days"] == 0.1
    assert len(summary["event_digest"]) == 64
    assert summary["setup_seconds"] >= 0
    assert summary["wall_seconds"] > 0
    assert {*summary["actions"]["offer_help"]} == {
        *("done", "skipped", "refused", "failed", "reasons")
    }
    assert summary["measures"].keys() == MEASURE_NAMES
    assert {*summary["expectations"]["time_to_first_offer_median_h"]} == {"target", "value", "met"}
    assert json.loads((home / "runs/quiet_week-s7-1/summary.json").read_text()) == summary


def test_each_run_has_a_folder_of_its_own_below_runs(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS)
    terminal("run", *QUIET_HOURS)

    assert {run.name for run in (home / "runs").iterdir()} == {
        *("quiet_week-s7-1", "quiet_week-s7-2")
    }
    assert manifest_of(home / "runs/quiet_week-s7-2")["status"] == "done"


def test_out_is_the_runs_folder_itself(terminal: Terminal, home: Path) -> None:
    terminal("run", *QUIET_HOURS, "--out", "deep/down")

    assert manifest_of(home / "deep/down")["scenario"] == "quiet_week"


def test_until_is_the_same_as_its_days(terminal: Terminal) -> None:
    until = terminal("run", "quiet_week", "--until", "2026-03-02T20:00", "--json")
    days = terminal("run", "quiet_week", "--days", "0.5", "--json")

    assert json.loads(until.out)["event_digest"] == json.loads(days.out)["event_digest"]


@pytest.mark.parametrize(("strict", "code"), [(["--strict"], 1), ([], 0)])
def test_a_failed_expectation_counts_only_where_somebody_minds(
    terminal: Terminal, strict: list[str], code: int
) -> None:
    told = terminal("run", *QUIET_HOURS, "--set", "expectations.offers_made.above=1e6", *strict)

    assert told.code == code
    assert "expected offers_made above 1e+06: " in told.out
    assert ", NOT MET\n" in told.out


def test_an_action_that_never_succeeds_fails_where_that_is_expected(terminal: Terminal) -> None:
    expected = "expectations={action_kinds_never_done: {at_most: 0}}"
    told = terminal("run", "quiet_week", "--days", "3", "--set", expected, "--strict")

    assert told.code == 1
    assert "expected action_kinds_never_done at most 0: 3, NOT MET\n" in told.out
    assert "look at: join_activity was tried " in told.out


def test_an_expectation_that_is_met_is_no_failure(terminal: Terminal) -> None:
    arguments = ("--set", "expectations={offers_made: {above: 1}}", "--strict")

    assert terminal("run", *QUIET_HOURS, *arguments).code == 0


@pytest.mark.parametrize(("name", "sentence"), BAD_SCENARIOS, ids=[bad for bad, _ in BAD_SCENARIOS])
def test_a_scenario_that_cannot_be_used_is_refused(
    terminal: Terminal, home: Path, scenarios: Path, name: str, sentence: str
) -> None:
    told = terminal("run", str(scenarios / name) if name.endswith(".yaml") else name)

    assert (told.code, told.out) == (2, "")
    assert sentence in told.sentence
    assert is_empty(home)


@pytest.mark.parametrize(
    ("options", "sentence"), BAD_OPTIONS, ids=[" ".join(bad) for bad, _ in BAD_OPTIONS]
)
def test_an_option_that_makes_no_sense_is_refused(
    terminal: Terminal, home: Path, options: list[str], sentence: str
) -> None:
    told = terminal("run", "quiet_week", *options)

    assert (told.code, told.out, told.sentence) == (2, "", sentence)
    assert is_empty(home)


def test_a_variable_that_nobody_reads_is_refused(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROWTH_MAX_USER", "3")
    told = terminal("run", "quiet_week")

    assert told.code == 2
    assert 'Did you mean "GROWTH_MAX_USERS"?' in told.sentence
    assert is_empty(home)
