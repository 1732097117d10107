"""The wiring of a live run: scenario, a guest on karmyq, run folder.

1. The environment says where karmyq is; nothing is sent before all of it has been read.
2. The run's folder is made, so that a disk that refuses it does so before anything else happens.
3. The lock is taken, and database and API are looked at, without changing anything; a refusal
   removes the folder again.
4. Only then people begin to act. The lock is watched, and given back at the end.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from adapters.errors import KarmyqError, Refused
from adapters.live.lock import Lock
from adapters.live.lockstep import begin_lockstep, refuse_lockstep
from adapters.live.platform import LivePlatform
from adapters.live.settings import LiveSettings
from adapters.live.traffic import UNLIMITED, Traffic
from commands.complaints import FAILED, INTERRUPTED, REFUSED, Complaint, say
from commands.folders import alone, begun, kept
from commands.going_on import (
    API,
    POPULATE,
    RATE,
    SPEED,
    TIME_FACTOR,
    go_on,
    journalled,
    taken_up,
)
from commands.guest import Guest, guest_of
from commands.minutes import Minutes, Stopped
from commands.progress import Bar, progress_bar
from commands.states import state_of
from commands.stopping import stop_on_interrupt
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.live_pace import LAST_CALLS_S, LivePace
from model.memory import few_collections
from model.run_folder import RunFolder
from model.runlog import RunLog
from model.simulation import Simulation
from model.summary import Summary, summarise
from scenarios import ResolvedScenario, Scenario

LOCK_WATCHED_EVERY_S = 10.0
"""Real seconds: what two simulators could do at once after a database's restart."""
STOP_WATCHED_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class LivePlan:
    """How a live run goes: `speed` None is lockstep with a sandbox."""

    resolved: ResolvedScenario
    name: str
    out: Path | None
    speed: float | None
    populate: bool
    quiet: bool
    traffic: Traffic = UNLIMITED
    tell: Callable[[Summary, str], None] = lambda _summary, _place: None
    """Hears the summary of a run that did not come to its end, and where it is kept."""
    resumes: RunFolder | None = None
    """The run that goes on."""
    at_hour: Callable[[float], None] = lambda _hours: None
    """Hears, several times a second, how far the run has come."""

    @property
    def scenario(self) -> Scenario:
        """The scenario itself."""
        return self.resolved.scenario


async def live_run(
    plan: LivePlan, settings: LiveSettings, environ: Mapping[str, str]
) -> tuple[RunFolder, Summary]:
    """Act on a real karmyq; raises Complaint 2 before anything started, 3 or 130 after."""
    clock = VirtualClock(start_of(plan.scenario.time))
    guest = guest_of(
        settings,
        environ,
        concurrency=plan.scenario.workers.count + 1,  # growth is the one more
        clock=clock if plan.speed is None else None,
        traffic=plan.traffic,
        on_state=say,
    )
    try:
        with _place(plan, settings) as (folder, log):
            await _look(plan, settings, guest, clock)
        minutes = Minutes(log)
        simulation = Simulation(
            plan.scenario,
            platform=guest.platform,
            directory=guest.directory,
            clock=clock,
            password=settings.password,
            record=minutes.record,
            record_measures=log.record_measures,
        )
        with alone(folder), journalled(folder, guest, waits=plan.speed is not None):
            if plan.resumes is not None:
                await go_on(folder, log, guest, simulation)
            async with _watched(guest.lock, minutes):
                pace = LivePace(simulation.scheduler, minutes.stop, speed=plan.speed)
                stay = _Stay(plan, folder, simulation, minutes, guest.platform, pace)
                summary = await _keep(stay)
    finally:
        await guest.aclose()
    return folder, summary


@contextmanager
def _place(plan: LivePlan, settings: LiveSettings) -> Iterator[tuple[RunFolder, RunLog]]:
    """A new folder that keeps what its run was told, or the one of the run that goes on."""
    if plan.resumes is not None:
        with taken_up(plan.resumes, settings) as taken:
            yield taken
        return
    with begun(plan.resolved, plan.name, plan.out, "live") as (folder, log):
        told = {SPEED: plan.speed, POPULATE: plan.populate, API: settings.api_url}
        budget = {RATE: plan.traffic.rate_per_minute, TIME_FACTOR: plan.traffic.time_factor}
        folder.write_manifest(**told, **budget)
        yield folder, log


async def _look(plan: LivePlan, settings: LiveSettings, guest: Guest, clock: VirtualClock) -> None:
    """Refuse whatever is doubtful before anything is sent that could change something."""
    await guest.lock_in()
    try:
        if plan.speed is None:
            await begin_lockstep(settings.api_url, plan.scenario.seed, clock())
        else:
            await refuse_lockstep(settings.api_url)
    except KarmyqError as error:
        raise Complaint(error.message, REFUSED) from None
    await guest.look()


@asynccontextmanager
async def _watched(lock: Lock, minutes: Minutes) -> AsyncIterator[None]:
    """See that the lock is still ours; a run that has lost it to another simulator stops."""
    lost: list[Refused] = []

    async def watch() -> None:
        while not lost:
            await asyncio.sleep(LOCK_WATCHED_EVERY_S)
            try:
                await lock.still_held()
            except Refused as refusal:
                lost.append(refusal)
                minutes.stop.set()
            except KarmyqError:
                continue  # a database that is away holds no lock for anybody; ask again

    watching = asyncio.create_task(watch())
    try:
        yield
    except Complaint as complaint:
        if not lost:
            raise
        raise Complaint(f"{lost[0].message}; {complaint}", FAILED) from None
    finally:
        watching.cancel()


class _Times:
    """When the run began, and when its opening was over."""

    def __init__(self) -> None:
        self.began = self.opened = perf_counter()


@dataclass(frozen=True, slots=True)
class _Stay:
    """A run that has been let in, with all that keeps it going."""

    plan: LivePlan
    folder: RunFolder
    simulation: Simulation
    minutes: Minutes
    platform: LivePlatform
    pace: LivePace
    times: _Times = field(default_factory=_Times)


async def _keep(stay: _Stay) -> Summary:
    finished, place = False, str(stay.folder.path)
    summary: Summary = {}
    with kept(stay.folder):
        try:
            days, stop = stay.plan.scenario.time.days, stay.minutes.stop
            with stop_on_interrupt(stop), progress_bar(days, stay.plan.quiet) as bar:
                finished = await _simulate(stay, bar)
        finally:
            # What was done is told however it ends; after a failure it is worth most.
            summary = _summary(stay)
            stay.simulation.scheduler.close()  # nothing is left to close unless something failed
            stay.minutes.log.close()
            stay.folder.write_summary(summary)
            if not finished:
                stay.plan.tell(summary, place)
        status = "done" if finished else "interrupted"
        stay.folder.write_manifest(status=status, event_digest=summary["event_digest"])
        if not finished:
            raise Complaint(
                f"interrupted after {summary['events']} actions; what is done is kept in "
                f"{place}, go on with: run.py resume {place}",
                INTERRUPTED,
            )
    return summary


async def _simulate(stay: _Stay, bar: Bar) -> bool:
    simulation, platform, finished = stay.simulation, stay.platform, False
    try:
        async with _opening(stay):
            populate = stay.plan.populate and not simulation.scheduler.hours
            await simulation.open(populate=populate, progress=bar.opening)
        if not simulation.society.roster:
            raise Complaint(_nobody(simulation), FAILED)
        bar.follow(lambda: state_of(simulation, platform.now))
        hours = stay.plan.scenario.time.days * HOURS_PER_DAY
        with few_collections():  # a long one would hold up everybody who is due
            finished = await stay.pace.run_until(hours, _both(stay.plan, bar))
        simulation.society.cut_off()
        platform.give_up_waiting()
        await _wind_down(stay.pace)
        await platform.writes.settle_all()
    except Stopped:
        pass  # between two turns of the opening: nothing is under way
    return finished


@asynccontextmanager
async def _opening(stay: _Stay) -> AsyncIterator[None]:
    """Whoever waits for karmyq or for the budget is told when the opening is asked to stop."""

    async def watch() -> None:
        while not stay.minutes.stop.is_set:
            await asyncio.sleep(STOP_WATCHED_EVERY_S)
        stay.platform.give_up_waiting()

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        stay.minutes.opening = False
        stay.times.opened = perf_counter()


def _summary(stay: _Stay) -> Summary:
    """The keys of a dry run's summary, and what only a live run has: `api`, `lag`, `transport`."""
    stay.minutes.log.flush()
    transport = stay.platform.api_report()
    summary = summarise(
        stay.plan.scenario,
        stay.simulation.ledger,
        now_ms=stay.simulation.scheduler.now_ms,
        digest=stay.minutes.log.digest.hex(),
        setup_seconds=stay.times.opened - stay.times.began,
        wall_seconds=perf_counter() - stay.times.opened,
    )
    api, lag = transport.pop("answers"), stay.pace.lag()
    return {**summary, "api": api, "lag": lag, "transport": transport}


def _both(plan: LivePlan, bar: Bar) -> Callable[[float], None]:
    def at_hour(hours: float) -> None:
        bar.at_hour(hours)
        plan.at_hour(hours)

    return at_hour


async def _wind_down(pace: LivePace) -> None:
    if not await pace.wind_down():
        raise Complaint(
            f"karmyq has not answered the last calls within {LAST_CALLS_S:g} seconds; "
            "run.py resume reads whether they took effect",
            FAILED,
        )


def _nobody(simulation: Simulation) -> str:
    reasons = sorted({reason for _, _, reason in simulation.ledger.outcomes if reason})
    return (
        "nobody can act: the directory knows no simulated people, and no founder could register "
        f"({', '.join(reasons) or 'no reason was given'})"
    )
