"""`run.py ensemble`: one scenario over many seeds."""

from pathlib import Path

import typer

from commands.experiment_kinds import print_experiment
from commands.experiment_options import (
    Cluster,
    ExperimentOut,
    Hourly,
    Measure,
    Replications,
    WorkerCount,
)
from commands.experiment_run import exit_code, known_measures, run_experiment, told
from commands.options import AsJson, Changes, Days, Quiet, ScenarioName, Seed, Until, Wanted
from commands.reporting import WithReport, leave_experiment_report
from experiments.ensembles import ENSEMBLE, ensemble_job
from experiments.job import Workers
from experiments.keeping import home_for


def ensemble(
    scenario: ScenarioName = "reference",
    replications: Replications = 20,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: ExperimentOut = None,
    changes: Changes = None,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    hourly: Hourly = False,
    measure: Measure = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    report: WithReport = True,
) -> None:
    """Run a scenario with many seeds, and say what is sure.

    The seed is the base seed: replication 3 is always the same run, and a longer ensemble begins
    with the shorter one. Ask again with the same --out to extend it. Exit code 3 says that a
    replication failed; the others count all the same.

    Example: run.py ensemble quiet_week --replications 3 --days 0.2
    """
    known_measures(measure or [])
    resolved = Wanted(days, until, seed, changes or []).resolved(scenario)
    with told():
        home = home_for(out, f"{Path(scenario).stem}-{ENSEMBLE}")
        job = ensemble_job(resolved, scenario, replications, home, hourly=hourly)
    results = run_experiment(job, Workers(workers, cluster), quiet=quiet)
    print_experiment(results, as_json=as_json, measures=measure or [])
    leave_experiment_report(results, report, as_json=as_json)
    raise typer.Exit(exit_code(results))
