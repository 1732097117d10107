"""`run.py sweep`: what happens to the measures when values of the scenario change."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import Complaint, say
from commands.experiment_kinds import print_experiment
from commands.experiment_options import Cluster, ExperimentOut, Measure, WorkerCount
from commands.experiment_run import exit_code, known_measures, run_experiment, told
from commands.options import AsJson, Changes, Days, Quiet, ScenarioName, Seed, Until, Wanted
from experiments.design import Design
from experiments.errors import ExperimentError
from experiments.job import Workers
from experiments.keeping import home_for
from experiments.sweeps import SWEEP, sweep_job
from scenarios import ResolvedScenario


def sweep(
    scenario: ScenarioName = "reference",
    vary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUES", help="A range lo:hi:n or a list a,b,c of values; repeatable."
        ),
    ] = None,
    design: Annotated[
        Design, typer.Option(metavar="DESIGN", help="grid, lhs (Latin hypercube) or sobol.")
    ] = Design.GRID,
    samples: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Points of lhs and sobol.")
    ] = None,
    replications: Annotated[
        int, typer.Option(metavar="NUMBER", help="How many seeds each point gets.")
    ] = 5,
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
) -> None:
    """Run a scenario with varied values, each combination over the same seeds.

    Any key of the scenario can be varied but the seed. The folder gets table.csv, a row for each
    point and measure, and a picture for each measure that moved.

    Example: run.py sweep quiet_week --days 0.2 --replications 2 --vary workers.count=2,8
    """
    known_measures(measure or [])

    def load(more: Sequence[str]) -> ResolvedScenario:
        try:
            return Wanted(days, until, seed, [*(changes or []), *more]).resolved(scenario)
        except Complaint as problem:
            raise ExperimentError(str(problem)) from None

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
    count = len(job.plan.points) * replications
    if not quiet:
        say(f"{len(job.plan.points)} points, {replications} replications each: {count} runs")
    results = run_experiment(job, Workers(workers, cluster), quiet=quiet, measures=measure or [])
    print_experiment(results, as_json=as_json, measures=measure or [])
    raise typer.Exit(exit_code(results))
