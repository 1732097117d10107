"""Thousands of faults on a virtual clock: the live adapter in front of a sandbox in this process.

1. people of a scenario act as in a live run; calls go straight to the sandbox's application
2. between them stands a network that fails, from the first registration on, until as many faults
   as were asked for have happened
3. the network heals; writes whose answer nobody knows are settled as a resumed run settles them
4. what the client believes is laid beside what was carried out (`balance.py`)

Nothing waits for real and nothing comes from outside, so that a seed repeats a storm exactly.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from time import perf_counter
from typing import Any

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import Standing
from adapters.errors import Refused
from adapters.faults.kinds import NONE, Faults
from adapters.faults.plans import read_plan
from adapters.faults.switch import FaultSwitch
from adapters.live.in_process import App, InProcess
from adapters.live.means import Means
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.tokens import CommunityRef
from adapters.live.traffic import Traffic
from adapters.live.writes.intent import Intent, Result
from adapters.live.writes.reading import Reading
from adapters.live.writes.settle import Deed
from adapters.sandbox.clock import SandboxClock
from adapters.sandbox.errors import missing_extra
from commands.balance import Balance, balance
from commands.sandbox_control import SandboxControl
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.live_pace import LivePace
from model.pace import StopFlag
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from model.virtual_loop import VirtualLoop
from scenarios import Scenario

SPEED = 60.0
"""Virtual seconds of the people, and seconds of the platform, in one second of the loop."""
PASSWORD = "nobody signs in here"
SECRET = "as long as its hash, and known to nobody outside"
ROOT = "http://127.0.0.1"
API = f"{ROOT}/api"
EPOCH = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)

STORM: dict[str, dict[str, Any]] = {
    "latency": {"probability": 0.3, "median_s": 0.1, "longest_s": 3.0},
    "late_answer": {"probability": 0.03, "median_s": 0.5, "longest_s": 5.0},
    "too_many": {"probability": 0.02},
    "error_before": {"probability": 0.03},
    "error_after": {"probability": 0.03},
    "outage": {"probability": 0.001},
    "drop_before": {"probability": 0.03},
    "drop_after": {"probability": 0.03},
    "malformed": {"probability": 0.03},
    "stale_read": {"probability": 0.03},
}
"""Worse than any day: every sixth call or so goes wrong, and each kind happens often."""
SLOWNESS = frozenset({"latency", "late_answer"})
"""What makes a call late is counted apart: nothing goes wrong with it."""
LONGEST_DAYS = 3650.0
"""People who do next to nothing meet next to no faults; some time it must be over."""


@dataclass(frozen=True, slots=True)
class Storm:
    """What a storm has come to."""

    seed: int
    faults: dict[str, int]
    balance: Balance
    workers_dead: int
    registrations_lost: list[str]
    drained: bool
    transport: dict[str, Any]
    actions: int
    virtual_hours: float
    wall_seconds: float

    @property
    def happened(self) -> int:
        """Faults, not counting what was only slow."""
        return sum(count for kind, count in self.faults.items() if kind not in SLOWNESS)

    def wrong(self) -> list[str]:
        """What must not be, a sentence each."""
        told = self.balance.wrong()
        told += [
            f"register: {email} is on karmyq, and nobody acts as this person"
            for email in self.registrations_lost
        ]
        if self.workers_dead:
            told.append(f"{self.workers_dead} workers have died")
        if not self.drained:
            told.append("the last calls did not come back")
        if still_open := self.balance.total("open"):
            told.append(f"of {still_open} writes nobody knows what became of them")
        return told


def storm(
    scenario: Scenario, faults: int, tell: Callable[[int], None] = lambda _happened: None
) -> Storm:
    """Let at least so many faults happen to the people of a scenario; slow ones don't count.

    `tell` hears again and again how many there were; SandboxError where an extra is missing.
    """
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(_Weather(scenario, read_plan(STORM)).blow(faults, tell))


class _Journal:
    """Intents and results in memory: a disk would take real time."""

    def __init__(self) -> None:
        self.rows: list[tuple[Intent, Result | None]] = []

    async def begin(self, intent: Intent, /) -> int:
        """See the protocol."""
        self.rows.append((intent, None))
        return len(self.rows) - 1

    async def end(self, number: int, result: Result, /) -> None:
        """See the protocol."""
        self.rows[number] = (self.rows[number][0], result)


class _Directory(DryRunDirectory):
    """Who is there, and the memberships that a token lists, from the platform's memory."""

    def __init__(self, rules: DryRunPlatform) -> None:
        super().__init__(rules)
        self.live: LivePlatform | None = None

    async def standing(self, user_id: str) -> Standing:
        """See the port; a turn begins."""
        if self.live is not None:
            self.live.look_again(user_id)
        return await super().standing(user_id)

    async def memberships(self, user_id: str) -> Sequence[CommunityRef]:
        """The active memberships of one person, newest first."""
        rows = self._store.memberships.get(user_id, {}).values()
        newest = sorted(rows, key=lambda row: (row.joined_at, row.id), reverse=True)
        return [CommunityRef(row.community.id, row.role, row.community.name) for row in newest]


class _Weather:
    """One storm: a sandbox, a network that fails, and the people of a scenario."""

    def __init__(self, scenario: Scenario, plan: Faults) -> None:
        self._scenario = scenario
        self._journal = _Journal()
        self._plan = plan
        self._switch = FaultSwitch()
        self._stop = StopFlag()
        self._began = perf_counter()

    async def blow(self, faults: int, tell: Callable[[int], None]) -> Storm:
        """Begin, go on until so many faults have happened, heal, settle and compare."""
        self._build()
        simulation, pace = self._simulation, self._pace

        def enough(_hours: float) -> None:
            tell(self._happened())
            if self._happened() >= faults:
                self._stop.set()

        await self._live.ready()
        self._switch.set(self._plan, self._scenario.seed)
        try:
            await simulation.open(populate=True, progress=lambda _ready, _due: None)
            await pace.run_until(LONGEST_DAYS * HOURS_PER_DAY, enough)
            dead = self._scenario.workers.count + 1 - len(simulation.scheduler.processes)
            simulation.society.cut_off()
            self._live.give_up_waiting()
            drained = await pace.wind_down()
        finally:
            simulation.scheduler.close()
            await self._live.aclose()
        await self._settle()
        return await self._told(max(0, dead), drained)

    def _build(self) -> None:
        loop, scenario = asyncio.get_running_loop(), self._scenario
        clock = SandboxClock(wall=lambda: EPOCH + timedelta(seconds=loop.time()), factor=SPEED)
        self._rules = DryRunPlatform(clock.now, stream(scenario.seed, PLATFORM_IDS))
        self._app = _served(self._rules, clock, self._switch)
        self._directory = _Directory(self._rules)
        self._live = self._connected()
        people_clock = VirtualClock(start_of(scenario.time))
        self._simulation = Simulation(
            scenario,
            platform=self._live,
            directory=self._directory,
            clock=people_clock,
            password=PASSWORD,
            record=lambda _event: None,
            record_measures=lambda _hours, _measures: None,
        )
        self._pace = LivePace(self._simulation.scheduler, self._stop, speed=SPEED, clock=loop.time)

    def _connected(self) -> LivePlatform:
        """A client as a live run has it; one after the storm knows nothing of the one before."""
        settings = LiveSettings(
            api_url=API,
            jwt_secret=SECRET,
            password=PASSWORD,
            email_domain=self._scenario.growth.email_domain,
        )
        live = LivePlatform(
            settings,
            self._directory,
            concurrency=self._scenario.workers.count + 1,
            traffic=Traffic(rate_per_minute=0, time_factor=SPEED),
            means=Means(
                transport=InProcess(self._app),
                now=asyncio.get_running_loop().time,
                jitter=Random(self._scenario.seed),
            ),
        )
        live.writes.keep_in(self._journal)
        self._directory.live = live
        return live

    def _happened(self) -> int:
        return sum(n for kind, n in self._switch.counts.items() if kind not in SLOWNESS)

    async def _settle(self) -> None:
        """What a resumed run does first, with a client that knows what its journal tells."""
        self._switch.set(NONE)
        self._report = self._live.api_report()
        self._live = self._connected()
        rows = list(enumerate(self._journal.rows))
        for _, (_, result) in rows:
            if result is not None and result.made:
                self._live.writes.knows(result.made)
        people = {account.id: account for account in await self._directory.actors()}
        try:
            for number, (intent, result) in rows:
                if result is None:
                    session = self._live.session(Reading(people.get(intent.who)))
                    deed = Deed(intent.operation, session, intent, _never)
                    await self._live.writes.settle_open(number, deed)
        finally:
            await self._live.aclose()

    async def _told(self, dead: int, drained: bool) -> Storm:
        control = SandboxControl(ROOT, InProcess(self._app))
        society, hours = self._simulation.society, self._simulation.scheduler.hours
        ours = {member.account.email for member in society.roster}
        known = {account.email for account in await self._directory.actors()}
        return Storm(
            seed=self._scenario.seed,
            faults=dict(sorted(self._switch.counts.items())),
            balance=balance(self._journal.rows, await control.carried_out()),
            workers_dead=dead,
            registrations_lost=sorted(known - ours),
            drained=drained,
            transport=self._report,
            actions=self._simulation.ledger.outcomes.total(),
            virtual_hours=hours,
            wall_seconds=perf_counter() - self._began,
        )


def _served(rules: DryRunPlatform, clock: SandboxClock, switch: FaultSwitch) -> App:
    try:
        from adapters.sandbox.app import create_app
    except ImportError as error:
        raise missing_extra(error) from error
    return create_app(rules, secret=SECRET, clock=clock, faults=switch)


async def _never() -> tuple[int, Any]:
    raise Refused(400, message="what is settled is never sent again")
