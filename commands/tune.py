"""`run.py tune`: find values with which the measures reach their targets."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from commands.complaints import Complaint
from commands.experiment_options import Cluster, WorkerCount
from commands.experiment_run import told
from commands.options import AsJson, Changes, Days, Quiet, Seed, Strict, Until, Wanted
from commands.tune_run import print_tuned, search_for, tune_exit_code
from experiments.job import Workers
from experiments.tuning.loading import Tuning, Wish, read_tuning
from experiments.tuning.place import place_for
from experiments.tuning.tune import FRESH_SEEDS, Search

TargetsName = Annotated[
    str,
    typer.Argument(
        metavar="TARGETS", help="A file of scenarios/targets, or the path of a YAML file."
    ),
]
Trials = Annotated[
    int | None,
    typer.Option(
        "--trials", metavar="NUMBER", help="Most trials of the search. [default: the file's, or 60]"
    ),
]
TrialSeeds = Annotated[
    int | None,
    typer.Option(
        "--replications",
        metavar="NUMBER",
        help="How many seeds each trial gets. [default: the file's, or 4]",
    ),
]
FreshSeeds = Annotated[
    int,
    typer.Option(
        "--fresh-seeds", metavar="NUMBER", help="Seeds of the validation, which chose nothing."
    ),
]
StorageAddress = Annotated[
    str | None,
    typer.Option(
        "--storage",
        metavar="URL",
        help="A PostgreSQL that several processes share the study on. [default: in the folder]",
    ),
]
SearchOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help="The search's folder; the same one again goes on. [default: below runs/]",
    ),
]


def tune(
    targets: TargetsName,
    trials: Trials = None,
    replications: TrialSeeds = None,
    fresh_seeds: FreshSeeds = FRESH_SEEDS,
    storage: StorageAddress = None,
    days: Days = None,
    until: Until = None,
    seed: Seed = None,
    out: SearchOut = None,
    changes: Changes = None,
    workers: WorkerCount = None,
    cluster: Cluster = None,
    strict: Strict = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Find values with which the measures reach their targets.

    Ends with a scenario that extends the original, shown beside the start on fresh seeds, and with
    the range of each value that the targets allow. With --strict, exit code 1 says that one of them
    was missed.

    Example: run.py tune first_search --days 0.1 --trials 2 --fresh-seeds 2 --workers 1
    """
    wish = Wish(days, seed, replications, trials, tuple(changes or ()))
    with told():
        tuning = _read(targets, wish, until)
        place = place_for(out, tuning.stem)
    search = Search(Workers(workers, cluster), storage, fresh_seeds, quiet)
    tuned = search_for(tuning, search, place)
    print_tuned(tuned, as_json=as_json)
    raise typer.Exit(tune_exit_code(tuned, strict=strict))


def _read(targets: str, wish: Wish, until: str | None) -> Tuning:
    tuning = read_tuning(targets, wish)
    if until is None:
        return tuning
    if wish.days is not None:
        raise Complaint("--days and --until both say when to stop; give one of them")
    days = Wanted(None, until, None, wish.changes).resolved(tuning.original).scenario.time.days
    return read_tuning(targets, replace(wish, days=days))
