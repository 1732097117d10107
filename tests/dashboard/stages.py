"""Small scenarios for the stage, and what they come to when nobody watches."""

from collections.abc import Sequence

from experiments.replication import Replication, Result, replicate
from model.vocabulary import VOCABULARY
from scenarios import ResolvedScenario, Scenario, load

DAY = "time.days=1"
CUT_OFF = ("workers.count=4", "seed=1")
"""A day whose end cuts somebody's turn off."""


def resolve(changes: Sequence[str] = ()) -> ResolvedScenario:
    """The quiet week, a day of it."""
    return load("quiet_week", vocabulary=VOCABULARY, changes=[DAY, *changes])


def quiet_day(*changes: str) -> Scenario:
    """The scenario alone."""
    return resolve(changes).scenario


def unwatched(scenario: Scenario) -> Result:
    """The same run without a dashboard."""
    return replicate(Replication(0, 0, scenario.seed, scenario))
