"""Summaries as people read them: plain text tables on stdout."""

import json
from typing import Any

import typer

from commands.complaints import NOT_MET
from model.summary import Summary

OUTCOMES = ("done", "skipped", "refused", "failed")
REASONS_SHOWN = 3


def print_summary(summary: Summary, place: str, *, as_json: bool) -> None:
    """The result of a run, as JSON or for people."""
    if as_json:
        typer.echo(json.dumps(summary, indent=2))
        return
    rate = summary["events"] / summary["wall_seconds"] if summary["wall_seconds"] else 0
    typer.echo(
        f"{summary['virtual_days']:g} virtual days, {summary['events']} actions "
        f"in {summary['wall_seconds']:.1f} s ({rate:,.0f} a second)"
    )
    typer.echo("")
    _print_actions(summary["actions"])
    typer.echo("")
    _print_measures(summary["measures"])
    _print_expectations(summary["expectations"])
    for warning in summary.get("warnings", []):
        typer.echo(f"look at: {warning}")
    typer.echo("")
    typer.echo(f"event digest  {summary['event_digest']}")
    typer.echo(f"kept in       {place}")


def exit_code(summary: Summary, *, strict: bool) -> int:
    """0, or 1 when an expectation failed and somebody minds."""
    failed = any(not expected["met"] for expected in summary["expectations"].values())
    return NOT_MET if strict and failed else 0


def table(rows: list[list[str]], numbers_from: int = 1) -> str:
    """Rows as aligned columns; columns from `numbers_from` on stand to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < numbers_from else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _print_actions(actions: dict[str, Any]) -> None:
    rows = [["action", *OUTCOMES, "why not"]]
    for name, row in actions.items():
        reasons = sorted(row["reasons"].items(), key=lambda item: (-item[1], item[0]))
        why = ", ".join(f"{reason} {count}" for reason, count in reasons[:REASONS_SHOWN])
        rows.append([name, *(str(row[outcome]) for outcome in OUTCOMES), why])
    width = max(len(row[-1]) for row in rows)
    typer.echo(table([[*row[:-1], row[-1].ljust(width)] for row in rows]))


def _print_measures(measures: dict[str, Any]) -> None:
    typer.echo(table([[name, shown(value)] for name, value in measures.items()]))


def _print_expectations(expectations: dict[str, Any]) -> None:
    for name, expected in expectations.items():
        target = " and ".join(f"{side} {bound:g}" for side, bound in expected["target"].items())
        verdict = "met" if expected["met"] else "NOT MET"
        typer.echo("")
        typer.echo(f"expected {name} {target}: {shown(expected['value'])}, {verdict}")


def shown(value: float | int | None) -> str:
    """A number as people read it; a dash where there is nothing to measure."""
    if value is None:
        return "-"
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"
