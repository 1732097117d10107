"""What to simulate: the Scenario, its loader, and the library of ready ones."""

from scenarios.errors import ContentError, ScenarioError, ScenariosError
from scenarios.loader import ResolvedScenario, library_scenarios, load
from scenarios.schema import Scenario
from scenarios.vocabulary import Vocabulary

__all__ = [
    "ContentError",
    "ResolvedScenario",
    "Scenario",
    "ScenarioError",
    "ScenariosError",
    "Vocabulary",
    "library_scenarios",
    "load",
]
