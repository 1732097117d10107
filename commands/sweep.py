"""`run.py sweep`: what happens to the measures when values of the scenario change."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import typer

from commands.complaints import Complaint, say
from commands.experiment_kinds import print_experiment
from commands.experiment_options import (
    Cluster,
    DesignName,
    ExperimentOut,
    Measure,
    PointReplications,
    Samples,
    Varied,
    WorkerCount,
)
from commands.experiment_run import exit_code, known_measures, run_experiment, told
from commands.options import AsJson, Changes, Days, Quiet, ScenarioName, Seed, Until, Wanted
from commands.reporting import WithReport, leave_experiment_report
from experiments.design import Design
from experiments.errors import ExperimentError
from experiments.job import Workers
from experiments.keeping import home_for
from experiments.sweeps import SWEEP, sweep_job
from scenarios import ResolvedScenario


def sweep(
    scenario: ScenarioName = "reference",
    vary: Varied = None,
    design: DesignName = Design.GRID,
    samples: Samples = None,
    replications: PointReplications = 5,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: ExperimentOut = None,
    changes: Changes = None,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    measure: Measure = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    report: WithReport = True,
) -> None:
    """Run a scenario with varied values, on the same seeds.

    Any key of the scenario can be varied but the seed. The folder gets table.csv, a row for each
    point and measure, and a picture for each measure that moved.

    Example: run.py sweep quiet_week --days 0.2 --vary workers.count=2,8
    """
    known_measures(measure or [])
    load = partial(loaded, scenario, Wanted(days, until, seed, changes or []))
    with told():
        job = sweep_job(
            load,
            scenario,
            vary or [],
            design=design,
            samples=samples,
            replications=replications,
            home=home_for(out, f"{Path(scenario).stem}-{SWEEP}"),
        )
    if not quiet:
        points = len(job.plan.points)
        say(f"{points} points, {replications} replications each: {points * replications} runs")
    results = run_experiment(job, Workers(workers, cluster), quiet=quiet, measures=measure or [])
    print_experiment(results, as_json=as_json, measures=measure or [])
    leave_experiment_report(results, report, as_json=as_json)
    raise typer.Exit(exit_code(results))


def loaded(scenario: str, wanted: Wanted, more: Sequence[str]) -> ResolvedScenario:
    """The scenario with further changes; what is wrong with them is an error of the sweep."""
    try:
        return replace(wanted, changes=[*wanted.changes, *more]).resolved(scenario)
    except Complaint as problem:
        raise ExperimentError(str(problem)) from None
