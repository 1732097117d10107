"""One replication: a scenario and a seed, run in memory to its end, wherever that is.

No folder is made: `run.py run` with the same scenario and seed makes one, and has the same digest.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.event import Digest, Event
from model.measures import measured
from model.memory import few_collections
from model.pace import StopFlag, complete, run_until
from model.simulation import Record, RecordMeasures, Simulation
from model.streams import PLATFORM_IDS, stream
from scenarios import Scenario

type Measures = dict[str, float | int | None]
NOBODY_SIGNS_IN = "not a secret"  # the platform is in memory


@dataclass(frozen=True, slots=True)
class Replication:
    """What is to be run: `number` within its `point`, with the seed that both are known by."""

    point: int
    number: int
    seed: int
    scenario: Scenario
    hourly: bool = False

    def seeded(self) -> Scenario:
        """The scenario with the replication's seed in place of its own."""
        return self.scenario.model_copy(update={"seed": self.seed})


@dataclass(frozen=True, slots=True)
class Result:
    """What a replication came to; `failure` says why it came to nothing.

    `hourly` holds hour and measures where they were asked for; `seconds` is wall time.
    """

    point: int
    number: int
    seed: int
    seconds: float
    digest: str = ""
    events: int = 0
    measures: Measures = field(default_factory=dict)
    hourly: tuple[tuple[float, Measures], ...] = ()
    failure: str = ""


class StoppedError(Exception):
    """Somebody asked to stop before the replication was over; it has no result."""


class Rows:
    """The digest of a run's events, as its log would have it, and what is kept of its measures."""

    def __init__(self, *, hourly: bool) -> None:
        self.digest, self._past = Digest(), Digest()
        self.hourly: list[tuple[float, Measures]] = []
        self._keeps = hourly

    def record(self, event: Event) -> None:
        """The next event; those before time zero count as one line, their number and digest."""
        if event.time_ms < 0:
            self._past.add(event)
            return
        if not self.digest.rows and self._past.rows:
            self.digest.follow(self._past)
        self.digest.add(event)

    def record_measures(self, hour: float, measures: dict[str, Any]) -> None:
        """The measures of an hour."""
        if self._keeps:
            self.hourly.append((hour, measures))


def never() -> bool:
    """Nobody asks to stop."""
    return False


def replicate(asked: Replication, stopped: Callable[[], bool] = never) -> Result:
    """Run a replication to its end; raises StoppedError when `stopped` says so on the way."""
    began = perf_counter()
    scenario, rows = asked.seeded(), Rows(hourly=asked.hourly)
    simulation, _ = opened(scenario, rows.record, rows.record_measures)
    try:
        live(simulation, stopped)
    finally:
        simulation.scheduler.close()
    return result_of(asked, simulation, rows, perf_counter() - began)


def result_of(asked: Replication, simulation: Simulation, rows: Rows, seconds: float) -> Result:
    """What a replication that has reached its end came to."""
    return Result(
        point=asked.point,
        number=asked.number,
        seed=asked.seed,
        seconds=round(seconds, 3),
        digest=rows.digest.hex(),
        events=rows.digest.rows,
        measures=measured(simulation.ledger, simulation.scheduler.now_ms),
        hourly=tuple(rows.hourly),
    )


def opened(
    scenario: Scenario, record: Record, record_measures: RecordMeasures
) -> tuple[Simulation, DryRunPlatform]:
    """The model with its first people in place, and the platform of its own that it stands on."""
    clock = VirtualClock(start_of(scenario.time))
    platform = DryRunPlatform(clock, stream(scenario.seed, PLATFORM_IDS))
    simulation = Simulation(
        scenario,
        platform=platform,
        directory=DryRunDirectory(platform),
        clock=clock,
        password=NOBODY_SIGNS_IN,
        record=record,
        record_measures=record_measures,
    )
    complete(simulation.open(populate=True, progress=lambda _ready, _due: None))
    return simulation, platform


def live(simulation: Simulation, stopped: Callable[[], bool] = never) -> None:
    """Run to the end of the scenario; raises StoppedError when `stopped` says so on the way."""
    flag, end_hours = StopFlag(), simulation.settings.time.days * HOURS_PER_DAY

    def look(_hours: float) -> None:
        if stopped():
            flag.set()

    with few_collections():
        if not run_until(simulation.scheduler, end_hours, flag, look):
            raise StoppedError
    simulation.society.cut_off()
