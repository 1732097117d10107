"""`run.py sensitivity`: which settings matter for the measures, and how much."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import say
from commands.experiment_kinds import print_experiment
from commands.experiment_options import (
    Cluster,
    ExperimentOut,
    Measure,
    PointReplications,
    WorkerCount,
)
from commands.experiment_run import exit_code, known_measures, run_experiment, told
from commands.options import AsJson, Changes, Days, Quiet, ScenarioName, Seed, Until, Wanted
from commands.sweep import loaded
from experiments.job import Workers
from experiments.keeping import home_for
from experiments.sensitivity_job import (
    SENSITIVITY,
    Depth,
    Sensitivity,
    run_stages,
    sensitivity_job,
)

USUAL = Depth()
Ranges = Annotated[
    list[str] | None,
    typer.Option("--vary", metavar="KEY=RANGE", help="A key and its range low:high; repeatable."),
]
TrajectoryCount = Annotated[
    int,
    typer.Option(
        "--trajectories", metavar="NUMBER", help="Walks of the screening, (keys + 1) points each."
    ),
]
SampleCount = Annotated[
    int,
    typer.Option(
        "--samples", metavar="NUMBER", help="Sobol' samples, (keys that matter + 2) points each."
    ),
]


def sensitivity(
    scenario: ScenarioName = "reference",
    vary: Ranges = None,
    measure: Measure = None,
    trajectories: TrajectoryCount = USUAL.trajectories,
    samples: SampleCount = USUAL.samples,
    replications: PointReplications = USUAL.replications,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: ExperimentOut = None,
    changes: Changes = None,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find the settings that matter for the measures, and how much.

    First Morris' screening over all ranges, then Sobol' indices over those that matter. The folder
    gets table.csv, a row for each measure and key, and a tornado plot for each measure.

    Example: run.py sensitivity quiet_week --days 0.05 --vary workers.count=1:6 --samples 8
    """
    known_measures(measure or [])
    load = partial(loaded, scenario, Wanted(days, until, seed, changes or []))
    wanted = Sensitivity(vary or [], measure or [], Depth(trajectories, samples, replications))
    with told():
        home = home_for(out, f"{Path(scenario).stem}-{SENSITIVITY}")
        job = sensitivity_job(load, scenario, wanted, home)
    if not quiet:
        points = trajectories * (len(wanted.vary) + 1)
        say(
            f"screening: {points} points, {replications} replications each; then {samples} x "
            f"(keys that matter + 2) points"
        )
    results = run_experiment(job, Workers(workers, cluster), quiet=quiet, carry=run_stages)
    print_experiment(results, as_json=as_json)
    raise typer.Exit(exit_code(results))
