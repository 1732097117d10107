"""What the library's scenarios are expected to show, on several seeds. Slow: whole months."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.app import main

pytestmark = pytest.mark.slow

SPLIT_DAYS = 14
ENOUGH_OF_TEN = 9


@pytest.fixture
def summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a scenario and return its summary."""

    def run(name: str, *options: str) -> dict[str, Any]:
        out = tmp_path / f"run-{len(list(tmp_path.iterdir()))}"
        code = main(["run", name, "--json", "--quiet", "--out", str(out), *options])
        assert code == 0
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return run


@pytest.mark.parametrize("seed", ["42", "1", "2"])
def test_the_reference_month_meets_its_expectations(summary: Any, seed: str) -> None:
    told = summary("reference", "--seed", seed)

    assert all(expected["met"] for expected in told["expectations"].values())
    assert told["warnings"] == []


@pytest.mark.parametrize("seed", ["11", "12", "13"])
def test_in_everything_every_action_succeeds_and_requests_expire(summary: Any, seed: str) -> None:
    told = summary("everything", "--seed", seed)

    assert told["warnings"] == []
    assert all(row["done"] for row in told["actions"].values())
    assert all(expected["met"] for expected in told["expectations"].values())


def test_fission_passes_its_split_on_nine_of_ten_seeds(summary: Any) -> None:
    days = str(SPLIT_DAYS)
    runs = [summary("fission", "--seed", str(seed), "--days", days) for seed in range(10)]

    split = [told for told in runs if told["measures"]["splits_executed"]]
    assert len(split) >= ENOUGH_OF_TEN


def test_legacy_loses_what_its_regrets_say(summary: Any) -> None:
    legacy, reference = (summary(name, "--days", "10") for name in ("legacy", "reference"))

    was, is_now = legacy["measures"], reference["measures"]
    assert was["feedback_rate"] < 0.8 * is_now["feedback_rate"]
    assert was["time_to_complete_median_h"] > 1.5 * is_now["time_to_complete_median_h"]
    assert (was["messages_sent"], was["splits_executed"]) == (0, 0)
    assert is_now["splits_executed"] > 0
