"""Ten workers at once in real time: what people do is what they do in memory, but for chance."""

import json
import statistics
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

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

type Shares = dict[str, float]


def shares(run: Path) -> Shares:
    """What part of all wake-ups came to what, and how many of the calls were refused."""
    rows = [row for row in rows_of(run)[0] if row.worker.startswith("w")]
    counts = Counter(row.action for row in rows) + Counter(row.outcome for row in rows)
    calls = [call for row in rows for call in json.loads(row.calls)]
    return {name: count / len(rows) for name, count in counts.items()} | {
        "calls": len(calls) / len(rows)
    }


def far_from(many: list[Shares], one: Shares) -> dict[str, tuple[float, float, float]]:
    """The shares in which one run lies too far from many: its own, their mean, their spread."""
    common = {name for name in many[0] if all(name in other for other in many)}
    drawn = {name: [other[name] for other in many] for name in sorted(common)}
    judged = {
        name: (one.get(name, 0.0), statistics.mean(values), statistics.stdev(values))
        for name, values in drawn.items()
    }
    return {
        name: (own, mean, spread)
        for name, (own, mean, spread) in judged.items()
        if abs(own - mean) > FAR * spread
    }


@pytest.fixture
def in_memory(terminal: Terminal, home: Path) -> Callable[..., list[Shares]]:
    def many(*changes: str) -> list[Shares]:
        for seed in SEEDS:
            out = ("--seed", str(seed), "--out", f"dry{seed}")
            assert terminal("run", *TEN_WORKERS, *changes, *out).code == 0
        return [shares(home / f"dry{seed}") for seed in SEEDS]

    return many


@pytest.mark.usefixtures("ticking")
def test_ten_workers_do_live_what_they_do_in_memory(
    terminal: Terminal, home: Path, in_memory: Callable[..., list[Shares]]
) -> None:
    speed = str(3600 // REAL_SECONDS_PER_HOUR)
    told = terminal(
        "live", *TEN_WORKERS, "--populate", "--speed", speed, "--rate", "0", "--out", "live"
    )

    assert told.code == 0
    assert far_from(in_memory(), shares(home / "live")) == {}


def test_other_habits_would_be_seen(
    terminal: Terminal, home: Path, in_memory: Callable[..., list[Shares]]
) -> None:
    changed = ("--set", "profiles.requester.actions.create_request=0.9")
    terminal("run", *TEN_WORKERS, *changed, "--out", "other")

    assert "create_request" in far_from(in_memory(), shares(home / "other"))
