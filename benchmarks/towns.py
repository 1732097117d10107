"""The wiring of a dry run without command line, run folder and progress bar, for measuring it."""

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, NamedTuple

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from commands.dry_run import DRY_PASSWORD
from commands.words import VOCABULARY
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.event import Event
from model.memory import few_collections
from model.pace import StopFlag, complete, run_until
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from scenarios import load


class Speed(NamedTuple):
    """What happened in a wall second."""

    actions: float
    calls: float
    resumes: float


def town(
    changes: Sequence[str] = (),
    record: Callable[[Event], None] = lambda _: None,
    record_measures: Callable[[float, dict[str, Any]], None] = lambda _hour, _measures: None,
) -> Simulation:
    """The reference scenario with these changes, populated, at time zero."""
    scenario = load("reference", vocabulary=VOCABULARY, changes=changes).scenario
    clock = VirtualClock(start_of(scenario.time))
    platform = DryRunPlatform(clock, stream(scenario.seed, PLATFORM_IDS))
    simulation = Simulation(
        scenario,
        platform=platform,
        directory=DryRunDirectory(platform),
        clock=clock,
        password=DRY_PASSWORD,
        record=record,
        record_measures=record_measures,
    )
    complete(simulation.open(populate=True, progress=lambda _ready, _due: None))
    return simulation


def speed_of(
    simulation: Simulation, days: float, close: Callable[[], None] = lambda: None
) -> Speed:
    """Let an opened town live for some days; `close` belongs to what is timed."""
    actions, calls, resumes = _counts(simulation)
    with few_collections():  # as `run.py run` does; entering it looks through everything once
        began = perf_counter()
        run_until(simulation.scheduler, days * HOURS_PER_DAY, StopFlag(), lambda _hours: None)
        close()
        seconds = perf_counter() - began
    actions_now, calls_now, resumes_now = _counts(simulation)
    simulation.scheduler.close()
    return Speed(
        (actions_now - actions) / seconds,
        (calls_now - calls) / seconds,
        (resumes_now - resumes) / seconds,
    )


def _counts(simulation: Simulation) -> tuple[int, int, int]:
    ledger = simulation.ledger
    # A wake-up that comes to nothing is an event of the log, but nobody's action.
    actions = sum(count for key, count in ledger.outcomes.items() if key[0] != "wake")
    return actions, ledger.calls, simulation.scheduler.fired
