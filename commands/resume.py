"""`run.py resume`: go on with a run that was interrupted, or whose process was killed."""

import asyncio
from functools import partial
from os import environ

import typer

from adapters.live.settings import API_URL
from adapters.live.traffic import Traffic
from commands.complaints import INTERRUPTED, Complaint
from commands.dry_run import dry_run
from commands.experiment_kinds import is_experiment, print_experiment, resume_experiment
from commands.experiment_options import Cluster, WorkerCount
from commands.experiment_run import exit_code as exit_code_of
from commands.folders import alone, opened_log
from commands.going_on import API, POPULATE, RATE, SPEED, TIME_FACTOR
from commands.guest import settings_for
from commands.live_run import LivePlan, live_run
from commands.options import AsJson, Quiet, RunName, Strict
from commands.printing import print_summary
from commands.reporting import WithReport, conclude, leave_experiment_report
from commands.tune_run import is_search, print_tuned, resume_search, tune_exit_code
from commands.words import VOCABULARY
from experiments.job import Workers
from model.run_folder import RunFolder
from model.summary import Summary
from scenarios import ResolvedScenario, load


def resume(
    run: RunName,
    as_json: AsJson = False,
    quiet: Quiet = False,
    strict: Strict = False,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    report: WithReport = True,
) -> None:
    """Go on with a run or experiment that did not end.

    It was interrupted, or failed, or its process was killed.

    A dry run is replayed from its seed, each row is compared with the stored ones, and new rows are
    appended after them, to the digest of an uninterrupted run. A live run first reads on karmyq
    what became of writes without an answer, and goes on from its last stored moment; nothing that
    was written is written again. An experiment (ensemble, sweep, compare,
    sensitivity) runs the replications that it lacks or that failed, a search its next trials;
    --workers and --cluster say where.

    Example: run.py resume quiet_week-s7-1
    """
    folder = RunFolder.open(run)
    manifest = folder.manifest()
    if manifest.get("status") == "done":
        raise Complaint(f"{folder.path} is done already; look at it with: run.py show {run}")
    if is_experiment(folder):
        results = resume_experiment(folder, Workers(workers, cluster), quiet=quiet)
        print_experiment(results, as_json=as_json)
        leave_experiment_report(results, report, as_json=as_json)
        raise typer.Exit(exit_code_of(results))
    if is_search(folder):
        tuned = resume_search(folder, Workers(workers, cluster), quiet=quiet)
        print_tuned(tuned, as_json=as_json)
        raise typer.Exit(tune_exit_code(tuned, strict=strict))
    if workers is not None or cluster is not None:
        raise Complaint(f"--workers and --cluster are for experiments, and {folder.path} is a run")
    resolved = load(str(folder.scenario_file), vocabulary=VOCABULARY)
    if manifest.get("mode") == "live":
        summary = _live(folder, resolved, as_json=as_json, quiet=quiet)
    else:
        summary = _dry(folder, resolved, quiet=quiet)
    conclude(folder, summary, as_json=as_json, strict=strict, report=report)


def _dry(folder: RunFolder, resolved: ResolvedScenario, *, quiet: bool) -> Summary:
    with alone(folder):
        log = opened_log(folder, f"run the scenario anew: run.py run {folder.scenario_file}")
        folder.write_manifest(status="running")
        return dry_run(resolved.scenario, folder, log, quiet=quiet)


def _live(folder: RunFolder, resolved: ResolvedScenario, *, as_json: bool, quiet: bool) -> Summary:
    told = folder.manifest()
    if told.get(SPEED) is None:
        raise Complaint(
            f"{folder.path} is a run in lockstep, which empties its sandbox and cannot go on; "
            "start it anew: run.py live --lockstep"
        )
    plan = LivePlan(
        resolved=resolved,
        name=folder.path.name,
        out=folder.path,
        speed=float(told[SPEED]),
        populate=bool(told.get(POPULATE)),
        quiet=quiet,
        traffic=Traffic(float(told[RATE]), float(told[TIME_FACTOR])),
        tell=partial(print_summary, as_json=as_json),
        resumes=folder,
    )
    around = {API_URL: str(told[API]), **environ}  # --api may have named it
    try:
        _, summary = asyncio.run(live_run(plan, settings_for(resolved, around), around))
    except KeyboardInterrupt:
        raise Complaint(
            f"interrupted at once; what was stored is kept, go on with: "
            f"run.py resume {folder.path}",
            INTERRUPTED,
        ) from None
    return summary
