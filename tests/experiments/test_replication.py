"""A replication is decided by scenario, base seed and number, wherever it runs."""

import gc
import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from experiments.pool import told
from experiments.replication import Replication, Result, StoppedError, replicate
from experiments.seeds import seed_of
from model.measures import MEASURE_NAMES
from tests.commands.told import CHECKOUT
from tests.experiments.cases import plan, point, quiet

ALONE = """
import json, sys
from experiments.replication import Replication, replicate
from experiments.seeds import seed_of
from tests.experiments.cases import quiet
result = replicate(Replication(0, 2, seed_of(7, 2), quiet()))
print(json.dumps([result.seed, result.digest, result.measures]))
"""


def replication(number: int = 2, *changes: str, days: float = 0.1) -> Replication:
    return Replication(0, number, seed_of(7, number), quiet(*changes, days=days))


def as_run_by_the_command(folder: Path, *arguments: str) -> str:
    command = [sys.executable, str(CHECKOUT / "run.py"), "run", "quiet_week", *arguments]
    told = subprocess.run(
        [*command, "--out", str(folder / "out"), "--json", "--quiet"],
        capture_output=True,
        check=True,
        text=True,
    )
    digest: str = json.loads(told.stdout)["event_digest"]
    return digest


def test_the_seeds_of_a_base_seed_are_these_for_ever() -> None:
    assert [seed_of(7, number) for number in range(3)] == [
        *(42966430229748, 100754038618490, 116474853220874)
    ]


def test_seeds_differ_by_number_and_by_base_seed() -> None:
    seeds = {seed_of(base, number) for base in range(20) for number in range(200)}

    assert len(seeds) == 20 * 200


def test_a_longer_block_of_seeds_begins_with_the_shorter_one() -> None:
    assert plan(5).seeds()[:3] == plan(3).seeds()


def test_points_share_their_seeds() -> None:
    both = plan(2, point(), point("growth.users_per_day=3")).all_replications()

    assert [(one.number, one.point) for one in both] == [(0, 0), (0, 1), (1, 0), (1, 1)]
    seeds = [one.seed for one in plan(2, point(), point()).all_replications()]
    assert seeds[0] == seeds[1] != seeds[2] == seeds[3]


def test_a_replication_is_the_same_in_another_process_zone_and_hash_seed() -> None:
    elsewhere = {**os.environ, "PYTHONHASHSEED": "99", "TZ": "Asia/Tokyo"}
    alone = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=CHECKOUT,
        env=elsewhere,
        capture_output=True,
        check=True,
        text=True,
    )

    here = replicate(replication())
    assert json.loads(alone.stdout) == [here.seed, here.digest, here.measures]


@pytest.mark.parametrize("change", ["about=why?", "population.history_days=1"])
def test_a_replication_is_the_run_that_its_command_line_makes(tmp_path: Path, change: str) -> None:
    wanted = replication(2, change)
    options = ("--seed", str(wanted.seed), "--days", "0.1", "--set", change)

    assert replicate(wanted).digest == as_run_by_the_command(tmp_path, *options)


def test_a_replication_brings_all_measures_and_hours_where_they_are_asked_for() -> None:
    brief = replicate(replication())
    hourly = replicate(Replication(0, 2, seed_of(7, 2), quiet(days=0.25), hourly=True))

    assert brief.measures.keys() == MEASURE_NAMES
    assert brief.hourly == ()
    assert [hour for hour, _ in hourly.hourly] == [1, 2, 3, 4, 5, 6]
    assert hourly.hourly[-1][1].keys() == MEASURE_NAMES


def test_a_replication_ends_within_an_hour_of_being_asked_to_stop() -> None:
    looks = iter([False, False, True])

    with pytest.raises(StoppedError):
        replicate(replication(days=30), lambda: next(looks))


def test_a_replication_that_fails_is_a_result_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object) -> Result:
        raise ZeroDivisionError("nobody\nis here")

    monkeypatch.setattr("experiments.pool.replicate", fails)
    result = told(replication(1), lambda: False)

    assert (result.number, result.failure) == (1, "ZeroDivisionError: nobody is here")
    assert result.measures == {}


def test_replications_leave_nothing_behind_in_their_process() -> None:
    replicate(replication())
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(5):
            replicate(replication(number))
        gc.collect()
        left = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()

    assert left < 200_000  # one town alone is millions of bytes
