"""What a sensitivity analysis found, as people read it."""

from collections.abc import Sequence

import typer

from commands.experiment_printing import counted, print_place
from commands.printing import shown, table
from experiments.finishing import TABLE_FILE
from experiments.plots import PLOTS
from experiments.results import Results
from experiments.sensitivity_analysis import (
    LEAST_SHARE,
    Chance,
    chances,
    indices,
    keys_of,
    matching,
    screened,
)

SCREENING = ("measure", "key", "effect", "from", "to", "sign", "spread", "noise", "matters")
INDICES = ("measure", "key", "alone", "from", "to", "with others", "from", "to")


def print_sensitivity(results: Results, _only: Sequence[str] = ()) -> None:
    """Effects of the screening, then the indices of what matters, the largest first."""
    asked = results.notes["asked"]
    typer.echo(f"{asked['scenario']}: {len(results.points)} points, {counted(results)}")
    typer.echo("")
    _print_screening(results)
    typer.echo("")
    _print_indices(results)
    typer.echo("")
    _print_chance(chances(results))
    typer.echo(f"see {TABLE_FILE} and {PLOTS}/ in the folder")
    print_place(results)


def _print_screening(results: Results) -> None:
    found = screened(results)
    rows = [
        [
            one.measure,
            one.key,
            *(shown(number) for number in (one.mu_star, one.low, one.high)),
            "+" if one.mu > 0 else "-",
            shown(one.sigma),
            shown(one.noise),
            "yes" if one.matters else "no",
        ]
        for one in sorted(found, key=lambda one: (one.measure, -one.mu_star))
    ]
    typer.echo(table([list(SCREENING), *rows], numbers_from=2))
    typer.echo("")
    typer.echo("effect   mean absolute change over the range, with its 95 % interval (Morris)")
    typer.echo("sign     + where the measure grows with the key, in the mean")
    typer.echo("spread   of the effects: large where they depend on other keys, or are noise")
    typer.echo("noise    what a key without any effect would show, given the spread between seeds")
    typer.echo(f"matters  above the noise, and above {LEAST_SHARE:g} of the largest effect")


def _print_indices(results: Results) -> None:
    found = indices(results)
    keys = matching(results, screened(results))
    if not keys:
        typer.echo("No key matters for any of these measures, so there are no Sobol' indices.")
        return
    if not found:
        typer.echo("The second stage, Sobol' indices of what matters, has not been run to its end.")
        return
    rows = [
        [
            one.measure,
            one.key,
            *(shown(number) for number in (one.first, one.first_low, one.first_high)),
            *(shown(number) for number in (one.total, one.total_low, one.total_high)),
        ]
        for one in sorted(found, key=lambda one: (one.measure, -one.total))
    ]
    typer.echo(table([list(INDICES), *rows], numbers_from=2))
    typer.echo("")
    typer.echo("shares of the measure's variance, with 95 % intervals (Sobol')")
    left_out = [key for key in keys_of(results) if key not in keys]
    if left_out:
        typer.echo(f"left as in the scenario: {', '.join(left_out)}")


def _print_chance(found: Sequence[Chance]) -> None:
    rows = [
        [one.measure, _percent(one.seed_share), _percent(one.noise_share), str(one.blocks)]
        for one in found
    ]
    head = ["measure", "seeds", "left in the means", "blocks"]
    typer.echo(table([head, *rows]))
    typer.echo("")
    typer.echo("seeds              of the variance of single runs, what chance alone makes")
    typer.echo("left in the means  of the variance between points; is in all indices with others")
    typer.echo("blocks             of the design in which every point has a value")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f} %"
