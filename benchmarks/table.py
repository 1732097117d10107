"""The result as a table for people or as JSON, with the versions it was measured with."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.row import Row
from commands.versions import versions

HEADINGS = ("name", "value", "unit", "peer", "ratio")
NUMBERS = (1, 4)
"""The columns that are set to the right."""


def surroundings() -> dict[str, Any]:
    """What the numbers depend on besides the code."""
    known = versions()
    names = ("python", "mesa", "httpx2")
    return {**{name: known[name] for name in names}, "cores": os.cpu_count()}


def as_json(rows: Sequence[Row]) -> str:
    """The table for programs."""
    return json.dumps({**surroundings(), "rows": [asdict(row) for row in rows]}, indent=2)


def as_text(rows: Sequence[Row]) -> str:
    """The table for people."""
    known = surroundings()
    lines = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    head = "Python {python}, mesa {mesa}, httpx2 {httpx2}, {cores} cores".format(**known)
    return "\n".join([head, "", *(_line(cells, widths) for cells in lines)])


def _cells(row: Row) -> tuple[str, ...]:
    ratio = "" if row.ratio is None else f"{row.ratio:.3g}"
    return (row.name, _number(row.value), row.unit, row.peer, ratio)


def _number(value: float) -> str:
    """Three significant digits, thousands set apart: more would only be noise."""
    digits = float(f"{value:.3g}")
    return f"{digits:,.0f}".replace(",", " ") if abs(digits) >= 100 else f"{digits:g}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    set_cells = (
        cell.rjust(width) if column in NUMBERS else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(set_cells).rstrip()
