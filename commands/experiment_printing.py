"""What experiments came to, as people read it: plain text tables on stdout."""

from collections.abc import Sequence

import typer

from commands.printing import shown, table
from experiments.finishing import TABLE_FILE
from experiments.plots import PLOTS
from experiments.results import Results
from experiments.sensitivity_analysis import MAIN
from experiments.statistics import INTERVAL_IN_WORDS, Estimate
from experiments.sweeps import keys_of, moving

ENSEMBLE_COLUMNS = ("measure", "mean", "median", "5 %", "95 %", "mean from", "mean to", "n")


MOST_COLUMNS = 7


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


def print_sweep(results: Results, only: Sequence[str]) -> None:
    """For each point the mean of the main measures that moved, give or take the interval."""
    moved = moving(results)
    names = list(only) or [name for name in MAIN if name in moved] or moved[:MOST_COLUMNS]
    keys = keys_of(results)
    typer.echo(
        f"{results.notes['asked']['scenario']}: {len(results.points)} points, {counted(results)}"
    )
    typer.echo("")
    rows = [["point", *keys, *names]]
    for place in range(len(results.points)):
        values, estimates = results.values(place), results.estimates(place)
        cells = [_give_or_take(estimates[name]) for name in names]
        rows.append([str(place), *(str(values[key]) for key in keys), *cells])
    typer.echo(table(rows, numbers_from=1 + len(keys)))
    typer.echo("")
    typer.echo(f"mean ± half of the {INTERVAL_IN_WORDS}")
    typer.echo(
        f"{len(moved)} of {len(results.names)} measures moved, see --measure NAME, "
        f"{TABLE_FILE} and {PLOTS}/ in the folder"
    )
    print_place(results)


def _give_or_take(found: Estimate) -> str:
    if found.mean is None or found.mean_low is None:
        return shown(found.mean)
    return f"{shown(found.mean)} ± {shown(found.mean - found.mean_low)}"


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
