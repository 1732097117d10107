"""The wiring of a dry run: scenario, platform in memory, model, run folder."""

from time import perf_counter

from adapters.dryrun.directory import DryRunDirectory
from adapters.dryrun.platform import DryRunPlatform
from commands.complaints import INTERRUPTED, Complaint
from commands.folders import kept
from commands.platform_file import keep_platform
from commands.progress import Bar, progress_bar
from commands.states import state_of
from commands.stopping import stop_on_interrupt
from model.clock import HOURS_PER_DAY, VirtualClock, start_of
from model.memory import few_collections
from model.pace import StopFlag, complete, run_until
from model.run_folder import RunFolder
from model.runlog import RunLog
from model.simulation import Simulation
from model.streams import PLATFORM_IDS, stream
from model.summary import Summary, summarise
from scenarios import Scenario

DRY_PASSWORD = "not a secret"  # nobody signs in to a platform in memory


def dry_run(scenario: Scenario, folder: RunFolder, log: RunLog, *, quiet: bool) -> Summary:
    """Run a scenario in memory into a folder; a stored part of the same run is compared first.

    Raises Complaint 130 after Ctrl-C, and 3 when it fails on the way, with what is done kept.
    """
    log.rely_on_replay()
    with kept(folder):
        try:
            summary, finished = _watched(scenario, folder, log, quiet)
        finally:
            log.close()
        if not finished:
            raise Complaint(_how_to_resume(_when(summary["virtual_days"]), folder), INTERRUPTED)
        folder.write_summary(summary)
        folder.write_manifest(status="done", event_digest=summary["event_digest"])
    return summary


def _watched(
    scenario: Scenario, folder: RunFolder, log: RunLog, quiet: bool
) -> tuple[Summary, bool]:
    stop = StopFlag()
    try:
        with stop_on_interrupt(stop), progress_bar(scenario.time.days, quiet) as bar:
            return _simulate(scenario, folder, log, stop, bar)
    except KeyboardInterrupt:  # the second Ctrl-C
        raise Complaint(_how_to_resume("at once", folder), INTERRUPTED) from None


def _simulate(
    scenario: Scenario, folder: RunFolder, log: RunLog, stop: StopFlag, bar: Bar
) -> tuple[Summary, bool]:
    clock = VirtualClock(start_of(scenario.time))
    platform = DryRunPlatform(clock, stream(scenario.seed, PLATFORM_IDS))
    simulation = Simulation(
        scenario,
        platform=platform,
        directory=DryRunDirectory(platform),
        clock=clock,
        password=DRY_PASSWORD,
        record=log.record,
        record_measures=log.record_measures,
    )
    began = perf_counter()
    with few_collections():
        try:
            complete(simulation.open(populate=True, progress=bar.opening))
            past_days = scenario.population.history_days
            opened = perf_counter()
            bar.follow(lambda: state_of(simulation, clock))
            if past_days:
                finished = run_until(simulation.scheduler, 0.0, stop, bar.in_past(past_days))
                opened = perf_counter()
                bar.follow(lambda: state_of(simulation, clock))
            end_hours = scenario.time.days * HOURS_PER_DAY
            finished = run_until(simulation.scheduler, end_hours, stop, bar.at_hour)
            if finished:
                simulation.society.cut_off()
        finally:
            simulation.scheduler.close()  # turns are cut off in the log only at the run's end
        summary = summarise(
            scenario,
            simulation.ledger,
            now_ms=simulation.scheduler.now_ms,
            digest=log.digest.hex(),
            setup_seconds=opened - began,
            wall_seconds=perf_counter() - opened,
        )
        keep_platform(platform.store, folder.path)
    return summary, finished


def _when(days: float) -> str:
    if days < 0:
        return f"in the past, {round(-days, 2)} virtual days before time zero"
    return f"after {round(days, 2)} virtual days"


def _how_to_resume(when: str, folder: RunFolder) -> str:
    return f"interrupted {when}; what is done is kept, go on with: run.py resume {folder.path}"
