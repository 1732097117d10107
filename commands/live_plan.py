"""`run.py live --plan`: what the first decisions would do, found out by reading alone.

People wake, choose and look as in a live run, on virtual time as in lockstep. A connection that
only reads takes the place of the real one: a turn ends where it would write, and what it would have
sent is told. So later decisions know nothing of earlier ones.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import typer

from adapters.live.hiding import Hiding
from adapters.live.settings import LiveSettings
from adapters.live.traffic import Traffic
from adapters.live.wire import Ask, NotSent
from commands.complaints import Complaint
from commands.guest import Guest, guest_of
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.event import Event
from model.live_pace import LivePace
from model.pace import StopFlag
from model.simulation import Simulation
from scenarios import Scenario

DECISIONS = 100
CALLS_AT_ONCE = 2
LONGEST_BODY = 90
"""Characters of what would be sent that are shown."""
UNSHOWN = ("password",)
NEEDS_SECRET = (
    "--plan only reads, and without KARMYQ_JWT_SECRET people would have to sign in, which writes "
    "a session: set it to the secret that karmyq signs its tokens with"
)
MS_PER_SECOND, SECONDS_PER_MINUTE, SECONDS_PER_HOUR = 1000, 60, 3600


class Step(NamedTuple):
    """One decision: when, whose, which, and what would come of it."""

    number: int
    at: str
    worker: str
    email: str
    action: str
    would: str


class Enough(Exception):
    """The last decision that was asked for has been made."""


class Planner:
    """Hears every event and everything that was not sent, and tells the steps one by one."""

    def __init__(self, hide: Hiding, tell: Callable[[Step], None], decisions: int) -> None:
        self.stop = StopFlag()
        self.opening = True
        self.steps: list[Step] = []
        self._hide = hide
        self._tell = tell
        self._decisions = decisions
        self._unsent: Ask | None = None

    def unsent(self, ask: Ask) -> None:
        """A turn has come to its first write; in lockstep the next event is that turn's."""
        self._unsent = ask

    def record(self, event: Event) -> None:
        """One decision is made; raises Enough after the last one of the opening."""
        if self.stop.is_set:
            return
        would = self._hide(_would(event, self._unsent))
        self._unsent = None
        number, at = len(self.steps) + 1, _clock(event.time_ms)
        step = Step(number, at, event.worker, event.member, event.action, would)
        self.steps.append(step)
        self._tell(step)
        if number >= self._decisions:
            self.stop.set()
            if self.opening:
                raise Enough


async def live_plan(
    scenario: Scenario,
    settings: LiveSettings,
    environ: Mapping[str, str],
    *,
    populate: bool,
    tell: Callable[[Step], None],
    traffic: Traffic | None = None,
) -> list[Step]:
    """The first decisions of a live run that never begins; raises Complaint as a run would."""
    if settings.jwt_secret is None:
        raise Complaint(NEEDS_SECRET)
    planner = Planner(Hiding(settings.secrets()), tell, DECISIONS)
    guest = guest_of(
        settings,
        environ,
        concurrency=CALLS_AT_ONCE,
        traffic=traffic,
        reads_only=True,
        not_sent=planner.unsent,
    )
    try:
        await guest.look()
        await _decide(scenario, settings, guest, planner, populate)
    finally:
        await guest.aclose()
    return planner.steps


async def _decide(
    scenario: Scenario, settings: LiveSettings, guest: Guest, planner: Planner, populate: bool
) -> None:
    simulation = Simulation(
        scenario,
        platform=guest.platform,
        directory=guest.directory,
        clock=VirtualClock(start_of(scenario.time)),
        password=settings.password,
        record=planner.record,
        record_measures=lambda _hours, _measures: None,
    )
    pace = LivePace(simulation.scheduler, planner.stop, speed=None)
    try:
        await simulation.open(populate=populate, progress=lambda _ready, _due: None)
        planner.opening = False
        if simulation.society.roster:
            await pace.run_until(scenario.time.days * HOURS_PER_DAY, lambda _hours: None)
    except Enough:
        return
    finally:
        planner.stop.set()  # what is ended where it sleeps is no decision
        await pace.wind_down()
        simulation.scheduler.close()


def print_steps(steps: list[Step], domain: str, *, as_json: bool) -> None:
    """The end of a plan; without JSON the steps themselves have been told one by one."""
    if as_json:
        typer.echo(json.dumps([step._asdict() for step in steps], indent=2, ensure_ascii=False))
        return
    writes = sum(step.would.startswith("send ") for step in steps)
    typer.echo("")
    typer.echo(f"{len(steps)} decisions, {writes} of which would write; nothing was sent but reads")
    if not any(step.worker.startswith("w") for step in steps):
        typer.echo(f"nobody of {domain} is there yet: people would act once they have registered")


def line_of(step: Step) -> str:
    """A step as one line of a table."""
    who = f"{step.worker:9} {step.email:40} {step.action:20}"
    return f"{step.number:4}  {step.at:>9}  {who} {step.would}".rstrip()


def _would(event: Event, unsent: Ask | None) -> str:
    if event.reason == NotSent.CODE and unsent is not None:
        return f"send {unsent.method} {unsent.path}{_shown(unsent.body)}"
    if event.outcome == "done":
        return f"read {', '.join(call.operation for call in event.calls)}"
    return f"{event.outcome}: {event.reason}"


def _shown(body: Any) -> str:
    if not body:
        return ""
    if isinstance(body, Mapping):
        body = {key: value for key, value in body.items() if key not in UNSHOWN}
    text = json.dumps(body, ensure_ascii=False)
    return f" {text if len(text) <= LONGEST_BODY else text[: LONGEST_BODY - 1] + '…'}"


def _clock(time_ms: int) -> str:
    seconds = time_ms // MS_PER_SECOND
    minutes = seconds // SECONDS_PER_MINUTE
    hours = seconds // SECONDS_PER_HOUR
    return f"{hours}:{minutes % 60:02}:{seconds % SECONDS_PER_MINUTE:02}"
