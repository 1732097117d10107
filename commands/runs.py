"""`run.py runs`: the runs that are kept."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.complaints import Complaint, say
from commands.options import AsJson
from commands.printing import table
from model.run_folder import RUNS, RunFolder, RunFolderError, all_runs

COLUMNS = ("status", "mode", "scenario", "seed", "days", "event_digest")
DIGEST_SHOWN = 12
"""Characters of a digest that tell two runs apart."""


def runs(
    root: Annotated[Path, typer.Option(metavar="FOLDER", help="Where to look.")] = RUNS,
    as_json: AsJson = False,
) -> None:
    """List the runs that are kept.

    Example: run.py runs
    """
    if root != RUNS and not root.is_dir():
        raise Complaint(f"--root: {root} is no folder; name the one that holds the runs' folders")
    rows = {folder.path.name: _manifest(folder) for folder in all_runs(root)}
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
    elif rows:
        cells = [["run", *COLUMNS]]
        cells += [[name, *_cells(manifest)] for name, manifest in rows.items()]
        typer.echo(table(cells, numbers_from=len(cells[0])))
    else:
        say(f"no runs below {root}/ yet; make one with: run.py run quiet_week")


def _manifest(folder: RunFolder) -> dict[str, Any]:
    """A run that cannot be read is listed all the same, and does not hide the others."""
    try:
        return folder.manifest()
    except RunFolderError as error:
        say(str(error))
        return {"status": "unreadable"}


def _cells(manifest: dict[str, Any]) -> list[str]:
    values = {column: manifest.get(column, "-") for column in COLUMNS}
    values["event_digest"] = values["event_digest"][:DIGEST_SHOWN]
    days = values["days"]
    values["days"] = f"{days:g}" if isinstance(days, int | float) else days
    return [str(value) for value in values.values()]
