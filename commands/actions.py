"""`run.py actions`: the cards of all actions."""

import json
from typing import Annotated

import typer

from agents.actions import ACTIONS
from commands.complaints import Complaint
from commands.options import AsJson
from commands.printing import table
from scenarios.wording import unknown


def actions(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Show this action's card in full.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List what people can do, or show one action's card.

    Example: run.py actions offer_help
    """
    if name is not None and name not in ACTIONS:
        raise Complaint(unknown("action", name, ACTIONS))
    chosen = ACTIONS if name is None else {name: ACTIONS[name]}
    if as_json:
        typer.echo(json.dumps({key: action.card for key, action in chosen.items()}, indent=2))
    elif name is None:
        typer.echo(table([[key, action.summary] for key, action in ACTIONS.items()], 2))
    else:
        typer.echo(f"{name}\n\n{ACTIONS[name].card}")
