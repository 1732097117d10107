"""`run.py validate`: runs beside published patterns of real systems, and their own targets."""

import json
from typing import Annotated, Any

import typer

from commands.complaints import Complaint
from commands.options import AsJson
from commands.printing import print_expectations, shown, table
from reports.errors import ReportError
from reports.frames import load
from reports.patterns import PATTERNS, patterns_of

Runs = Annotated[list[str], typer.Argument(metavar="RUN", help="One run, or several side by side.")]


def validate(runs: Runs, as_json: AsJson = False) -> None:
    """Compare runs with published patterns of real systems.

    For each pattern what each run shows and what is published; a star marks a value that lies where
    the published ones do. Below, what the scenario of each run expects. docs/validation.md has the
    sources.

    Example: run.py validate reference-s42-1
    """
    try:
        told = [_told(run) for run in runs]
    except ReportError as problem:
        raise Complaint(str(problem)) from None
    if as_json:
        typer.echo(json.dumps(told, indent=2))
        return
    _print_patterns(told)
    for one in told:
        if one["expectations"]:
            typer.echo("")
            typer.echo(f"{one['run']}, by its own scenario")
            print_expectations(one["expectations"])


def _told(name: str) -> dict[str, Any]:
    """A run's patterns and expectations; raises ReportError where they cannot be had."""
    run = load(name)
    expected = (run.summary or {}).get("expectations", {})
    return {"run": run.path.name, "patterns": patterns_of(run), "expectations": expected}


def _print_patterns(told: list[dict[str, Any]]) -> None:
    def cell(name: str, one: dict[str, Any]) -> str:
        value = one["patterns"][name]
        pattern = next(known for known in PATTERNS if known.name == name)
        return f"{shown(value)} {'*' if pattern.reached(value) else ' '}"

    head = ["pattern", *(f"{one['run']}  " for one in told), "published"]
    rows = [
        [pattern.name, *(cell(pattern.name, one) for one in told), pattern.published]
        for pattern in PATTERNS
    ]
    typer.echo(table([head, *rows]))
    typer.echo("")
    typer.echo("* lies where the published values do")
    typer.echo("")
    typer.echo(table([[pattern.name, pattern.meaning] for pattern in PATTERNS], numbers_from=2))
