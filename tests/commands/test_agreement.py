"""Ten workers at once in real time: what people do is what they do in memory, but for chance."""

import json
import math
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from commands.app import main
from scenarios.overrides import VARIABLES
from tests.commands.told import Terminal, rows_of

TEN_WORKERS = (
    *("quiet_week", "--set", "workers={count: 10, delay_s: [5, 30]}"),
    *("--set", "population.initial=40", "--set", "growth.users_per_day=0"),
    *("--days", "0.04", "--quiet"),
)
REAL_SECONDS_PER_HOUR = 18
SEEDS = range(100, 130)
FAR = 4.5
"""Standard deviations that a mean of one's own kind stays within, but for one run in 10,000."""

pytestmark = pytest.mark.long

type Shares = dict[str, float]
type Wakes = list[Any]


def wakes_of(run: Path) -> Wakes:
    """The rows of all wake-ups, in their order."""
    return [row for row in rows_of(run)[0] if row.worker.startswith("w")]


def shares(wakes: Wakes) -> Shares:
    """What part of all wake-ups came to what."""
    counts = Counter(row.action for row in wakes) + Counter(row.outcome for row in wakes)
    return {name: count / len(wakes) for name, count in counts.items()}


def calls_per_wake(wakes: Wakes) -> float:
    return sum(len(json.loads(row.calls)) for row in wakes) / len(wakes)


def far_from(many: list[Wakes], one: Wakes) -> dict[str, tuple[float, float, float]]:
    """The shares in which one run lies too far from many: its own, their mean, their spread.

    How many wake-ups a live run has is its machine's pace, and shares move with the age of a run:
    the many are cut to as many. What is rare comes in whole numbers, so that a spread is never
    taken for less than that of so many draws.
    """
    cut = [wakes[: len(one)] for wakes in many]
    own, drawn = shares(one), [shares(wakes) for wakes in cut]
    common = sorted(name for name in drawn[0] if all(name in other for other in drawn))
    judged = {
        name: _judged(own.get(name, 0.0), [other[name] for other in drawn], len(one))
        for name in common
    }
    calls = [calls_per_wake(wakes) for wakes in cut]
    judged["calls"] = (calls_per_wake(one), statistics.mean(calls), statistics.stdev(calls))
    return {
        name: (share, mean, spread)
        for name, (share, mean, spread) in judged.items()
        if abs(share - mean) > FAR * spread
    }


def _judged(own: float, values: Sequence[float], wakes: int) -> tuple[float, float, float]:
    mean = statistics.mean(values)
    of_draws = math.sqrt(mean * (1 - mean) / wakes)
    return own, mean, max(statistics.stdev(values), of_draws)


@pytest.fixture(scope="module")
def in_memory(tmp_path_factory: pytest.TempPathFactory) -> list[Wakes]:
    """The wake-ups of the same people on the dry-run platform, seed by seed."""
    folder = tmp_path_factory.mktemp("dry")
    with pytest.MonkeyPatch.context() as environment:
        for name in VARIABLES:
            environment.delenv(name, raising=False)
        for seed in SEEDS:
            out = ("--seed", str(seed), "--out", str(folder / str(seed)))
            assert main(("run", *TEN_WORKERS, *out)) == 0
    return [wakes_of(folder / str(seed)) for seed in SEEDS]


@pytest.mark.usefixtures("ticking")
def test_ten_workers_do_live_what_they_do_in_memory(
    terminal: Terminal, home: Path, in_memory: list[Wakes]
) -> None:
    speed = str(3600 // REAL_SECONDS_PER_HOUR)
    told = terminal(
        "live", *TEN_WORKERS, "--populate", "--speed", speed, "--rate", "0", "--out", "live"
    )

    assert told.code == 0
    assert far_from(in_memory, wakes_of(home / "live")) == {}


@pytest.mark.parametrize(
    ("weight", "wakes"), [("0.9", None), ("3", 300)], ids=["on a fast machine", "on a slow one"]
)
def test_other_habits_would_be_seen(
    terminal: Terminal, home: Path, in_memory: list[Wakes], weight: str, wakes: int | None
) -> None:
    changed = ("--set", f"profiles.requester.actions.create_request={weight}")
    terminal("run", *TEN_WORKERS, *changed, "--out", "other")

    assert "create_request" in far_from(in_memory, wakes_of(home / "other")[:wakes])


def test_one_seed_more_is_one_of_them(
    terminal: Terminal, home: Path, in_memory: list[Wakes]
) -> None:
    terminal("run", *TEN_WORKERS, "--seed", "99", "--out", "more")
    wakes = wakes_of(home / "more")

    assert far_from(in_memory, wakes[:216]) == far_from(in_memory, wakes) == {}
