"""A targets file from what was observed: what a dry run shall show, and what may be changed."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import yaml

from adapters.live.observed.reading import Observation
from commands.complaints import Complaint
from experiments.statistics import Estimate
from scenarios import Scenario

USUAL = (
    "requests_created",
    "offers_per_request_mean",
    "completion_rate",
    "feedback_rate",
    "requests_open_per_user_mean",
    "time_to_first_offer_median_h",
)
"""The measures that become targets unless others are asked for."""

TRIED = ("create_request", "offer_help", "complete_match", "submit_feedback")
"""The acts whose weights may change: those that make and answer what the targets are about."""

OF: Mapping[str, tuple[str, int]] = {
    "offer_rate": ("requests_created", 1),
    "completion_rate": ("requests_created", 1),
    "accept_rate": ("requests_offered", 1),
    "match_completion_rate": ("requests_accepted", 1),
    "feedback_rate": ("requests_completed", 2),
}
"""Of how many a rate is a part: the more, the less is chance."""

Z_95 = 1.96
PART, LEAST = 0.1, 0.01
"""What is neither counted nor a rate may be a tenth off; nothing is asked closer than 0.01."""
DIGITS = 4


type Spread = Mapping[str, Estimate]
"""What a few dry runs with different seeds say of each measure."""


def targets_text(
    name: str,
    scenario: Scenario,
    seen: Observation,
    measures: Sequence[str],
    spread: Spread | None = None,
) -> str:
    """The file's text; raises Complaint where a measure that is asked for was not seen."""
    told = {
        "about": f"Which weights make the dry run of {name} show what karmyq showed "
        f"from {seen.since:%Y-%m-%d %H:%M} to {seen.until:%Y-%m-%d %H:%M} UTC?",
        "scenario": name,
        "days": _rounded(seen.days),
        "changes": changes_for(scenario, seen),
        "targets": {one: _target(one, seen, spread or {}) for one in _wanted(seen, measures)},
        "parameters": _parameters(scenario),
    }
    how = "what chance alone makes of so many (95 %), and a tenth of what is no count"
    if spread is not None:
        how += ",\n# or what it makes of a dry run, where that is more"
    head = (
        f"# Written by `run.py observe`. A tolerance is {how}.\n"
        "# Change targets, priorities and parameters as you like.\n"
    )
    return head + yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=100)


def tolerance(name: str, measures: Mapping[str, float | int | None]) -> float:
    """How far from an observed value is still the same, by chance."""
    value = measures[name]
    assert value is not None
    if name in OF:
        whole, times = OF[name]
        count = (measures[whole] or 0) * times
        share = min(max(float(value), 0.0), 1.0)
        return max(Z_95 * sqrt(share * (1 - share) / count), LEAST) if count else 1.0
    if isinstance(value, int):
        return max(Z_95 * sqrt(value), 1.0)
    return max(PART * abs(value), LEAST)


def by_seeds(value: float, found: Estimate | None) -> float:
    """How far apart two runs are that differ by the seed alone (95 %); 0 where nobody has looked.

    A count's spread grows with it; the spread of the start is taken for that of what was seen.
    """
    if found is None or found.sd is None or found.mean is None:
        return 0.0
    grown = value / found.mean if isinstance(value, int) and found.mean else 1.0
    return Z_95 * found.sd * grown


def _wanted(seen: Observation, measures: Sequence[str]) -> list[str]:
    for name in measures:
        if seen.measures.get(name) is None:
            raise Complaint(
                f"--measure {name}: karmyq's tables do not tell it, or there was nothing to "
                "measure; leave it away"
            )
    return list(measures) or [name for name in USUAL if seen.measures.get(name) is not None]


def _target(name: str, seen: Observation, spread: Spread) -> dict[str, float | int]:
    value = seen.measures[name]
    assert value is not None
    near = _rounded(max(tolerance(name, seen.measures), by_seeds(value, spread.get(name))))
    return {"value": value if isinstance(value, int) else _rounded(value), "tolerance": near}


def changes_for(scenario: Scenario, seen: Observation) -> dict[str, Any]:
    """The people and places that were there, and how many came, so that only habits are left."""
    users = int(seen.measures["users_registered"] or 0)
    changes: dict[str, Any] = {
        "population.initial": seen.people_before,
        "population.communities": seen.communities_before,
        "growth.users_per_day": _rounded((users - seen.people_before) / seen.days),
    }
    if seen.communities_before:
        changes["founding.communities"] = 0
    if users > scenario.growth.max_users:
        changes["growth.max_users"] = users
    return changes


def _parameters(scenario: Scenario) -> dict[str, dict[str, float | str]]:
    """Of each act the weight that moves most: the one of the profile that does it most often."""
    bounds: dict[str, dict[str, float | str]] = {}
    for action in TRIED:
        weighed = {
            name: profile.share * profile.actions.get(action, 0.0)
            for name, profile in scenario.profiles.items()
        }
        most = max(weighed, key=lambda name: weighed[name])
        weight = scenario.profiles[most].actions.get(action, 0.0)
        if weight:
            bounds[f"profiles.{most}.actions.{action}"] = {
                "low": _rounded(weight / 10),
                "high": _rounded(max(1.0, 2 * weight)),
                "scale": "log",
            }
    return bounds


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
