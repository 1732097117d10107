"""What experiments came to, as people read it: plain text tables on stdout."""

from collections.abc import Sequence

import typer

from commands.printing import shown, table
from experiments.results import Results
from experiments.statistics import INTERVAL_IN_WORDS, Estimate

ENSEMBLE_COLUMNS = ("measure", "mean", "median", "5 %", "95 %", "mean from", "mean to", "n")


def print_ensemble(results: Results, only: Sequence[str]) -> None:
    """For each measure its mean, median, band and interval."""
    names = list(only) or results.names
    label = results.points[0]["label"]
    typer.echo(f"{label}: {counted(results)}")
    typer.echo("")
    estimates = results.estimates()
    rows = [[name, *_cells(estimates[name])] for name in names]
    typer.echo(table([list(ENSEMBLE_COLUMNS), *rows]))
    typer.echo("")
    typer.echo("5 % and 95 %  nine of ten replications lie between them")
    typer.echo(f"from and to   {INTERVAL_IN_WORDS}")
    typer.echo("n             replications in which there was something to measure")
    print_place(results)


def counted(results: Results) -> str:
    """How many replications are done, with which base seed, in how many seconds."""
    failed = len(results.failed)
    return (
        f"{len(results.done)} replications{f' ({failed} failed)' if failed else ''}, "
        f"base seed {results.notes['base_seed']}, {results.seconds:.1f} s"
    )


def print_place(results: Results) -> None:
    """The digest over all replications, and where they are kept."""
    typer.echo("")
    typer.echo(f"digest        {results.digest}")
    typer.echo(f"kept in       {results.path}")


def _cells(found: Estimate) -> list[str]:
    numbers = (found.mean, found.median, found.band_low, found.band_high)
    interval = (found.mean_low, found.mean_high)
    return [*(shown(number) for number in (*numbers, *interval)), str(found.replications)]
