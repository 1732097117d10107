"""A small world for the model's tests: a simulation on the dry-run platform, and what it logged."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.entities import Account
from adapters.port import Call, Caller, Directory, Karmyq, Platform
from agents.facts import Fact
from agents.member import Member
from commands.words import VOCABULARY
from model.clock import MS_PER_HOUR, VirtualClock, start_of
from model.event import Digest, Event
from model.pace import complete
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from scenarios import Scenario, load

JOINED = datetime(2026, 3, 2, 16, tzinfo=UTC)
ASLEEP = "workers.delay_s=[10000000, 10000000]"
"""Workers that rest for months: only growth and founders act."""
NO_GROWTH = "growth.users_per_day=0"


def scenario(*changes: str, base: str = "quiet_week") -> Scenario:
    """A scenario of the library with these changes, written like --set."""
    return load(base, vocabulary=VOCABULARY, changes=changes).scenario


def account(name: str, user_id: str = "") -> Account:
    """Somebody's account."""
    return Account(user_id or f"id-{name}", f"{name}@test.karmyq.com", name.title(), JOINED)


def event(  # one argument per column that tests look at
    hour: float,
    member: str = "rosa",
    action: str = "offer_help",
    *facts: Fact,
    outcome: str = "done",
    reason: str = "",
    calls: tuple[Call, ...] = (),
) -> Event:
    """One row of the log."""
    time_ms, email = round(hour * MS_PER_HOUR), f"{member}@test.karmyq.com"
    return Event(time_ms, "w0", email, "helper", action, outcome, reason, calls, facts)


WORLDS: list["World"] = []
"""The worlds of the test that runs; they are closed after it."""


class World:
    """A simulation with its platform; events and hourly measures are kept in memory."""

    def __init__(
        self,
        *changes: str,
        base: str = "quiet_week",
        directory: Callable[[DryRunPlatform], Directory] = DryRunDirectory,
        around: Callable[[DryRunPlatform], Platform] = lambda platform: platform,
        hears: Callable[[Event], None] = lambda _event: None,
    ) -> None:
        self.scenario = scenario(*changes, base=base)
        self.events: list[Event] = []
        self.measures: list[tuple[float, dict[str, Any]]] = []
        self.hears = hears
        clock = VirtualClock(start_of(self.scenario.time))
        self.platform = DryRunPlatform(clock, stream(self.scenario.seed, PLATFORM_IDS))
        self.simulation = Simulation(
            self.scenario,
            platform=around(self.platform),
            directory=directory(self.platform),
            clock=clock,
            password="not a secret",
            record=self._keep,
            record_measures=lambda hour, measures: self.measures.append((hour, measures)),
        )
        self.society = self.simulation.society
        WORLDS.append(self)
        self.scheduler = self.simulation.scheduler

    def open(self, *, populate: bool = True) -> "World":
        """Everybody is there, and what happens from now on is booked."""
        complete(self.simulation.open(populate=populate, progress=lambda _ready, _due: None))
        return self

    def run(self, hours: float) -> "World":
        """Let the time pass until this hour."""
        self.scheduler.run_until(hours)
        return self

    def cut(self) -> "World":
        """End the run here, and keep what was under way."""
        self.society.cut_off()
        self.scheduler.close()
        return self

    def done(self, action: str, *, since_h: float = -1.0) -> list[Event]:
        """The rows of one action, later than an hour."""
        late = since_h * MS_PER_HOUR
        return [one for one in self.events if one.action == action and one.time_ms > late]

    def digest(self) -> str:
        """The digest of everything that was logged so far."""
        digest = Digest()
        for one in self.events:
            digest.add(one)
        return digest.hex()

    def members(self) -> list[Member]:
        """Everybody, by seniority."""
        return list(self.society.roster)

    def _keep(self, one: Event) -> None:
        self.events.append(one)
        self.hears(one)


class Doors:
    """A platform that tells who begins a turn before it lets them in."""

    def __init__(self, platform: Platform, begins: Callable[[Caller], None]) -> None:
        self._platform = platform
        self._begins = begins
        self.now = platform.now

    def session(self, caller: Caller) -> Karmyq:
        self._begins(caller)
        return self._platform.session(caller)
