"""What a reader of a summary should look at first: one sentence each."""

from typing import Any

from scenarios import Scenario

MOST_MEMBERS = 150


def warnings(
    scenario: Scenario, actions: dict[str, Any], measures: dict[str, Any], expected: dict[str, Any]
) -> list[str]:
    """Expectations not met, actions that never succeeded, communities that are too large."""
    said = [_missed(name, one) for name, one in expected.items() if not one["met"]]
    for name in _weighty(scenario):
        row = actions.get(name)
        if row is None:
            said.append(f"{name} has a weight, and nobody ever tried it")
        elif not row["done"]:
            reasons = ", ".join(sorted(row["reasons"])) or "no reason was given"
            said.append(f"{name} has a weight, and never succeeded ({reasons})")
    largest = measures["members_per_community_max"]
    if largest is not None and largest > MOST_MEMBERS:
        said.append(f"a community has {largest} members, more than {MOST_MEMBERS}")
    return said


def _missed(name: str, expected: dict[str, Any]) -> str:
    target = " and ".join(f"{side} {bound:g}" for side, bound in expected["target"].items())
    value = expected["value"]
    return f"{name} is {'undefined' if value is None else f'{value:g}'}, expected {target}"


def _weighty(scenario: Scenario) -> list[str]:
    """The actions with a weight, in the order of their first mention."""
    weights = [scenario.common_actions, *(one.actions for one in scenario.profiles.values())]
    named = (name for actions in weights for name, weight in actions.items() if weight > 0)
    return list(dict.fromkeys(named))
