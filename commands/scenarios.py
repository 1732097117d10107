"""`run.py scenarios`: the scenarios of the library, or one of them in full."""

import json
from typing import Annotated

import typer

from commands.complaints import Complaint
from commands.options import AsJson, Changes, Wanted
from commands.printing import table
from scenarios import library_scenarios


def scenarios(
    name: Annotated[
        str | None,
        typer.Argument(metavar="SCENARIO", help="Show this one in full, with each value's origin."),
    ] = None,
    changes: Changes = None,
    as_json: AsJson = False,
) -> None:
    """List the scenarios with their questions, or show one in full.

    Example: run.py scenarios quiet_week
    """
    if name is not None:
        resolved = Wanted(None, None, None, changes or []).resolved(name)
        if as_json:
            typer.echo(json.dumps(resolved.scenario.model_dump(mode="json"), indent=2))
        else:
            typer.echo(resolved.to_yaml(), nl=False)
        return
    if changes:
        raise Complaint("--set changes one scenario: name it, as in run.py scenarios quiet_week")
    library = dict(library_scenarios())
    if as_json:
        typer.echo(json.dumps(library, indent=2))
        return
    typer.echo(table([[key, about] for key, about in library.items()], numbers_from=2))
