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

HIDDEN = {
    "profiles.requester.actions.create_request": 0.9,
    "profiles.active_helper.actions.offer_help": 0.15,
}
"""The reference, and the start of the search, have 0.3 and 0.6."""
PLACE = (
    *("--set", "workers={count: 4, delay_s: [10, 30]}", "--set", "population.initial=60"),
    *("--set", "growth.users_per_day=0", "--set", "limits.open_requests=50"),
)
"""With the usual limit of two open requests the limit would decide how many there are."""
MEASURES = ("requests_created", "offers_per_request_mean")


@pytest.fixture
def database(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A sandbox on which people with the hidden habits have lived for a day."""
    options = SandboxOptions(stream_of=lambda seed: stream(seed, PLATFORM_IDS), lockstep=True)
    hidden = [word for key, value in HIDDEN.items() for word in ("--set", f"{key}={value}")]
    with running_sandbox(options) as sandbox:
        for name, value in sandbox.variables().items():
            monkeypatch.setenv(name, value)
        day = ("live", "quiet_week", "--days", "0.5", "--populate", "--lockstep", "--quiet")
        assert main((*day, *PLACE, *hidden, "--seed", "99", "--out", "lived")) == 0
        yield sandbox.database_url


@pytest.mark.slow
def test_hidden_weights_lie_in_the_ranges_that_tuning_reports(
    terminal: Terminal, home: Path, database: str
) -> None:
    asked = [word for name in MEASURES for word in ("--measure", name)]
    told = terminal(
        *("observe", "quiet_week", *PLACE, "--database-url", database),
        *(
            "--since",
            "2026-03-02T08:00:00",
            "--out",
            "seen.yaml",
            *asked,
            "--replications",
            "8",
            "--quiet",
        ),
    )
    assert told.code == 0, told.err
    written: dict[str, Any] = yaml.safe_load(Path("seen.yaml").read_text())
    written["changes"] |= {
        "workers.count": 4,
        "workers.delay_s": [10, 30],
        "limits.open_requests": 50,
    }
    written["parameters"] = {key: written["parameters"][key] for key in HIDDEN}
    Path("seen.yaml").write_text(yaml.safe_dump(written))

    tuned = experiments.tune(
        "seen.yaml", trials=20, where=experiments.Where(progress=False), fresh_seeds=4
    )

    ranges = {one.name: one for one in tuned.ranges}
    assert {name: ranges[name].holds(value) for name, value in HIDDEN.items()} == dict.fromkeys(
        HIDDEN, True
    )
    assert not any(one.undecided for one in tuned.ranges), tuned.ranges
    assert not all(one.holds(one.start) for one in tuned.ranges), tuned.ranges
