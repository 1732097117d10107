"""`run.py check`: everything that a live run would refuse, and a look at the API, in one table."""

import asyncio
import json
from os import environ
from typing import Annotated

import typer

from commands.check_rows import Row, all_rows
from commands.complaints import REFUSED, Complaint, hidden
from commands.options import AsJson, Changes, ScenarioName, Wanted
from commands.printing import table
from commands.speeds import checked_speed
from commands.traffic_options import RatePerMinute, traffic_for

HEAD = ["", "check", "result", "remedy"]
MARKS = {True: "ok", False: "FAIL", None: "-"}


def check(
    scenario: ScenarioName = "reference",
    changes: Changes = None,
    speed: Annotated[
        float, typer.Option(metavar="FACTOR", help="The speed that the run is meant to have.")
    ] = 1.0,
    rate: RatePerMinute = None,
    as_json: AsJson = False,
) -> None:
    """Look at all that a live run would refuse, and change nothing.

    That is the variables, the list of protected people, the database and its tables, the lock, the
    API with one read of each kind, and whether the scenario fits karmyq's rate limit. Exit code 2
    when something fails; a dash is what could not be tried, or what would only
    slow a run down.

    Example: run.py check quiet_week
    """
    resolved = Wanted(None, None, None, changes or []).resolved(scenario)
    rows = asyncio.run(
        all_rows(resolved, environ, checked_speed(speed), traffic_for(rate, None, lockstep=False))
    )
    if as_json:
        typer.echo(hidden(json.dumps([row._asdict() for row in rows], indent=2)))
    else:
        typer.echo(hidden(table([HEAD, *map(_cells, rows)], numbers_from=len(HEAD))))
    failed = [row.check for row in rows if row.ok is False]
    if failed:
        raise Complaint(f"a live run would be refused: {', '.join(failed)}", REFUSED)


def _cells(row: Row) -> list[str]:
    return [MARKS[row.ok], row.check, row.result, row.remedy]
