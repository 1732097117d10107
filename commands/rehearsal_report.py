"""What a rehearsal has come to, for people and as JSON."""

from typing import Any

import typer

from commands.balance import COLUMNS, Balance
from commands.printing import table
from commands.rehearsal import Rehearsed
from commands.storm import Storm

WRONG_SHOWN = 20


def report_of(rehearsed: Rehearsed) -> dict[str, Any]:
    """Faults by kind, the balance of every operation, and the rows that were compared."""
    return {
        "faults": rehearsed.faults,
        "writes": rehearsed.calls.counts(),
        "rows_compared": rehearsed.rows.compared,
        "wrong": rehearsed.wrong(),
    }


def report_of_storm(storm: Storm) -> dict[str, Any]:
    """The same of a storm, with what it took."""
    return {
        "seed": storm.seed,
        "faults": storm.faults,
        "faults_without_slowness": storm.happened,
        "actions": storm.actions,
        "virtual_hours": storm.virtual_hours,
        "wall_seconds": storm.wall_seconds,
        "workers_dead": storm.workers_dead,
        "writes": storm.balance.counts(),
        "transport": {name: v for name, v in storm.transport.items() if name != "answers"},
        "wrong": storm.wrong(),
    }


def print_balance(rehearsed: Rehearsed) -> None:
    """What was believed and found, what went wrong on the way, and the verdict."""
    typer.echo("")
    _print_writes(rehearsed.calls)
    typer.echo("")
    _print_faults(rehearsed.faults)
    _print_verdict(rehearsed.wrong(), rehearsed.calls)
    if not rehearsed.wrong():
        typer.echo(f"tables        {rehearsed.rows.compared:,} rows that people made, each once")


def print_storm(storm: Storm) -> None:
    """The same of a storm, with what the client had to do."""
    sent = storm.transport
    typer.echo(
        f"{storm.happened:,} faults for {storm.actions:,} actions in {storm.virtual_hours:,.0f} "
        f"virtual hours, {storm.wall_seconds:.0f} s (seed {storm.seed})"
    )
    typer.echo("")
    _print_writes(storm.balance)
    typer.echo("")
    _print_faults(storm.faults)
    typer.echo(
        f"retries       {sent['retries']:,}, beyond the budget {sent['retries_beyond_budget']:,}; "
        f"pauses after 429 {sent['pauses_after_429']:,}; breaker opened "
        f"{sent['breaker_openings']:,} times"
    )
    _print_verdict(storm.wrong(), storm.balance)


def _print_writes(writes: Balance) -> None:
    rows = [["write", *COLUMNS]]
    for name, counts in writes.counts().items():
        rows.append([name, *(f"{counts[column]:,}" for column in COLUMNS)])
    rows.append(["all", *(f"{writes.total(column):,}" for column in COLUMNS)])
    typer.echo(table(rows))


def _print_faults(faults: dict[str, int]) -> None:
    told = ", ".join(f"{kind} {count:,}" for kind, count in faults.items())
    typer.echo(f"faults        {told or 'none'}")


def _print_verdict(wrong: list[str], writes: Balance) -> None:
    for sentence in wrong[:WRONG_SHOWN]:
        typer.echo(f"WRONG         {sentence}")
    if not wrong:
        typer.echo(
            f"nothing lost  {writes.total('believed'):,} writes, each carried out once, no other"
        )
