"""A comparison as people read it: a sentence for each measure that moved, then all in a table."""

from collections.abc import Sequence

import typer

from commands.experiment_printing import counted, print_place
from commands.printing import shown, table
from experiments.comparisons import Comparison, compared
from experiments.differences import FALSE_ALARMS, Difference
from experiments.results import Results

COLUMNS = ("measure", "A", "B", "difference", "from", "to", "effect", "from", "to", "pairing")
DIGITS = 2


def print_comparison(comparison: Comparison, *, all_measures: bool) -> None:
    """What moved, how it was decided, and every measure where that is wanted."""
    typer.echo(f"A {comparison.a}, B {comparison.b}: {_samples(comparison)}")
    typer.echo("")
    moved = comparison.moved
    for one in moved:
        typer.echo(sentence(one, comparison.b))
    if not moved:
        typer.echo(_nothing(comparison))
    typer.echo("")
    rows = comparison.differences if all_measures else moved
    if rows:
        typer.echo(table([list(COLUMNS), *(_cells(one) for one in rows)]))
        typer.echo("")
    for line in _how(comparison):
        typer.echo(line)


def print_compared(
    results: Results, _only: Sequence[str] = (), *, all_measures: bool = False
) -> None:
    """A comparison of scenarios, and where it is kept."""
    print_comparison(compared(results), all_measures=all_measures)
    typer.echo(f"run         {counted(results)}")
    print_place(results)


def sentence(one: Difference, label: str) -> str:
    """What happened to a measure that moved, in the side of this name."""
    gap = one.difference or 0.0
    said = (
        f"{one.measure} is {'higher' if gap > 0 else 'lower'} in {label}: "
        f"{shown(one.mean_b)} instead of {shown(one.mean_a)}, by {shown(abs(gap))}"
    )
    if one.low is not None and one.high is not None:
        low, high = sorted((abs(one.low), abs(one.high)))
        said += f" ({shown(low)} to {shown(high)})"
    if one.effect is not None:
        said += f", {abs(one.effect):.1f} standard deviations of a run"
    return said


def _samples(comparison: Comparison) -> str:
    if comparison.pairs:
        return f"{comparison.pairs} pair{'s' if comparison.pairs > 1 else ''} with the same seed"
    return "no seed in common, compared as independent samples"


def _nothing(comparison: Comparison) -> str:
    if all(one.p is None for one in comparison.differences):
        return "one run of each says nothing about noise; compare two scenarios, or two ensembles"
    return f"none of {len(comparison.differences)} measures moved beyond noise"


def _how(comparison: Comparison) -> list[str]:
    tested = sum(one.p is not None for one in comparison.differences)
    if not tested:
        return []
    kind = "paired differences" if comparison.pairs else "independent samples (Welch)"
    lines = [
        f"moved       {len(comparison.moved)} of {tested} measures: Student's t on {kind};",
        "            Benjamini-Yekutieli keeps false alarms among those named at "
        f"{100 * FALSE_ALARMS:g} % at most",
        "difference  B - A with its 95 % interval (t)",
        "effect      in standard deviations of a run, with its 95 % interval (bootstrap)",
    ]
    if comparison.precision is not None:
        lines += [
            "pairing     as many times more replications would be needed with independent seeds;",
            f"            over all measures {comparison.precision:.2f} (median), "
            "below 1 it has cost something",
        ]
    return lines


def _cells(one: Difference) -> list[str]:
    numbers = (one.mean_a, one.mean_b, one.difference, one.low, one.high)
    ratios = (one.effect, one.effect_low, one.effect_high, one.precision)
    return [
        one.measure,
        *(shown(number) for number in numbers),
        *("-" if ratio is None else f"{ratio:.{DIGITS}f}" for ratio in ratios),
    ]
