"""Summaries as people read them: plain text tables on stdout."""

import json
from typing import Any

import typer

from commands.complaints import NOT_MET
from commands.overview import overview
from model.summary import Summary
from model.warnings import in_words

OUTCOMES = ("done", "skipped", "refused", "failed")
REASONS_SHOWN = 3


def print_summary(summary: Summary, place: str, *, as_json: bool) -> None:
    """The result of a run, as JSON or for people."""
    if as_json:
        typer.echo(json.dumps(summary, indent=2))
        return
    rate = summary["events"] / summary["wall_seconds"] if summary["wall_seconds"] else 0
    typer.echo(
        f"{summary['virtual_days']:g} virtual days{_past(summary)}, {summary['events']:,} actions "
        f"in {summary['wall_seconds']:.1f} s ({rate:,.0f} a second)"
    )
    typer.echo("")
    typer.echo(overview(summary["measures"]))
    typer.echo("")
    _print_actions(summary["actions"])
    typer.echo("")
    _print_measures(summary["measures"])
    print_expectations(summary["expectations"])
    _print_warnings(summary.get("warnings", []))
    _print_live(summary)
    typer.echo("")
    typer.echo(f"event digest  {summary['event_digest']}")
    typer.echo(f"kept in       {place}")


def _past(summary: Summary) -> str:
    days = summary.get("history_days", 0)
    return f" after {days:g} of a past" if days else ""


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
        why = ", ".join(f"{reason} {count:,}" for reason, count in reasons[:REASONS_SHOWN])
        rows.append([name, *(f"{row[outcome]:,}" for outcome in OUTCOMES), why])
    width = max(len(row[-1]) for row in rows)
    typer.echo(table([[*row[:-1], row[-1].ljust(width)] for row in rows]))


def _print_measures(measures: dict[str, Any]) -> None:
    typer.echo(table([[name, shown(value)] for name, value in measures.items()]))


def _print_live(summary: Summary) -> None:
    """What only a live run has: its calls by endpoint and status, its lag, and what was odd."""
    if "transport" not in summary:
        return
    lag, transport = summary["lag"], summary["transport"]
    rows = [
        [endpoint, ", ".join(f"{status} {count:,}" for status, count in row.items())]
        for endpoint, row in summary["api"].items()
    ]
    typer.echo("")
    typer.echo(table([["call", "answers"], *rows], numbers_from=2))
    typer.echo("")
    late = ", ".join(f"{name} {lag[name]:.3f} s" for name in ("p50", "p90", "p99", "max"))
    typer.echo(f"lag           {late}; {lag['jumps']} jumps of the clock ({lag['jumped_s']:.0f} s)")
    slow = ", ".join(f"{name} {value:.3f} s" for name, value in transport["latency_s"].items())
    typer.echo(f"latency       {slow}")
    typer.echo(
        f"retries       {transport['retries']}, beyond the budget "
        f"{transport['retries_beyond_budget']}; pauses after 429 {transport['pauses_after_429']}; "
        f"waited for the budget {transport['waited_for_budget_s']:.0f} s"
    )
    openings, open_s = transport["breaker_openings"], transport["breaker_open_s"]
    typer.echo(f"breaker       opened {openings} times, for {open_s:.0f} s")
    for endpoint, fields in transport["contract_drifts"].items():
        for field, count in fields.items():
            typer.echo(f"drift         {endpoint}: {field}, {count} times")


def print_expectations(expectations: dict[str, Any]) -> None:
    """What a scenario expected of each measure, and what came."""
    if expectations:
        typer.echo("")
    for name, expected in expectations.items():
        verdict = "met" if expected["met"] else "NOT MET"
        target = in_words(expected["target"])
        typer.echo(f"expected {name} {target}: {shown(expected['value'])}, {verdict}")


def _print_warnings(warnings: list[str]) -> None:
    if warnings:
        typer.echo("")
    for warning in warnings:
        typer.echo(f"look at: {warning}")


def shown(value: float | int | None) -> str:
    """A number as people read it; a dash where there is nothing to measure."""
    if value is None:
        return "-"
    return f"{value:,.3f}" if isinstance(value, float) else f"{value:,}"
