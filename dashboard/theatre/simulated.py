"""A simulation on the stage: the wiring of a dry run whose events go to the chronicle."""

import re
from collections import Counter
from datetime import datetime
from functools import partial
from typing import Any

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from adapters.dryrun.store import Store
from dashboard.theatre import tables
from dashboard.theatre.chronicle import Chronicle
from dashboard.theatre.stage import local_date
from dashboard.words.known import Register
from model.clock import HOURS_PER_DAY, MS_PER_HOUR, VirtualClock, start_of
from model.event import Digest, Event
from model.measures import measured
from model.pace import complete
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from model.summary import expectations
from scenarios import Scenario

WORKER = re.compile(r"w\d")
"""Names of workers; founders and newcomers act on their own."""
NOBODY_SIGNS_IN = "not a secret"  # the platform is in memory


class SimulatedStage:
    """A scenario that is being run; it goes forward only.

    It does what `run.py run` does with the same scenario and seed, to the last event: `digest` is
    that of its log. Watching draws nothing.
    """

    growing = False

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.title = scenario.about
        self.end_hour = scenario.time.days * HOURS_PER_DAY
        self._clock = VirtualClock(start_of(scenario.time))
        platform = DryRunPlatform(self._clock, stream(scenario.seed, PLATFORM_IDS))
        self.chronicle = Chronicle(register_of(platform.store), partial(local_date, scenario.time))
        self.digest, self._past = Digest(), Digest()
        self._hourly: list[tuple[float, dict[str, Any]]] = []
        self._turns: tables.Turns = Counter()
        self._closed = False
        self._simulation = Simulation(
            scenario,
            platform=platform,
            directory=DryRunDirectory(platform),
            clock=self._clock,
            password=NOBODY_SIGNS_IN,
            record=self._hear,
            record_measures=lambda hour, values: self._hourly.append((hour, values)),
        )
        complete(self._simulation.open(populate=True, progress=lambda _ready, _due: None))

    @property
    def hour(self) -> float:
        """Virtual hours since time zero; negative in a past."""
        return self._simulation.scheduler.hours

    def advance(self, hours: float) -> None:
        """Let some virtual hours pass."""
        if self._closed:
            return
        self._simulation.scheduler.run_until(min(self.hour + hours, self.end_hour))
        if self.hour >= self.end_hour:
            self._simulation.society.cut_off()
            self.close()

    def seek(self, hour: float) -> None:
        """A simulation cannot turn back; a later hour is run to."""
        if hour > self.hour:
            self.advance(hour - self.hour)

    def refresh(self) -> bool:
        """Nothing is added from outside."""
        return False

    def date(self) -> datetime:
        """The local date now."""
        return self.chronicle.calendar(self.hour)

    def measures(self) -> dict[str, Any]:
        """All measures, as they are at this moment."""
        return measured(self._simulation.ledger, self._simulation.scheduler.now_ms)

    def expected(self) -> dict[str, Any]:
        """The expectations, as things stand."""
        return expectations(self.scenario, self.measures())

    def frames(self, names: frozenset[str]) -> dict[str, Any]:
        """Tables of what happened so far."""
        found: dict[str, Any] = {
            name: make(self.chronicle, self.hour)
            for name, make in tables.OF_CHRONICLE.items()
            if name in names
        }
        if "measures" in names:
            found["measures"] = tables.measures([*self._hourly, *self._now()], self.hour)
        if "turns" in names:
            found["turns"] = tables.turns(self._turns, self.hour)
        return found

    def _now(self) -> list[tuple[float, dict[str, Any]]]:
        """The measures of this moment, where it is not one of the hours that are kept."""
        kept = self._hourly and self._hourly[-1][0] >= self.hour
        return [] if kept else [(self.hour, self.measures())]

    def close(self) -> None:
        """End every process where it sleeps."""
        if not self._closed:
            self._closed = True
            self._simulation.scheduler.close()

    def _hear(self, event: Event) -> None:
        self._count(event)
        self.chronicle.hear(event)
        hour = event.time_ms // MS_PER_HOUR
        own = int(WORKER.match(event.worker) is not None)
        self._turns[hour, event.profile, event.action, event.outcome, event.reason, own] += 1

    def _count(self, event: Event) -> None:
        if event.time_ms < 0:
            self._past.add(event)
            return
        if not self.digest.rows and self._past.rows:
            self.digest.follow(self._past)
        self.digest.add(event)


def register_of(store: Store) -> Register:
    """The names that a platform in memory knows."""

    def person(email: str) -> str | None:
        user = store.users_by_email.get(email)
        return user.name if user else None

    def community(identifier: str) -> str | None:
        place = store.communities.get(identifier)
        return place.name if place else None

    def title(identifier: str) -> str | None:
        request = store.requests.get(identifier)
        return request.title if request else None

    def place(identifier: str) -> str | None:
        request = store.requests.get(identifier)
        return request.communities[0].id if request and request.communities else None

    return Register(person, community, title, place)
