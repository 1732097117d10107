"""What the library's scenarios are expected to show, on several seeds. Slow: whole months."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commands.app import main
from tests.model.world import World

pytestmark = pytest.mark.slow

Summary = dict[str, Any]
Run = Callable[..., Summary]

SPLIT_DAYS = 14
ENOUGH_OF_TEN = 9
CAPS = {
    "create_community": "enough_communities",
    "join_community": "enough_memberships",
    "create_request": "enough_open_requests",
    "register_provider": "enough_profiles",
    "schedule_activity": "enough_planned",
}
"""Where members stop by themselves, and the reason that they give."""


@pytest.fixture
def summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a scenario, strictly, and return its summary."""

    def run(name: str, *options: str) -> Summary:
        out = tmp_path / f"run-{len(list(tmp_path.iterdir()))}"
        code = main(["run", name, "--strict", "--json", "--quiet", "--out", str(out), *options])
        told: Summary = json.loads(capsys.readouterr().out)
        missed = [name for name, one in told["expectations"].items() if not one["met"]]
        assert code == bool(missed)
        return told | {"missed": missed}

    return run


@pytest.mark.parametrize("seed", ["42", "1", "2"])
def test_the_reference_month_meets_its_expectations(summary: Run, seed: str) -> None:
    told = summary("reference", "--seed", seed)

    assert told["missed"] == []
    assert told["warnings"] == []


@pytest.mark.parametrize("seed", ["11", "12", "13"])
def test_in_everything_every_action_succeeds_and_every_cap_is_reached(
    summary: Run, seed: str
) -> None:
    told = summary("everything", "--seed", seed)

    actions = told["actions"]
    assert told["missed"] == []
    assert told["warnings"] == []
    assert [name for name, row in actions.items() if not row["done"]] == []
    assert [name for name, why in CAPS.items() if why not in actions[name]["reasons"]] == []


def test_in_everything_activities_fill_up() -> None:
    world = World(base="everything").open().run(24 * 40)

    activities = world.platform.store.activities.rows.values()
    full = [one for one in activities if one.current_participants == one.max_participants]
    assert full


def test_fission_passes_its_split_on_nine_of_ten_seeds(summary: Run) -> None:
    days = str(SPLIT_DAYS)
    runs = [summary("fission", "--seed", str(seed), "--days", days) for seed in range(10)]

    kept = [told for told in runs if not told["missed"] and told["measures"]["splits_executed"]]
    assert len(kept) >= ENOUGH_OF_TEN


def test_legacy_loses_what_its_regrets_say(summary: Run) -> None:
    legacy, reference = (summary(name, "--days", "10") for name in ("legacy", "reference"))

    was, is_now = legacy["measures"], reference["measures"]
    assert legacy["missed"] == []
    assert was["feedback_rate"] < 0.8 * is_now["feedback_rate"]
    assert was["obligations_answered_rate"] < 0.85 * is_now["obligations_answered_rate"]
    assert was["obligations_answered_rate_dibs"] < 0.5 * is_now["obligations_answered_rate_dibs"]
    assert was["time_to_first_membership_median_h"] > 6
    assert is_now["time_to_first_membership_median_h"] < 0.1
    assert was["time_to_complete_median_h"] > 1.5 * is_now["time_to_complete_median_h"]
    assert (was["messages_sent"], was["splits_executed"]) == (0, 0)
    assert is_now["splits_executed"] > 0
