"""Runs beside published patterns, as the command prints them."""

import json
from pathlib import Path

import pytest

from tests.commands.told import Terminal

DAY = (
    *("quiet_week", "--days", "2", "--quiet", "--set", "workers={count: 4, delay_s: [20, 60]}"),
    *("--no-report",),
)


@pytest.fixture
def lived(terminal: Terminal, home: Path) -> dict[str, float]:
    told = terminal("run", *DAY, "--json", "--out", "two_days")
    assert told.code == 0
    return dict(json.loads(told.out)["measures"])


def test_the_patterns_agree_with_the_measures_of_the_run(
    terminal: Terminal, lived: dict[str, float]
) -> None:
    (told,) = json.loads(terminal("validate", "two_days", "--json").out)
    patterns = told["patterns"]

    assert lived["requests_completed"] > 20
    assert patterns["exchanges_per_person"] == pytest.approx(
        lived["requests_completed"] / lived["users_registered"]
    )
    assert patterns["reciprocity_direct"] == pytest.approx(lived["reciprocity"])
    assert patterns["members_per_community"] == pytest.approx(lived["members_per_community_mean"])


@pytest.mark.usefixtures("lived")
def test_runs_stand_side_by_side_with_what_is_published_and_expected(terminal: Terminal) -> None:
    told = terminal("validate", "two_days", "two_days")
    head, *_ = told.out.splitlines()

    assert told.code == 0
    assert head.split() == ["pattern", "two_days", "two_days", "published"]
    assert "1.58 % direct or indirect, Streetbank" in told.out
    assert "expected time_to_first_offer_median_h below 24" in told.out


def test_what_is_no_run_is_told(terminal: Terminal) -> None:
    told = terminal("validate", "nothing")

    assert told.code == 2
    assert told.sentence.startswith('there is no run called "nothing" below runs/')
