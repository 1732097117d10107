"""`run.py mix`: what each profile does, as shares, before anything runs."""

import json
from typing import Annotated

import typer

from adapters.entities import Standing
from agents.actions import ACTIONS
from agents.choice import Choice
from commands.options import AsJson, Changes, ScenarioName, Wanted
from commands.printing import table
from scenarios import Scenario

AT_EASE = Standing(communities=1, live_requests=0, offers_to_accept=0, matches_to_complete=0)
BUSY = Standing(**dict.fromkeys(Standing.__struct_fields__, 1))


def mix(
    scenario: ScenarioName = "reference",
    changes: Changes = None,
    no_obligations: Annotated[
        bool, typer.Option("--no-obligations", help="Leave out answers that are due.")
    ] = False,
    no_affinity: Annotated[
        bool, typer.Option("--no-affinity", help="Leave out the pull of own requests.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print how often each profile would choose each action.

    Two tables in per cent: a member for whom nothing waits, and one for whom everything does: a
    live request of its own and every answer due (obligations and affinity at work).

    Example: run.py mix quiet_week --set common_actions.join_community=0
    """
    wanted = list(changes or [])
    if no_obligations:
        wanted.append("obligations.enabled=false")
    if no_affinity:
        wanted.append("affinity.factor=1")
    resolved = Wanted(None, None, None, wanted).resolved(scenario).scenario
    shares = {name: _shares(resolved, standing) for name, standing in _STANDINGS.items()}
    if no_obligations and no_affinity:
        shares.pop("everything waits")  # then nothing that waits changes anything
    if as_json:
        typer.echo(json.dumps(shares, indent=2))
        return
    for name, by_profile in shares.items():
        typer.echo(name)
        typer.echo(table(_rows(resolved, by_profile)))
        typer.echo("")


_STANDINGS = {"nothing waits": AT_EASE, "everything waits": BUSY}


def _shares(scenario: Scenario, standing: Standing) -> dict[str, dict[str, float]]:
    choice, by_profile = Choice(scenario, ACTIONS), {}
    for profile in scenario.profiles:
        candidates = choice.candidates(profile, standing)
        total = sum(weight for _, weight in candidates)
        by_profile[profile] = {action.name: weight / total for action, weight in candidates}
    return by_profile


def _rows(scenario: Scenario, by_profile: dict[str, dict[str, float]]) -> list[list[str]]:
    rows = [["action", *by_profile, "everybody"]]
    weights = {name: profile.share for name, profile in scenario.profiles.items()}
    for action in ACTIONS:
        shares = [by_profile[profile].get(action, 0.0) for profile in by_profile]
        everybody = sum(share * weights[p] for share, p in zip(shares, by_profile, strict=True))
        if everybody:
            rows.append([action, *(f"{100 * share:.1f}" for share in (*shares, everybody))])
    rows.append(["share of members", *(f"{100 * weights[p]:.1f}" for p in by_profile), "100.0"])
    return rows
