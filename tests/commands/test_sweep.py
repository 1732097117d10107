"""`run.py sweep`: a tidy table, a picture for each measure, and mistakes told by their key."""

import csv
import json
import sys
from pathlib import Path

import pytest

from tests.commands.told import Terminal, manifest_of

HOURS = ("quiet_week", "--days", "0.1", "--workers", "1", "--replications", "2", "--quiet")
PEOPLE = ("--vary", "growth.users_per_day=0:48:2")


def table_in(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "table.csv").read_text().splitlines()))


def test_each_point_has_a_row_for_each_measure(terminal: Terminal, home: Path) -> None:
    told = terminal("sweep", *HOURS, *PEOPLE, "--vary", "workers.count=2,4", "--out", "s")
    rows = table_in(home / "s")
    posted = [row for row in rows if row["measure"] == "requests_created"]

    assert (told.code, told.err) == (0, "")
    assert [(r["growth.users_per_day"], r["workers.count"]) for r in posted] == [
        *(("0", "2"), ("0", "4"), ("48", "2"), ("48", "4"))
    ]
    assert float(posted[1]["mean"]) > float(posted[0]["mean"])  # more workers, more requests
    assert told.out.startswith("quiet_week: 4 points, 8 replications, base seed 7, ")


def test_all_points_meet_the_same_seeds(terminal: Terminal) -> None:
    told = terminal("sweep", *HOURS, *PEOPLE, "--out", "s", "--json")
    again = terminal("ensemble", *HOURS, "--set", "growth.users_per_day=48", "--json")
    swept, alone = json.loads(told.out), json.loads(again.out)

    assert swept["points"][1]["measures"] == alone["points"][0]["measures"]


def test_a_point_can_be_repeated_from_the_folder(terminal: Terminal, home: Path) -> None:
    terminal("sweep", *HOURS, *PEOPLE, "--out", "s")
    last = list(csv.DictReader((home / "s/replications.csv").read_text().splitlines()))[-1]
    change = f"growth.users_per_day={last['growth.users_per_day']}"
    options = ("--seed", last["seed"], "--set", change, "--json", "--quiet")
    again = terminal("run", "s/scenario.yaml", *options)

    assert json.loads(again.out)["event_digest"] == last["digest"]


def test_a_picture_is_drawn_of_each_measure_that_moved_or_was_asked_for(
    terminal: Terminal, home: Path
) -> None:
    terminal("sweep", *HOURS, *PEOPLE, "--out", "some", "--measure", "offers_made")
    printed = terminal("show", "some").out
    options = ("--design", "lhs", "--samples", "3", "--measure", "offer_rate", "--out", "sampled")
    varied = ("--vary", "growth.users_per_day=0:48", "--vary", "workers.count=1:6")
    terminal("sweep", *HOURS, *varied, *options)

    assert [file.name for file in (home / "some/plots").iterdir()] == ["offers_made.svg"]
    assert [file.name for file in (home / "sampled/plots").iterdir()] == ["offer_rate.svg"]
    assert "<svg" in (home / "some/plots/offers_made.svg").read_text()
    assert " measures moved, see --measure NAME, table.csv and plots/" in printed


def test_without_matplotlib_the_table_is_complete_and_a_sentence_says_what_is_missing(
    terminal: Terminal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    told = terminal("sweep", *HOURS, *PEOPLE, "--out", "s")

    assert told.code == 0
    assert told.sentence == (
        "the table is complete, but a plot needs matplotlib.figure, which is missing: "
        ".venv/bin/pip install -e '.[see]'"
    )
    assert table_in(home / "s")
    assert manifest_of(home / "s")["status"] == "done"


def test_more_replications_extend_a_sweep_and_other_values_do_not(terminal: Terminal) -> None:
    terminal("sweep", *HOURS, *PEOPLE, "--out", "s")
    more = terminal("sweep", *HOURS, *PEOPLE, "--replications", "3", "--out", "s")
    other = terminal("sweep", *HOURS, "--vary", "growth.users_per_day=0,9", "--out", "s")

    assert (more.code, "2 points, 6 replications" in more.out) == (0, True)
    assert (other.code, other.sentence) == (
        2,
        "s cannot go on: in it growth.users_per_day is 48, and 9 was asked for; "
        "choose another --out",
    )


@pytest.mark.parametrize(
    ("vary", "sentence"),
    [
        (
            "growth.user_per_day=1,2",
            '--vary growth.user_per_day=1: growth: no key is called "user_per_day". Did you mean '
            '"users_per_day"?',
        ),
        (
            "profiles.requester.actions.creat_request=1,2",
            "--vary profiles.requester.actions.creat_request=1: profiles.requester.actions: no "
            'action is called "creat_request". Did you mean "create_request"?',
        ),
        ("seed=1,2", "--vary seed: the seed is no parameter, every point meets the same block"),
        ("workers.count=0,1", "--vary workers.count=0: workers.count: without a worker nobody"),
    ],
)
def test_a_mistake_names_its_key_and_nothing_is_made(
    terminal: Terminal, home: Path, vary: str, sentence: str
) -> None:
    told = terminal("sweep", *HOURS, "--vary", vary)

    assert (told.code, told.out) == (2, "")
    assert told.sentence.startswith(sentence)
    assert list(home.iterdir()) == []
