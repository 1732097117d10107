"""`run.py compare`: what is different in B, compared with A, beyond noise."""

import json
from pathlib import Path
from typing import Annotated

import typer

from commands.compare_printing import print_compared, print_comparison
from commands.complaints import Complaint
from commands.experiment_options import Cluster, ExperimentOut, Replications, WorkerCount
from commands.experiment_run import exit_code, run_experiment, told
from commands.options import AsJson, Changes, Days, Quiet, Seed, Until, Wanted
from commands.reporting import WithReport, leave_experiment_report
from experiments.comparisons import COMPARE, between, compare_job, is_kept, kept_side
from experiments.finishing import summary_of
from experiments.job import Workers
from experiments.keeping import home_for
from experiments.results import Results

WHAT = "a scenario, or a finished run or ensemble"
OneSide = Annotated[str, typer.Argument(help=f"One side: {WHAT}.")]
OtherSide = Annotated[str, typer.Argument(help=f"The other side: {WHAT}.")]


def compare(
    a: OneSide,
    b: OtherSide,
    replications: Replications = 20,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: ExperimentOut = None,
    changes: Changes = None,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    all_measures: Annotated[
        bool, typer.Option("--all", help="Show the measures that did not move, too.")
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    report: WithReport = True,
) -> None:
    """Compare two scenarios, two runs or two ensembles.

    A sentence for each measure that moved beyond noise, with the size of the effect and how much
    pairing the seeds has saved.

    Example: run.py compare reference legacy --days 0.1 --replications 3
    """
    kept = [name for name in (a, b) if is_kept(name)]
    if len(kept) == 1:
        raise Complaint(
            f"{kept[0]} is a folder of something that was run, and the other side is not; compare "
            "two scenarios, or two folders"
        )
    if kept:
        if any(option is not None for option in (days, until, seed, out, workers, cluster)):
            raise Complaint("what is kept is compared as it is; leave the options of a run away")
        _print_kept(a, b, all_measures=all_measures, as_json=as_json)
        return
    load = Wanted(days, until, seed, changes or []).resolved
    with told():
        home = home_for(out, f"{COMPARE}-{Path(a).stem}-{Path(b).stem}")
        job = compare_job((a, load(a)), (b, load(b)), replications, home)
    results = run_experiment(job, Workers(workers, cluster), quiet=quiet)
    _print(results, all_measures=all_measures, as_json=as_json)
    leave_experiment_report(results, report, as_json=as_json)
    raise typer.Exit(exit_code(results))


def _print(results: Results, *, all_measures: bool, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(summary_of(results), indent=2))
    else:
        print_compared(results, all_measures=all_measures)


def _print_kept(a: str, b: str, *, all_measures: bool, as_json: bool) -> None:
    with told():
        comparison = between(kept_side(a), kept_side(b))
    if as_json:
        typer.echo(json.dumps({"comparison": comparison.as_dict()}, indent=2))
    else:
        print_comparison(comparison, all_measures=all_measures)
