"""What a run came to: digest, times, actions by outcome, measures, expectations."""

from typing import Any

from model.ledger import Ledger
from model.measures import measured
from model.warnings import warnings
from scenarios import Scenario

Summary = dict[str, Any]


def summarise(  # the wiring knows each of these
    scenario: Scenario,
    ledger: Ledger,
    *,
    now_ms: int,
    digest: str,
    setup_seconds: float,
    wall_seconds: float,
) -> Summary:
    """The summary that is stored and printed; `wall_seconds` is the stepping alone."""
    measures = measured(ledger, now_ms)
    actions, expected = actions_by_outcome(ledger), expectations(scenario, measures)
    return {
        "event_digest": digest,
        "events": ledger.outcomes.total(),
        "virtual_days": now_ms / 86_400_000,
        "history_days": scenario.population.history_days,
        "setup_seconds": round(setup_seconds, 3),
        "wall_seconds": round(wall_seconds, 3),
        "seed": scenario.seed,
        "actions": actions,
        "measures": measures,
        "expectations": expected,
        "warnings": warnings(scenario, actions, measures, expected),
    }


def actions_by_outcome(ledger: Ledger) -> dict[str, Any]:
    """Action to the number of each outcome, with the reasons of what was not done."""
    table: dict[str, Any] = {}
    for (action, outcome, reason), count in sorted(ledger.outcomes.items()):
        row = table.setdefault(
            action, {"done": 0, "skipped": 0, "refused": 0, "failed": 0, "reasons": {}}
        )
        row[outcome] += count
        if reason:
            row["reasons"][reason] = row["reasons"].get(reason, 0) + count
    return table


def expectations(scenario: Scenario, measures: dict[str, Any]) -> dict[str, Any]:
    """Measure to target, value, and whether the value keeps to it; no value keeps nothing."""
    table: dict[str, Any] = {}
    for name, bounds in scenario.expectations.items():
        value = measures[name]
        target = bounds.model_dump(exclude_none=True)
        table[name] = {"target": target, "value": value, "met": bounds.met_by(value)}
    return table
