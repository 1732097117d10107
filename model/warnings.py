"""What a reader of a summary should look at first: one sentence each."""

from typing import Any

from agents.outcome import OUTCOME_KINDS
from scenarios import Scenario

MOST_MEMBERS = 150
ENOUGH_TRIES, ENOUGH_ACTIONS = 20, 10_000
"""Below these, that something rare has not happened yet says nothing."""


def warnings(
    scenario: Scenario, actions: dict[str, Any], measures: dict[str, Any], expected: dict[str, Any]
) -> list[str]:
    """Expectations not met, actions that never succeeded, communities that are too large."""
    total = sum(_tries(row) for row in actions.values())
    said = [_missed(name, one) for name, one in expected.items() if not one["met"]]
    for name in _weighty(scenario):
        row = actions.get(name)
        if row is None and total >= ENOUGH_ACTIONS:
            said.append(f"{name} has a weight, and nobody ever tried it")
        elif row is not None and not row["done"] and _tries(row) >= ENOUGH_TRIES:
            reasons = ", ".join(sorted(row["reasons"])) or "no reason was given"
            said.append(f"{name} never succeeded in {_tries(row)} tries ({reasons})")
    largest = measures["members_per_community_max"]
    if largest is not None and largest > MOST_MEMBERS:
        said.append(f"a community has {largest} members, more than {MOST_MEMBERS}")
    return said


def _missed(name: str, expected: dict[str, Any]) -> str:
    target = " and ".join(f"{side} {bound:g}" for side, bound in expected["target"].items())
    value = expected["value"]
    return f"{name} is {'undefined' if value is None else f'{value:g}'}, expected {target}"


def _tries(row: dict[str, Any]) -> int:
    return sum(int(row[outcome]) for outcome in OUTCOME_KINDS)


def _weighty(scenario: Scenario) -> list[str]:
    """The actions with a weight, in the order of their first mention."""
    weights = [scenario.common_actions, *(one.actions for one in scenario.profiles.values())]
    named = (name for actions in weights for name, weight in actions.items() if weight > 0)
    return list(dict.fromkeys(named))
