"""The summary: actions by outcome with reasons, and expectations that are met or not."""

from typing import Any

import pytest

from model.measures import MEASURE_NAMES
from model.summary import actions_by_outcome, expectations, summarise
from tests.model.story import STORY, told
from tests.model.world import event, scenario


def judged(bounds: str, value: float | None) -> dict[str, Any]:
    """What an expectation about one measure comes to."""
    asked = scenario(f"expectations={{completion_rate: {bounds}}}")
    table: dict[str, Any] = expectations(asked, {"completion_rate": value})["completion_rate"]
    return table


@pytest.mark.parametrize(
    ("bounds", "value", "met"),
    [
        ("{above: 0.5}", 0.6, True),
        ("{above: 0.5}", 0.5, False),
        ("{below: 0.5}", 0.4, True),
        ("{below: 0.5}", 0.5, False),
        ("{above: 0.2, below: 0.5}", 0.3, True),
        ("{above: 0.2, below: 0.5}", 0.1, False),
        ("{above: 0.2, below: 0.5}", 0.6, False),
        ("{above: -1}", 0, True),
        ("{above: 0.5}", None, False),
        ("{below: 0.5}", None, False),
        ("{at_least: 0.5}", 0.5, True),
        ("{at_least: 0.5}", 0.4, False),
        ("{at_most: 0.5}", 0.5, True),
        ("{at_most: 0.5}", 0.6, False),
        ("{at_least: 0.5, at_most: 0.5}", 0.5, True),
        ("{at_most: 0.5}", None, False),
    ],
)
def test_an_expectation_is_met_between_its_bounds_which_belong_to_it_or_not(
    bounds: str, value: float | None, met: bool
) -> None:
    assert judged(bounds, value)["met"] is met


def test_an_expectation_tells_its_target_and_the_value() -> None:
    assert judged("{above: 0.5}", 0.25) == {
        "target": {"above": 0.5},
        "value": 0.25,
        "met": False,
    }


def test_actions_are_counted_by_outcome_with_the_reasons_of_what_was_not_done() -> None:
    assert actions_by_outcome(told(*STORY))["offer_help"] == {
        "done": 3,
        "skipped": 1,
        "refused": 1,
        "failed": 1,
        "reasons": {"NO_ANSWER": 1, "OWN_REQUEST": 1, "changed_mind": 1},
    }


def test_equal_reasons_of_one_action_add_up() -> None:
    skip = event(1, outcome="skipped", reason="no_offer")

    table = actions_by_outcome(told(skip, skip))

    assert table["offer_help"]["reasons"] == {"no_offer": 2}


def test_actions_come_in_the_order_of_their_names() -> None:
    names = list(actions_by_outcome(told(*STORY)))

    assert names == sorted(names)


def test_a_summary_says_what_the_run_came_to() -> None:
    asked = scenario("seed=5")

    summary = summarise(
        asked,
        told(*STORY),
        now_ms=43_200_000,
        digest="abc",
        setup_seconds=0.12345,
        wall_seconds=1.98765,
    )

    assert set(summary["measures"]) == MEASURE_NAMES
    assert set(summary["expectations"]) == set(asked.expectations)
    assert (summary["event_digest"], summary["events"]) == ("abc", len(STORY))
    assert (summary["virtual_days"], summary["seed"]) == (0.5, 5)
    assert (summary["setup_seconds"], summary["wall_seconds"]) == (0.123, 1.988)
