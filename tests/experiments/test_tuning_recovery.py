"""Targets measured with hidden weights lead a search back to them, within what it is sure of.

The whole way on the real model: hidden weights, an ensemble that measures them, a targets file, a
search that does not know them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import experiments
from experiments import Where
from experiments.tuning.report import Tuned
from tests.experiments.searches import targets_file

HERE = Where(workers=1, progress=False)
THANK = "profiles.*.actions.submit_feedback"
THANKERS = ("active_helper", "requester", "community_builder", "social_user")
COMPLETERS = ("active_helper", "requester", "community_builder")
COMPLETE = "profiles.*.actions.complete_match"
ASK = "profiles.requester.actions.create_request"


def keys(name: str, profiles: tuple[str, ...]) -> list[str]:
    return [name.replace("*", profile) for profile in profiles]


def measured(hidden: Mapping[str, Any], days: float, replications: int) -> dict[str, str]:
    """The targets that hidden weights lead to: means, with two standard errors as tolerance."""
    results = experiments.ensemble(
        "quiet_week", replications, days=days, seed=2026, where=HERE, **hidden
    )
    told = {}
    for name in ("feedback_rate", "completion_rate", "requests_created"):
        found = results.estimates()[name]
        assert found.mean is not None
        assert found.sd is not None
        tolerance = 2 * found.sd / replications**0.5
        told[name] = f"{{value: {found.mean:.6g}, tolerance: {tolerance:.6g}}}"
    return told


def searched(
    folder: Path, targets: Mapping[str, str], parameters: Mapping[str, str], days: float
) -> Tuned:
    lines = ["about: Which weights were these?", "scenario: quiet_week", f"days: {days}"]
    lines += ["targets:", *(f"  {name}: {goal}" for name, goal in targets.items())]
    lines += ["parameters:", *(f"  {key}: {bounds}" for key, bounds in parameters.items())]
    file = targets_file(folder, "\n".join(lines) + "\n")
    trials, replications = (9, 2) if len(parameters) == 1 else (40, 4)
    return experiments.tune(
        file, trials=trials, replications=replications, fresh_seeds=2, where=HERE
    )


def test_a_hidden_weight_is_recovered_within_its_reported_range(tmp_path: Path) -> None:
    hidden = dict.fromkeys(keys(THANK, THANKERS), 0.1)
    targets = {"feedback_rate": measured(hidden, days=1, replications=6)["feedback_rate"]}
    tuned = searched(
        tmp_path, targets, {THANK: "{low: 0.01, high: 1, scale: log, start: 0.8}"}, days=1
    )

    (found,) = tuned.ranges
    assert found.holds(0.1)
    assert not found.undecided
    assert not found.holds(0.8)


@pytest.mark.slow
def test_three_hidden_weights_are_recovered_within_their_reported_ranges(tmp_path: Path) -> None:
    hidden = {
        **dict.fromkeys(keys(THANK, THANKERS), 0.1),
        **dict.fromkeys(keys(COMPLETE, COMPLETERS), 0.15),
        ASK: 0.6,
    }
    parameters = {
        THANK: "{low: 0.01, high: 1, scale: log, start: 0.8}",
        COMPLETE: "{low: 0.02, high: 1, scale: log, start: 0.8}",
        ASK: "{low: 0.05, high: 2, scale: log, start: 0.1}",
    }
    tuned = searched(tmp_path, measured(hidden, days=5, replications=20), parameters, days=5)

    found = {one.name: one for one in tuned.ranges}
    assert found[THANK].holds(0.1)
    assert found[COMPLETE].holds(0.15)
    assert found[ASK].holds(0.6)
    assert not any(one.undecided for one in tuned.ranges)


@pytest.mark.slow
def test_three_targets_over_four_weights_are_reached_from_a_wrong_start() -> None:
    """With a smaller budget than docs/tuning.md records: fewer trials, fewer fresh seeds."""
    where = Where(workers=2, progress=False)
    tuned = experiments.tune("first_search", trials=14, fresh_seeds=10, where=where)

    assert tuned.first_to_meet is not None
    assert tuned.all_reached
