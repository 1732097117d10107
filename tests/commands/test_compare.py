"""`run.py compare`: the same seeds on both sides, a sentence for what moved, or none."""

import json
from pathlib import Path

import pytest

from tests.commands.told import Terminal, manifest_of

QUICK = ("--days", "0.1", "--workers", "1", "--quiet")
FEW = (*QUICK, "--replications", "4")
BUSY = "about: what if twice as many act?\nextends: quiet_week\nworkers: {count: 8}\n"
SAME = "about: what if nothing but the question differs?\nextends: quiet_week\n"


@pytest.fixture(autouse=True)
def scenarios(home: Path) -> None:
    (home / "busy.yaml").write_text(BUSY)
    (home / "same.yaml").write_text(SAME)


def line_of(out: str, start: str) -> str:
    return next(line for line in out.splitlines() if line.startswith(start))


def test_a_measure_that_moved_gets_a_plain_sentence(terminal: Terminal) -> None:
    told = terminal("compare", "quiet_week", "busy.yaml", *FEW)
    said = line_of(told.out, "actions_done is higher in busy: ")

    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("A quiet_week, B busy: 4 pairs with the same seed\n")
    assert " instead of " in said
    assert said.endswith(" standard deviations of a run")
    assert "Benjamini-Yekutieli keeps false alarms among those named at 5 % at most" in told.out
    assert line_of(told.out, "            over all measures ").endswith("it has cost something")


def test_nothing_moves_between_equals_and_pairing_takes_all_noise_away(
    terminal: Terminal,
) -> None:
    told = terminal("compare", "quiet_week", "same.yaml", *FEW, "--json")
    comparison = json.loads(told.out)["comparison"]
    printed = terminal("compare", "quiet_week", "same.yaml", *FEW)

    assert {one["difference"] for one in comparison["differences"]} <= {0.0, None}
    assert not any(one["moved"] for one in comparison["differences"])
    assert "measures moved beyond noise" in printed.out


def test_all_measures_are_shown_on_demand(terminal: Terminal) -> None:
    few = terminal("compare", "quiet_week", "busy.yaml", *FEW)
    every = terminal("compare", "quiet_week", "busy.yaml", *FEW, "--all")

    assert "\nkarma_gini " not in few.out
    assert "\nkarma_gini " in every.out


def test_two_ensembles_are_compared_as_their_scenarios_would_be(terminal: Terminal) -> None:
    terminal("ensemble", "quiet_week", *FEW, "--out", "a")
    terminal("ensemble", "busy.yaml", *FEW, "--out", "b")
    kept = json.loads(terminal("compare", "a", "b", "--json").out)
    anew = json.loads(terminal("compare", "quiet_week", "busy.yaml", *FEW, "--json").out)

    assert kept["comparison"]["differences"] == anew["comparison"]["differences"]


def test_ensembles_without_a_common_seed_are_independent_samples(terminal: Terminal) -> None:
    terminal("ensemble", "quiet_week", *FEW, "--out", "a")
    terminal("ensemble", "busy.yaml", *FEW, "--seed", "99", "--out", "b")
    told = terminal("compare", "a", "b")

    assert told.out.startswith("A a, B b: no seed in common, compared as independent samples\n")
    assert "Student's t on independent samples (Welch)" in told.out
    assert line_of(told.out, "actions_done is higher in b: ")
    assert "pairing     " not in told.out


def test_two_runs_show_their_differences_and_that_one_run_is_not_enough(
    terminal: Terminal,
) -> None:
    for name, scenario in (("a", "quiet_week"), ("b", "busy.yaml")):
        terminal("run", scenario, "--days", "0.1", "--quiet", "--out", name)
    told = terminal("compare", "a", "b", "--all")

    assert told.code == 0
    assert "one run of each says nothing about noise; compare two scenarios, or two" in told.out
    assert line_of(told.out, "actions_done ")


def test_a_comparison_is_kept_shown_and_extended(terminal: Terminal, home: Path) -> None:
    printed = terminal("compare", "quiet_week", "busy.yaml", *FEW, "--out", "c")
    shown = terminal("show", "c")
    more = terminal(
        "compare", "quiet_week", "busy.yaml", *QUICK, "--replications", "5", "--out", "c"
    )

    assert shown.out == printed.out
    assert more.out.startswith("A quiet_week, B busy: 5 pairs")
    assert (
        manifest_of(home / "c")["about"] == "What is different in busy, compared with quiet_week?"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["quite_week", "legacy"], 'no scenario is called "quite_week". Did you mean'),
        (
            ["quiet_week", "legacy"],
            "quiet_week lasts 7 days and legacy 30; say for how long to compare them, as in "
            "--days 7",
        ),
        (["kept", "legacy"], "kept is a folder of something that was run, and the other side is"),
        (["kept", "kept", "--days", "1"], "what is kept is compared as it is; leave the options"),
        (["kept", "swept"], "swept is a sweep of 2 scenarios; compare takes scenarios, runs and"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(
    terminal: Terminal, arguments: list[str], sentence: str
) -> None:
    terminal("ensemble", "quiet_week", *QUICK, "--replications", "1", "--out", "kept")
    varied = ("--vary", "workers.count=1,2", "--measure", "offers_made")
    terminal("sweep", "quiet_week", *QUICK, "--replications", "1", *varied, "--out", "swept")
    told = terminal("compare", *arguments)

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith(sentence)


def test_json_is_what_the_folder_keeps_and_show_prints(terminal: Terminal, home: Path) -> None:
    told = terminal("compare", "quiet_week", "busy.yaml", *FEW, "--json", "--out", "c")
    shown = terminal("show", "c", "--json")

    assert json.loads(told.out)["comparison"]["pairs"] == 4
    assert json.loads((home / "c/summary.json").read_text()) == json.loads(told.out)
    assert shown.out == told.out
