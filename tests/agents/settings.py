"""Small scenarios for the tests of agents: two kinds of people, and what a test changes."""

from typing import Any

from scenarios import Scenario

HELPERS_AND_ASKERS: dict[str, Any] = {
    "helper": {"share": 0.6, "actions": {"offer_help": 0.6, "accept_offer": 0.3}},
    "asker": {"share": 0.4, "actions": {"create_request": 0.5, "accept_offer": 0.7}},
}
MINIMUM: dict[str, Any] = {
    "about": "Does it work?",
    "time": {"starts": "2026-03-02T08:00:00", "days": 1.0},
    "profiles": HELPERS_AND_ASKERS,
}


def scenario(**parts: Any) -> Scenario:
    """A scenario of helpers and askers with these parts."""
    return Scenario.model_validate({**MINIMUM, **parts})
