"""`run.py runs`: the runs that are kept."""

import json
from pathlib import Path
from typing import Annotated

import typer

from commands.options import AsJson
from commands.printing import table
from model.run_folder import RUNS, all_runs

COLUMNS = ("status", "mode", "scenario", "seed", "days", "event_digest")


def runs(
    root: Annotated[Path, typer.Option(help="Where to look.")] = RUNS,
    as_json: AsJson = False,
) -> None:
    """List the runs that are kept below runs/.

    Example: run.py runs
    """
    rows = {folder.path.name: folder.manifest() for folder in all_runs(root)}
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    if not rows:
        typer.echo(f"no runs below {root}/ yet; make one with: run.py run quiet_week")
        return
    cells = [["run", *COLUMNS]]
    for name, manifest in rows.items():
        cells.append([name, *(str(manifest.get(column, "-"))[:12] for column in COLUMNS)])
    typer.echo(table(cells, numbers_from=len(cells[0])))
