"""Same scenario, same seed, same log: whatever the process, hash seed, time zone or folder.

The pinned digests hold on every machine and Python, so that the suite compares versions by running
on each.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run
from model.measures import measured
from tests.model.baseline import DAYS, MOVED, digest_of, pinned
from tests.model.world import World

RUN_PY = Path(run.__file__)
PLACES = [
    {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"},
]


def printed_digest(folder: Path, environment: dict[str, str]) -> str:
    """The digest of two quiet days, run from the command line in this folder."""
    folder.mkdir()
    out = ["--out", str(folder / "out"), "--json", "--quiet"]
    command = [sys.executable, str(RUN_PY), "run", "quiet_week", "--days", "2", *out]
    env = {**os.environ, **environment}
    ended = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True, text=True)
    digest: str = json.loads(ended.stdout)["event_digest"]
    return digest


@pytest.mark.parametrize("place", PLACES, ids=["here", "far away"])
def test_a_run_is_the_same_in_any_process_zone_and_folder(
    tmp_path: Path, place: dict[str, str]
) -> None:
    digest = printed_digest(tmp_path / "somewhere", place)

    assert digest == digest_of("quiet_week", days=2)


@pytest.mark.parametrize("name", DAYS)
def test_a_pinned_run_is_what_it_was(name: str) -> None:
    assert digest_of(name, days=DAYS[name]) == pinned()[name], MOVED


def test_every_pinned_scenario_is_compared() -> None:
    assert set(pinned()) == set(DAYS)


def test_a_second_run_in_one_process_is_the_same() -> None:
    assert digest_of("quiet_week", days=1) == digest_of("quiet_week", days=1)


def test_another_seed_gives_another_log() -> None:
    digests = {digest_of("quiet_week", f"seed={seed}", days=1) for seed in (1, 2, 3)}

    assert len(digests) == 3


def test_looking_at_measures_changes_neither_the_log_nor_later_measures() -> None:
    watched, left_alone = World().open(), World().open()
    for tenth in range(1, 480):
        watched.run(tenth / 10)
        measured(watched.simulation.ledger, watched.scheduler.now_ms)
        watched.simulation.datacollector.collect(watched.simulation)

    assert watched.run(48).digest() == left_alone.run(48).digest()
    assert watched.measures == left_alone.measures


def test_running_in_pieces_changes_nothing() -> None:
    pieces = World().open()
    for hour in (0.1, 3.7, 9.0, 23.999):
        pieces.run(hour)

    assert pieces.run(24).cut().digest() == digest_of("quiet_week", days=1)


@pytest.mark.parametrize(
    "unused",
    [
        "profiles.browser.actions.create_community=0",
        "profiles.nobody={share: 0, actions: {offer_help: 0.1}}",
        "common_actions.create_community=0",
    ],
    ids=["a weight of 0", "a share of 0", "a common weight of 0"],
)
def test_what_weighs_nothing_changes_nothing(unused: str) -> None:
    assert digest_of("quiet_week", unused, days=1) == digest_of("quiet_week", days=1)


def test_a_weight_that_counts_changes_the_log() -> None:
    used = "profiles.browser.actions.create_community=0.1"

    assert digest_of("quiet_week", used, days=1) != digest_of("quiet_week", days=1)
