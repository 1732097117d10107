"""Where a run stands, for the progress."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.progress import State
from model.simulation import Simulation


def state_of(simulation: Simulation, clock: Callable[[], datetime]) -> State:
    """Local date, members and actions of a run now."""
    zone = ZoneInfo(simulation.settings.time.zone)
    members = len(simulation.society.roster)
    return State(clock().astimezone(zone), members, simulation.ledger.outcomes.total())
