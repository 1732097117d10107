"""The kinds of experiments, for commands that take the folder of any: resume and show."""

import json
from collections.abc import Callable, Mapping, Sequence

import typer

from commands.compare_printing import print_compared
from commands.experiment_printing import print_ensemble, print_sweep
from commands.experiment_run import run_experiment, told
from commands.sensitivity_printing import print_sensitivity
from experiments.comparisons import COMPARE
from experiments.ensembles import ENSEMBLE
from experiments.finishing import summary_of
from experiments.job import Workers, job_in
from experiments.results import Results
from experiments.sensitivity_job import SENSITIVITY, run_stages, sensitivity_in
from experiments.store import RESULT_FILE, Store
from experiments.sweeps import SWEEP
from model.run_folder import RunFolder

PRINTERS: Mapping[str, Callable[[Results, Sequence[str]], None]] = {
    ENSEMBLE: print_ensemble,
    SWEEP: print_sweep,
    COMPARE: print_compared,
    SENSITIVITY: print_sensitivity,
}


def is_experiment(folder: RunFolder) -> bool:
    """Whether a folder holds many runs."""
    return (folder.path / RESULT_FILE).is_file()


def show_experiment(folder: RunFolder, *, as_json: bool) -> None:
    """Print what an experiment has come to so far."""
    with told():
        store = Store(folder.path / RESULT_FILE)
        try:
            print_experiment(Results.of(store, folder.path), as_json=as_json)
        finally:
            store.close()


def resume_experiment(folder: RunFolder, workers: Workers, *, quiet: bool) -> Results:
    """Run what an experiment lacks, failed replications included."""
    with told():
        job = job_in(folder)
        if job.plan.kind == SENSITIVITY:
            staged = sensitivity_in(folder, job)
            return run_experiment(staged, workers, quiet=quiet, carry=run_stages)
    return run_experiment(job, workers, quiet=quiet)


def print_experiment(results: Results, *, as_json: bool, measures: Sequence[str] = ()) -> None:
    """Print an experiment of any kind, as JSON or for people."""
    if as_json:
        typer.echo(json.dumps(summary_of(results), indent=2))
    else:
        PRINTERS[results.kind](results, measures)
