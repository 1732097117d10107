"""How many calls a minute a live run of a scenario makes, measured on a short dry run.

karmyq allows 60 calls a minute for most of its services, counted by address and so for all
simulated people together; some calls count more than once (`adapters/contract`: request-service
rules, 3.2). A run that needs more is slowed down by the limit, and its people lag behind.
"""

from collections import Counter
from dataclasses import dataclass

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.live.traffic import RATE_PER_MINUTE, weight_of
from commands.dry_run import DRY_PASSWORD
from commands.endpoints import ENDPOINTS, HEAVY_READS
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.event import Event
from model.pace import StopFlag, complete, run_until
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from scenarios import Scenario

KARMYQ_CALLS_A_MINUTE = RATE_PER_MINUTE
MINUTES_PER_HOUR = 60
MEASURED_HOURS = 6.0
MEASURED_TURNS = 1500
"""The dry run ends at whichever comes first."""

READS_OF_A_STANDING = 3
"""What a turn costs in addition where no database is read (see `adapters.live.api_directory`)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a scenario asks of karmyq: `workers` at once, turns and calls by real time.

    `allowed` calls a minute are its limit, or the run's own.
    """

    workers: int
    turns_a_minute: float
    calls_a_turn: float
    allowed: float = KARMYQ_CALLS_A_MINUTE

    @property
    def calls_a_minute(self) -> float:
        """Calls a minute, each counted as often as karmyq counts it."""
        return self.turns_a_minute * self.calls_a_turn

    @property
    def fits(self) -> bool:
        """Whether the limit allows it."""
        return self.calls_a_minute <= self.allowed

    def most(self, count: float) -> int:
        """The largest part of `count` (workers, or speed) that fits, at least 1."""
        return max(1, int(count * self.allowed / self.calls_a_minute))


class _Tally:
    """Counts turns and calls, and asks to stop after enough of them."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget what was counted: the opening is no part of a rate."""
        self.stop = StopFlag()
        self.turns = 0
        self.calls: Counter[str] = Counter()

    def record(self, event: Event) -> None:
        """One turn."""
        self.turns += 1
        self.calls.update(call.operation for call in event.calls)
        if self.turns >= MEASURED_TURNS:
            self.stop.set()


def times_counted(operation: str) -> int:
    """How often karmyq's limiter counts a call, which a dry run knows by its operation alone."""
    read = HEAVY_READS.get(operation)
    return max(map(weight_of, ENDPOINTS.get(operation, (read,) if read else ())), default=1)


def starved(rate: Rate, speed: float) -> str | None:
    """One sentence where a run's own limit would slow its people down; None where it fits."""
    if rate.fits:
        return None
    slower = (
        f"--speed {rate.most(speed)}"
        if speed > 1
        else f"--set workers.count={rate.most(rate.workers)}"
    )
    return (
        f"about {rate.calls_a_minute:.0f} calls a minute are wanted and {rate.allowed:g} allowed, "
        f"so people will lag behind; {slower} fits, and --rate 0 is no limit, for a sandbox "
        "without one"
    )


def measured_rate(
    scenario: Scenario,
    *,
    speed: float,
    database: bool,
    allowed: float = KARMYQ_CALLS_A_MINUTE,
) -> Rate:
    """The rate of a scenario at a speed, from the first hours of its dry run."""
    tally = _Tally()
    clock = VirtualClock(start_of(scenario.time))
    platform = DryRunPlatform(clock, stream(scenario.seed, PLATFORM_IDS))
    simulation = Simulation(
        scenario,
        platform=platform,
        directory=DryRunDirectory(platform),
        clock=clock,
        password=DRY_PASSWORD,
        record=tally.record,
        record_measures=lambda _hours, _measures: None,
    )
    complete(simulation.open(populate=True, progress=lambda _ready, _due: None))
    tally.begin()
    hours = min(MEASURED_HOURS, scenario.time.days * HOURS_PER_DAY)
    run_until(simulation.scheduler, hours, tally.stop, lambda _hours: None)
    minutes = simulation.scheduler.hours * MINUTES_PER_HOUR
    simulation.scheduler.close()
    calls = sum(count * times_counted(name) for name, count in tally.calls.items())
    turns = max(tally.turns, 1)
    reads = 0 if database else READS_OF_A_STANDING
    return Rate(scenario.workers.count, speed * turns / minutes, calls / turns + reads, allowed)
