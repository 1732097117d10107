"""The simulation: karmyq's people as a Mesa model. One step is one virtual hour."""

from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from mesa import DataCollector, Model

from adapters.port import Directory, Platform
from agents.actions import ACTIONS
from agents.choice import Choice
from agents.draw import Draw
from agents.member import Member
from agents.words import Words
from model.before import NOTHING, Before
from model.clock import HOURS_PER_DAY, VirtualClock, beginning_of
from model.event import Event
from model.founding import found_during_run
from model.growth import GrowthEngine
from model.hours import BusinessHours
from model.ledger import Ledger
from model.measures import MEASURE_NAMES, measured
from model.opening import Opening, Progress
from model.scheduler import Scheduler
from model.society import Society
from model.streams import WorkerStreams, stream
from model.worker import Worker
from scenarios import Scenario
from scenarios.city import load_city

TAUGHT_AT_ONCE = 100
"""So many events the ledger hears together, unless somebody reads it: one by one each costs more,
since all that the ledger runs has left the CPU's caches meanwhile."""

Record = Callable[[Event], None]
RecordMeasures = Callable[[float, dict[str, Any]], None]


class Simulation(Model):  # type: ignore[misc]  # Mesa carries no types
    """A scenario on a platform.

    `platform` and `directory` are the port; `clock` is told the model's time, so that a platform in
    memory shares it. `record` hears every event, `record_measures` the measures of every hour.
    With a past (`population.history_days`) the clock begins below zero: `record` hears events of
    negative times, the ledger counts from time zero on, and hour 0 has measures, too.
    `password` is what registered people get. All chance derives from the scenario's seed; Mesa's
    own generators are seeded but nothing here draws from them.
    """

    def __init__(  # the wiring hands each of these in once
        self,
        scenario: Scenario,
        *,
        platform: Platform,
        directory: Directory,
        clock: VirtualClock,
        password: str,
        record: Record,
        record_measures: RecordMeasures,
    ) -> None:
        super().__init__(rng=scenario.seed)
        self.settings = scenario
        self._ledger = Ledger()
        self._untaught: list[Event] = []
        self._record = record
        self._record_measures = record_measures
        self._password = password
        self._before = NOTHING
        self.scheduler = Scheduler(self)
        begins = beginning_of(scenario.population)
        self._in_past = begins < 0
        if self._in_past:
            self.scheduler.begin_at(begins)
        clock.hours = self.scheduler.read_hours
        zone = ZoneInfo(scenario.time.zone)
        words = Words(load_city(scenario.content), scenario.growth.email_domain, zone)
        self.society = Society(
            self,
            scenario,
            words=words,
            platform=platform,
            directory=directory,
            scheduler=self.scheduler,
            record=self._keep,
        )
        self.latest: dict[str, Any] = measured(self.ledger, 0)
        self.datacollector = DataCollector(
            model_reporters={name: _latest(name) for name in sorted(MEASURE_NAMES)}
        )

    @property
    def ledger(self) -> Ledger:
        """What has happened so far, up to date."""
        self._teach()
        return self._ledger

    def go_on(self, events: Iterable[Event], before: Before) -> None:
        """Take up, before `open`, what an earlier process of a live run has done and stored."""
        self._untaught += events
        self._teach()
        self._before = before
        self.scheduler.run_until(before.hours)

    async def open(self, *, populate: bool, progress: Progress) -> None:
        """Fill the platform, at time zero or where its past begins, and book what happens then."""
        before = self._before
        streams = WorkerStreams.of(self.settings.seed, before.stream("setup"))
        opening = Opening(self.society, self.settings, streams, self._password, before)
        founders = await opening.run(populate=populate, progress=progress)
        self._start(founders)

    def step(self) -> None:
        """One virtual hour is over: take the measures."""
        self._measure()

    def _measure(self) -> None:
        self.latest = measured(self.ledger, self.scheduler.now_ms)
        self.datacollector.collect(self)
        self._record_measures(self.scheduler.hours, self.latest)

    def _start(self, founders: list[Member]) -> None:
        seed, scheduler = self.settings.seed, self.scheduler
        if self._in_past:  # booked first: whatever else is due at time zero comes after it
            scheduler.start(self._await_time_zero())
        choice = Choice(self.settings, ACTIONS)
        hours = BusinessHours(self.settings, self.society.platform.now)
        for number in range(self.settings.workers.count):
            name = f"w{number}"
            streams = WorkerStreams.of(seed, self._before.stream(name))
            pauses = self.settings.workers
            worker = Worker(name, self.society, choice, streams, pauses, hours)
            scheduler.start(worker.run())
        growth_streams = WorkerStreams.of(seed, self._before.stream("growth"))
        growth = GrowthEngine(
            self.society,
            self.settings.growth,
            growth_streams,
            self._password,
            self.scheduler.hours if self._before.part else beginning_of(self.settings.population),
            self.ledger.tallies.newcomers.arrivals[int(self.scheduler.hours // HOURS_PER_DAY)],
        )
        scheduler.start(growth.run())
        moments = Draw(stream(seed, "founding/moments"))
        founding = (self.society, self.settings, founders, moments)
        for story in found_during_run(*founding, self._before):
            scheduler.start(story)

    async def _await_time_zero(self) -> None:
        await self.scheduler.sleep_until(0.0)
        self._reach_time_zero()

    def _reach_time_zero(self) -> None:
        """The past is over: from here on events count; what stands is measured as it is."""
        if self._in_past:
            self._in_past = False
            self._ledger = Ledger(whole=self.ledger)
            self._measure()

    def _keep(self, event: Event) -> None:
        if self._in_past and event.time_ms >= 0:  # less than half a millisecond before time zero
            self._reach_time_zero()
        self._untaught.append(event)
        if len(self._untaught) == TAUGHT_AT_ONCE:
            self._teach()
        self._record(event)

    def _teach(self) -> None:
        add = self._ledger.add
        for event in self._untaught:
            add(event)
        self._untaught.clear()


def _latest(name: str) -> Callable[[Simulation], Any]:
    return lambda model: model.latest[name]
