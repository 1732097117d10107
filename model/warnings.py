"""What a reader of a summary should look at first: one sentence each."""

from typing import Any

from agents.outcome import OUTCOME_KINDS
from model.measures import ENOUGH_TRIES
from scenarios import Scenario

MOST_MEMBERS = 150
ENOUGH_ACTIONS = 10_000
"""Below this, that something rare has not happened yet says nothing."""


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
            said.append(f"{name} was tried {_tries(row):,} times and never done: {_reasons(row)}")
    largest = measures["members_per_community_max"]
    if largest is not None and largest > MOST_MEMBERS:
        said.append(f"a community has {largest} members, more than {MOST_MEMBERS}")
    if measures["karma_seen_rate"] == 0:
        said.append("people with completed matches looked at their standing, and none saw karma")
    return said


def in_words(target: dict[str, float]) -> str:
    """The bounds of an expectation, such as "above 60 and at most 90"."""
    return " and ".join(f"{side.replace('_', ' ')} {bound:g}" for side, bound in target.items())


def _missed(name: str, expected: dict[str, Any]) -> str:
    value = expected["value"]
    shown = "undefined" if value is None else f"{value:g}"
    return f"{name} is {shown}, expected {in_words(expected['target'])}"


def _reasons(row: dict[str, Any]) -> str:
    """Why not, most frequent first."""
    reasons = sorted(row["reasons"].items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{reason} {count:,}" for reason, count in reasons) or "no reason was given"


def _tries(row: dict[str, Any]) -> int:
    return sum(int(row[outcome]) for outcome in OUTCOME_KINDS)


def _weighty(scenario: Scenario) -> list[str]:
    """The actions with a weight, in the order of their first mention."""
    weights = [scenario.common_actions, *(one.actions for one in scenario.profiles.values())]
    named = (name for actions in weights for name, weight in actions.items() if weight > 0)
    return list(dict.fromkeys(named))
