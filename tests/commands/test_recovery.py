"""Habits that a karmyq's people have are found again from its tables alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import experiments
from adapters.sandbox.server import SandboxOptions, running_sandbox
from commands.app import main
from model.streams import PLATFORM_IDS, stream
from tests.commands.told import Terminal

HIDDEN = {"complete_match": 0.1, "submit_feedback": 0.6}
"""The weight of these acts, in every profile that has them."""
START = {"complete_match": 0.5, "submit_feedback": 0.2}
"""Where the search begins."""
PROFILES = {
    "complete_match": ("active_helper", "requester", "community_builder"),
    "submit_feedback": ("active_helper", "requester", "community_builder", "social_user"),
}
PLACE = (
    *("--set", "workers={count: 4, delay_s: [10, 30]}", "--set", "population.initial=40"),
    *("--set", "growth.users_per_day=0"),
)
MEASURES = ("match_completion_rate", "feedback_rate")


def weights(values: dict[str, float]) -> list[str]:
    """--set options for the weights of acts."""
    return [
        word
        for act, value in values.items()
        for profile in PROFILES[act]
        for word in ("--set", f"profiles.{profile}.actions.{act}={value}")
    ]


@pytest.fixture
def database(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A sandbox on which people with the hidden habits have lived for a day."""
    options = SandboxOptions(stream_of=lambda seed: stream(seed, PLATFORM_IDS), lockstep=True)
    with running_sandbox(options) as sandbox:
        for name, value in sandbox.variables().items():
            monkeypatch.setenv(name, value)
        day = ("live", "quiet_week", "--days", "0.5", "--populate", "--lockstep", "--quiet")
        assert main((*day, *PLACE, *weights(HIDDEN), "--out", "lived")) == 0
        yield sandbox.database_url


@pytest.mark.slow
def test_hidden_weights_lie_in_the_ranges_that_tuning_reports(
    terminal: Terminal, home: Path, database: str
) -> None:
    asked = [word for name in MEASURES for word in ("--measure", name)]
    told = terminal(
        *("observe", "quiet_week", *PLACE, *weights(START), "--database-url", database),
        *("--since", "2026-03-02T08:00:00", "--out", "seen.yaml", *asked),
        *("--replications", "6", "--quiet"),
    )
    assert told.code == 0, told.err
    written: dict[str, Any] = yaml.safe_load(Path("seen.yaml").read_text())
    written["changes"] |= {"workers.count": 4, "workers.delay_s": [10, 30]}
    written["changes"] |= {f"profiles.*.actions.{act}": value for act, value in START.items()}
    bounds = {"low": 0.02, "high": 1.0, "scale": "log"}
    written["parameters"] = {f"profiles.*.actions.{act}": {**bounds} for act in HIDDEN}
    Path("seen.yaml").write_text(yaml.safe_dump(written))

    tuned = experiments.tune(
        "seen.yaml", trials=16, where=experiments.Where(progress=False), fresh_seeds=4
    )

    found = {one.name.rpartition(".")[2]: one for one in tuned.ranges}
    assert {act: found[act].holds(value) for act, value in HIDDEN.items()} == dict.fromkeys(
        HIDDEN, True
    )
    assert [act for act, one in found.items() if one.holds(START[act])] == []
